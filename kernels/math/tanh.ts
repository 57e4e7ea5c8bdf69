/**
 * Hyperbolic tangent: x + x³·p(x²) to 0.625 (degree 11, relative error 4.5e-9, Sollya fpminimax), beyond 1 - 2/(e^2x +
 * 1), which is 1 from 9.02. x itself below 2^-12.5 (so -0 and subnormals pass), ±1 at ±Inf, NaN at NaN. Largest error
 * 1.35 ULP, over all inputs.
 */
import { fn } from '../../engine/gpu/wgsl.ts';
import { m_exp_parts } from './parts.ts';

export const m_tanh = fn`
  fn m_tanh(x: f32) -> f32 {
    let b = bitcast<u32>(x);
    let a = b & 0x7fffffffu;
    let t = bitcast<f32>(min(a, 0x41200000u));
    let parts = ${m_exp_parts}(t + t);
    let e = bitcast<f32>(bitcast<i32>(parts.x) + (bitcast<i32>(parts.y + 12582912.0f) << 23u));
    let large = 1.0f - 2.0f / (e + 1.0f);
    let z = t * t;
    let p = (((-5.700091831e-3f * z + 2.063411847e-2f) * z - 5.373793840e-2f) * z + 0.1333141625f) * z - 0.3333328068f;
    let y = bitcast<u32>(select(large, p * z * t + t, a < 0x3f200000u)) | (b & 0x80000000u);
    return bitcast<f32>(select(y, b, a < 0x39000000u || a > 0x7f800000u));
  }`;
