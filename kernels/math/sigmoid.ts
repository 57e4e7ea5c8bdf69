/**
 * 1 / (1 + e^-x), as e/(1 + e) below 0 with e = e^-|x|, so that neither end overflows or cancels; below -20 it is e
 * itself, gradual underflow included. 1 at +Inf, 0 at -Inf and below -103.97, NaN at NaN. Largest error 2.41 ULP (0.80
 * where subnormal), over all inputs beyond 2^-25.
 */
import { fn } from '../../engine/gpu/wgsl.ts';
import { m_exp_parts, m_scale } from './parts.ts';

export const m_sigmoid = fn`
  fn m_sigmoid(x: f32) -> f32 {
    let b = bitcast<u32>(x);
    let t = bitcast<f32>(min(b & 0x7fffffffu, 0x42d20000u));
    let parts = ${m_exp_parts}(-t);
    let e = ${m_scale}(parts.x, parts.y);
    let q = select(e, 1.0f, b < 0x80000000u) / (1.0f + e);
    let y = select(bitcast<u32>(q), bitcast<u32>(e), b > 0xc1a00000u);
    return bitcast<f32>(select(y, b, (b & 0x7fffffffu) > 0x7f800000u));
  }`;
