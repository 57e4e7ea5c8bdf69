/**
 * Base-10 logarithm: k log10(2) in two parts, log10(e)·f as f·7/16 - 3.2e-3·f, degree 9, relative error 3.0e-8 (Sollya
 * fpminimax, relative). Special values as log. Largest error 2.41 ULP, over all inputs in 2^±5 and a third of the rest.
 */
import { fn } from '../../engine/gpu/wgsl.ts';
import { m_log_split, m_log_special } from './parts.ts';

export const m_log10 = fn`
  fn m_log10(x: f32) -> f32 {
    let parts = ${m_log_split}(x);
    let k = parts.x;
    let f = parts.y;
    let q = (((((((3.797854111e-2f * f - 6.215669587e-2f) * f + 6.477998942e-2f) * f - 7.196116447e-2f) * f
      + 8.66946876e-2f) * f - 0.1085814461f) * f
      + 0.144767493f) * f - 0.2171472013f) * (f * f);
    return ${m_log_special}(x, k * 0.301025391f + (f * 0.4375f + (q + (f * -3.205518e-3f + k * 4.60503907e-6f))));
  }`;
