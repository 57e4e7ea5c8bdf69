/**
 * Inverse hyperbolic sine: log1p(a + a²/(1 + sqrt(a² + 1))) with a = |x|, and log(a) + ln 2 from 2^25. x itself below
 * 2^-12.5 (so -0 and subnormals pass), ±Inf at ±Inf, NaN at NaN. Largest error 2.05 ULP, over every second input to
 * 2^27.
 */
import { fn } from '../../engine/gpu/wgsl.ts';
import { m_log1p_parts } from './parts.ts';

export const m_asinh = fn`
  fn m_asinh(x: f32) -> f32 {
    let b = bitcast<u32>(x);
    let a = b & 0x7fffffffu;
    let big = a >= 0x4c000000u;
    let t = bitcast<f32>(a);
    let z = t * t;
    let u = select(t + z / (1.0f + sqrt(z + 1.0f)), t, big);
    let y = bitcast<u32>(${m_log1p_parts}(u, select(0.0f, 1.0f, big))) | (b & 0x80000000u);
    return bitcast<f32>(select(y, b, a < 0x39000000u || a >= 0x7f800000u));
  }`;
