/**
 * Hyperbolic sine: x + x³·p(x²) below 1 (degree 9, relative error 3.6e-10, Sollya fpminimax), beyond h - 1/(4h) with h
 * = e^|x|/2 built without overflow. x itself below 2^-12.5, ±Inf from 89.415985, NaN at NaN. Largest error 1.67 ULP,
 * over all inputs.
 */
import { fn } from '../../engine/gpu/wgsl.ts';
import { m_exp_parts } from './parts.ts';

export const m_sinh = fn`
  fn m_sinh(x: f32) -> f32 {
    let b = bitcast<u32>(x);
    let a = b & 0x7fffffffu;
    let t = bitcast<f32>(min(a, 0x42b40000u));
    let parts = ${m_exp_parts}(t);
    let h = bitcast<f32>(bitcast<i32>(parts.x) + (bitcast<i32>((parts.y - 1.0f) + 12582912.0f) << 23u));
    let z = t * t;
    let p = ((2.789983910e-6f * z + 1.984166592e-4f) * z + 8.333315141e-3f) * z + 0.1666666716f;
    var y = bitcast<u32>(select(h - 0.25f / h, p * z * t + t, a < 0x3f800000u));
    y = select(y, 0x7f800000u, a > 0x42b2d4fcu) | (b & 0x80000000u);
    return bitcast<f32>(select(y, b, a < 0x39000000u || a > 0x7f800000u));
  }`;
