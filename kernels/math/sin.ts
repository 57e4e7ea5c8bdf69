/**
 * Sine, for every finite x (angle.ts). Degree 7 for the sine, 8 for the cosine on [-π/4, π/4], relative errors 4.0e-9
 * and 1.2e-10 (Sollya fpminimax, relative). x itself below 2^-12.5 (so -0 and subnormals pass), NaN at ±Inf and NaN.
 * Largest error 2.08 ULP to 128 (all inputs), 1.56 beyond (every ninth).
 */
import { fn } from '../../engine/gpu/wgsl.ts';
import { m_reduce_angle } from './angle.ts';

export const m_sin = fn`
  fn m_sin(x: f32) -> f32 {
    let b = bitcast<u32>(x);
    let a = b & 0x7fffffffu;
    let reduced = ${m_reduce_angle}(a);
    let r = bitcast<f32>(reduced.x);
    let z = r * r;
    let sine = ((-1.951828453e-4f * z + 8.332189173e-3f) * z - 0.1666665524f) * z * r + r;
    let cosine = (((2.443256381e-5f * z - 1.388731063e-3f) * z + 4.166664556e-2f) * z - 0.5f) * z + 1.0f;
    var y = bitcast<u32>(select(sine, cosine, (reduced.y & 1u) != 0u)) ^ ((reduced.y & 2u) << 30u) ^ (b & 0x80000000u);
    y = select(y, b, a < 0x39000000u);
    return bitcast<f32>(select(y, b | 0x7fc00000u, a >= 0x7f800000u));
  }`;
