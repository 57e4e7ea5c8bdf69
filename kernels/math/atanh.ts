/**
 * Inverse hyperbolic tangent: log1p(2a/(1 - a))/2 with a = |x|. x itself below 2^-12.5, ±Inf at ±1, NaN beyond and at
 * NaN. Largest error 2.39 ULP, over all inputs.
 */
import { fn } from '../../engine/gpu/wgsl.ts';
import { m_log1p_parts } from './parts.ts';

export const m_atanh = fn`
  fn m_atanh(x: f32) -> f32 {
    let b = bitcast<u32>(x);
    let a = b & 0x7fffffffu;
    let t = bitcast<f32>(a);
    var y = bitcast<u32>(0.5f * ${m_log1p_parts}((t + t) / (1.0f - t), 0.0f));
    y = select(y, 0x7f800000u, a == 0x3f800000u) | (b & 0x80000000u);
    y = select(y, b, a < 0x39000000u);
    return bitcast<f32>(select(y, b | 0x7fc00000u, a > 0x3f800000u));
  }`;
