/**
 * Inverse hyperbolic cosine: log1p(t + sqrt(2t + t²)) with t = x - 1, and log(x) + ln 2 from 2^25. NaN below 1, +Inf at
 * +Inf. Largest error 2.40 ULP, over every second input to 2^27.
 */
import { fn } from '../../engine/gpu/wgsl.ts';
import { m_log1p_parts } from './parts.ts';

export const m_acosh = fn`
  fn m_acosh(x: f32) -> f32 {
    let b = bitcast<u32>(x);
    let big = b >= 0x4c000000u;
    let t = x - 1.0f;
    let u = select(t + sqrt(t * (t + 2.0f)), x, big);
    let y = bitcast<u32>(${m_log1p_parts}(u, select(0.0f, 1.0f, big)));
    return bitcast<f32>(select(select(y, b, b == 0x7f800000u), b | 0x7fc00000u,
      bitcast<i32>(b) < 0x3f800000i || b > 0x7f800000u));
  }`;
