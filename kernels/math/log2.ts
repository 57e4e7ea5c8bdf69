/**
 * Base-2 logarithm: k + (f + f·q(f)), where q starts at log2(e) - 1, so that the leading term has no rounding; degree
 * 9, relative error 3.3e-8 (Sollya fpminimax, relative). Exact at powers of two, subnormal ones too. Special values as
 * log. Largest error 1.76 ULP, over all inputs in 2^±5 and a third of the rest.
 */
import { fn } from '../../engine/gpu/wgsl.ts';
import { m_log_split, m_log_special } from './parts.ts';

export const m_log2 = fn`
  fn m_log2(x: f32) -> f32 {
    let parts = ${m_log_split}(x);
    let f = parts.y;
    let q = (((((((0.1266573519f * f - 0.2063956559f) * f + 0.2149657011f) * f - 0.2390568554f) * f + 0.2880210876f)
      * f - 0.3606996536f) * f
      + 0.4809060991f) * f - 0.7213473916f) * f + 0.4426950514f;
    return ${m_log_special}(x, parts.x + (q * f + f));
  }`;
