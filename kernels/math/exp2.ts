/**
 * 2^x: k = round(x), then degree 6 on x - k, which is exact; relative error 3.6e-9 (Sollya fpminimax, relative). Exact
 * at whole x. Correct gradual underflow; 0 below -150, +Inf from 128, NaN at NaN. Largest error 1.07 ULP (0.80 where
 * subnormal), over all inputs from 2^-25 on.
 */
import { fn } from '../../engine/gpu/wgsl.ts';
import { m_scale } from './parts.ts';

export const m_exp2 = fn`
  fn m_exp2(x: f32) -> f32 {
    let b = bitcast<u32>(x);
    let k = round(x);
    let r = x - k;
    let p = (((((1.52380031e-4f * r + 1.339113689e-3f) * r + 9.618841112e-3f) * r + 5.55035919e-2f) * r
      + 0.2402264476f) * r + 0.6931471825f) * r
      + 1.0f;
    var y = bitcast<u32>(${m_scale}(p, k));
    y = select(y, 0u, b > 0xc3160000u);
    y = select(y, 0x7f800000u, bitcast<i32>(b) >= 0x43000000i);
    return bitcast<f32>(select(y, b, (b & 0x7fffffffu) > 0x7f800000u));
  }`;
