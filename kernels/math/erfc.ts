/**
 * Complementary error function. From 0.5: e^(-x²)·g(x)/(1 + 2x), where g is a polynomial of degree 9 in (x - 2)/(x + 2)
 * (the map of M. M. Shepherd and J. G. Laframboise, Math. Comp. 36, 1981; coefficients by Sollya fpminimax, relative
 * error 1.1e-8) and x² is split as h² + (x - h)(x + h) with h of 12 bits, so that h² is exact; the exponential is that
 * of parts.ts. Below 0.5: 1 - erf(x) by erf's series; below -0.5: 2 - erfc(-x). 0 from 10.06 on, 2 to -3.84, gradual
 * underflow, NaN at NaN. Largest error 3.50 ULP (1.38 where subnormal), over all inputs beyond 2^-25.
 */
import { fn } from '../../engine/gpu/wgsl.ts';
import { m_scale } from './parts.ts';

export const m_erfc = fn`
  fn m_erfc(x: f32) -> f32 {
    let b = bitcast<u32>(x);
    let a = b & 0x7fffffffu;
    let t = bitcast<f32>(min(a, 0x41280000u));
    let u = (t - 2.0f) / (t + 2.0f);
    let g = ((((((((-2.83295056e-4f * u - 1.244176994e-3f) * u + 1.189678558e-3f) * u + 8.647464216e-3f) * u
      - 8.016053587e-3f) * u - 5.421002582e-2f)
      * u + 0.1640496105f) * u - 0.166030705f) * u - 9.276378155e-2f) * u + 1.276978374f;
    let h = bitcast<f32>(bitcast<u32>(t) & 0xfffff000u);
    let k = round(h * h * -1.44269504f);
    let r = ((-(h * h) - k * 0.693359375f) + k * 2.12194442e-4f) - (t - h) * (t + h);
    let e = ((((1.374496263e-3f * r + 8.368944749e-3f) * r + 4.166965187e-2f) * r + 0.1666651815f) * r + 0.4999998808f)
      * (r * r) + r;
    let v = g / (1.0f + 2.0f * t);
    let tail = ${m_scale}(e * v + v, k);
    let z = t * t;
    let p = (((((7.846516382e-5f * z - 8.007974830e-4f) * z + 5.188081414e-3f) * z - 2.685369365e-2f) * z
      + 0.1128358319f) * z - 0.3761262595f) * z
      + 0.1283791661f;
    let erf = p * t + t;
    let negative = b >= 0x80000000u;
    let near = select(1.0f - erf, 1.0f + erf, negative);
    let far = bitcast<f32>(select(bitcast<u32>(tail), bitcast<u32>(2.0f - tail), negative));
    let y = select(bitcast<u32>(far), bitcast<u32>(near), a < 0x3f000000u);
    return bitcast<f32>(select(y, b, a > 0x7f800000u));
  }`;
