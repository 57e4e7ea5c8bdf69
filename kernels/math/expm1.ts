/**
 * e^x - 1, accurate near 0: 2^k·expm1(r) + (2^k - 1), with the powers halved so that 2^128 does not occur. Degree 6 on
 * r, relative error 1.4e-8 (Sollya fpminimax, relative). x itself below 2^-25 (so -0 and subnormals pass), -1 below
 * -17.4, +Inf above 88.722832. Largest error 1.64 ULP, over all inputs from 2^-25 on.
 */
import { fn } from '../../engine/gpu/wgsl.ts';

export const m_expm1 = fn`
  fn m_expm1(x: f32) -> f32 {
    let b = bitcast<u32>(x);
    let a = b & 0x7fffffffu;
    let k = round(x * 1.44269504f);
    let r = (x - k * 0.693359375f) + k * 2.12194442e-4f;
    let q = (((1.38641696e-3f * r + 8.366673253e-3f) * r + 4.16675061e-2f) * r + 0.16666542f) * r + 0.4999999702f;
    let p = q * (r * r) + r;
    let half = bitcast<f32>(0x3f000000i + (bitcast<i32>(k + 12582912.0f) << 23u));
    var y = bitcast<u32>((half * p + (half - 0.5f)) * 2.0f);
    y = select(y, 0xbf800000u, b > 0xc18b3333u);
    y = select(y, 0x7f800000u, bitcast<i32>(b) > 0x42b17217i);
    return bitcast<f32>(select(y, b, a < 0x33000000u || a > 0x7f800000u));
  }`;
