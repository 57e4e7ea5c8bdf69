/**
 * * log(1 + x), accurate near 0 (parts.ts). x itself below 2^-25 (so -0 and subnormals pass), -Inf at -1, NaN below,
 * +Inf at +Inf. Largest error 1.78 ULP, over every third input above 0 and all below.
 */
import { fn } from '../../engine/gpu/wgsl.ts';
import { m_log1p_parts } from './parts.ts';

export const m_log1p = fn`
  fn m_log1p(x: f32) -> f32 {
    let b = bitcast<u32>(x);
    let a = b & 0x7fffffffu;
    var y = bitcast<u32>(${m_log1p_parts}(x, 0.0f));
    y = select(y, b, a < 0x33000000u || b == 0x7f800000u);
    y = select(y, b | 0x7fc00000u, b > 0xbf800000u || a > 0x7f800000u);
    return bitcast<f32>(select(y, 0xff800000u, b == 0xbf800000u));
  }`;
