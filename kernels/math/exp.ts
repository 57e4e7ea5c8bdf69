/**
 * e^x: exp(r)·2^k (parts.ts), without a branch. Correct gradual underflow below -87.34 on every adapter; 0 below
 * -103.97, +Inf above 88.722832, NaN at NaN. Largest error 1.18 ULP (0.79 where subnormal), over all 2^32 inputs.
 */
import { fn } from '../../engine/gpu/wgsl.ts';
import { m_exp_parts, m_scale } from './parts.ts';

export const m_exp = fn`
  fn m_exp(x: f32) -> f32 {
    let b = bitcast<u32>(x);
    let parts = ${m_exp_parts}(x);
    var y = bitcast<u32>(${m_scale}(parts.x, parts.y));
    y = select(y, 0u, b > 0xc2cff1b4u);
    y = select(y, 0x7f800000u, bitcast<i32>(b) > 0x42b17217i);
    return bitcast<f32>(select(y, b, (b & 0x7fffffffu) > 0x7f800000u));
  }`;
