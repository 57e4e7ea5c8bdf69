/**
 * Hyperbolic cosine: h + 1/(4h) with h = e^|x|/2 built without overflow. 1 at 0, +Inf from 89.415985 and at ±Inf, NaN
 * at NaN. Largest error 1.60 ULP, over all inputs.
 */
import { fn } from '../../engine/gpu/wgsl.ts';
import { m_exp_parts } from './parts.ts';

export const m_cosh = fn`
  fn m_cosh(x: f32) -> f32 {
    let b = bitcast<u32>(x);
    let a = b & 0x7fffffffu;
    let t = bitcast<f32>(min(a, 0x42b40000u));
    let parts = ${m_exp_parts}(t);
    let h = bitcast<f32>(bitcast<i32>(parts.x) + (bitcast<i32>((parts.y - 1.0f) + 12582912.0f) << 23u));
    let y = select(bitcast<u32>(h + 0.25f / h), 0x7f800000u, a > 0x42b2d4fcu);
    return bitcast<f32>(select(y, b, a > 0x7f800000u));
  }`;
