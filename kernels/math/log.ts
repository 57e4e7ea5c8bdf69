/**
 * Natural logarithm: k ln 2 + log(1 + f), ln 2 in two parts, degree 9 in f with relative error 3.0e-8 (Sollya
 * fpminimax, relative). Subnormals are right on every adapter. -Inf at ±0, NaN below 0, +Inf at +Inf, NaN at NaN.
 * Largest error 1.22 ULP, over all inputs.
 */
import { fn } from '../../engine/gpu/wgsl.ts';
import { m_log_split, m_log_special } from './parts.ts';

export const m_log = fn`
  fn m_log(x: f32) -> f32 {
    let parts = ${m_log_split}(x);
    let k = parts.x;
    let f = parts.y;
    let q = (((((((8.741644025e-2f * f - 0.143104598f) * f + 0.1491663754f) * f - 0.1656994522f) * f + 0.1996216029f)
      * f - 0.2500178814f) * f
      + 0.3333394825f) * f - 0.4999999106f) * (f * f);
    return ${m_log_special}(x, ((f + q) + k * 1.42860677e-6f) + k * 0.693145752f);
  }`;
