/**
 * Cosine, for every finite x: as sin.ts, a quadrant further. 1 at ±0, NaN at ±Inf and NaN.
 * Largest error 2.04 ULP to 128 (all inputs), 1.56 beyond (every ninth).
 */
import { fn } from '../../engine/gpu/wgsl.ts';
import { m_reduce_angle } from './angle.ts';

export const m_cos = fn`
  fn m_cos(x: f32) -> f32 {
    let b = bitcast<u32>(x);
    let a = b & 0x7fffffffu;
    let reduced = ${m_reduce_angle}(a);
    let r = bitcast<f32>(reduced.x);
    let q = reduced.y + 1u;
    let z = r * r;
    let sine = ((-1.951828453e-4f * z + 8.332189173e-3f) * z - 0.1666665524f) * z * r + r;
    let cosine = (((2.443256381e-5f * z - 1.388731063e-3f) * z + 4.166664556e-2f) * z - 0.5f) * z + 1.0f;
    let y = bitcast<u32>(select(sine, cosine, (q & 1u) != 0u)) ^ ((q & 2u) << 30u);
    return bitcast<f32>(select(y, b | 0x7fc00000u, a >= 0x7f800000u));
  }`;
