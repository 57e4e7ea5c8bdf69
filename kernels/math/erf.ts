/**
 * Error function: odd polynomial to 1 (degree 13, relative error 1.5e-9; Sollya fpminimax with 2/sqrt(pi) as 1 +
 * 0.128…, so that the leading term has no rounding), beyond 1 - e^q(x) with q fitting log(erfc) (degree 6, absolute
 * error of erf 7e-9; Sollya remez weighted by erfc). ±1 from 3.92 on, subnormals right on every adapter (tiny x is
 * scaled up and back), NaN at NaN. Largest error 1.27 ULP (0.74 where subnormal), over all inputs beyond 2^-7 and one
 * in 1009 below.
 */
import { fn } from '../../engine/gpu/wgsl.ts';
import { m_exp_parts, m_scale } from './parts.ts';

export const m_erf = fn`
  fn m_erf(x: f32) -> f32 {
    let b = bitcast<u32>(x);
    let a = b & 0x7fffffffu;
    let t = bitcast<f32>(min(a, 0x40800000u));
    let q = (((((1.86776699e-4f * t - 2.951873932e-3f) * t + 2.185630053e-2f) * t - 0.1031479463f) * t - 0.6380935907f)
      * t - 1.127122521f) * t
      - 3.326930164e-4f;
    let parts = ${m_exp_parts}(q);
    let large = 1.0f - bitcast<f32>(bitcast<i32>(parts.x) + (bitcast<i32>(parts.y + 12582912.0f) << 23u));
    let z = t * t;
    let p = (((((7.846516382e-5f * z - 8.007974830e-4f) * z + 5.188081414e-3f) * z - 2.685369365e-2f) * z
      + 0.1128358319f) * z - 0.3761262595f) * z
      + 0.1283791661f;
    var y = bitcast<u32>(select(large, p * t + t, a < 0x3f800000u));
    let subnormal = a < 0x00800000u;
    let n = select(t * 0x1p64f, f32(i32(a)), subnormal);
    y = select(y, bitcast<u32>(${m_scale}(n * 0.1283791661f + n, select(-64.0f, -149.0f, subnormal))), a < 0x10000000u);
    return bitcast<f32>(select(y | (b & 0x80000000u), b, a > 0x7f800000u));
  }`;
