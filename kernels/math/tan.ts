/**
 * Tangent, for every finite x (angle.ts). Degree 15 on [-π/4, π/4], relative error 1.3e-9 (Sollya fpminimax, relative);
 * -1/tan(r) in odd quadrants. x itself below 2^-12.5 (so -0 and subnormals pass), NaN at ±Inf and NaN. Largest error
 * 3.39 ULP to 128, 2.6 beyond, over all inputs.
 */
import { fn } from '../../engine/gpu/wgsl.ts';
import { m_reduce_angle } from './angle.ts';

export const m_tan = fn`
  fn m_tan(x: f32) -> f32 {
    let b = bitcast<u32>(x);
    let a = b & 0x7fffffffu;
    let reduced = ${m_reduce_angle}(a);
    let r = bitcast<f32>(reduced.x);
    let z = r * r;
    let p = (((((4.370413721e-3f * z + 1.028608676e-4f) * z + 1.082385890e-2f) * z + 2.128753439e-2f) * z
      + 5.405868217e-2f) * z + 0.1333267689f) * z
      + 0.3333334923f;
    let t = p * z * r + r;
    var y = bitcast<u32>(select(t, -1.0f / t, (reduced.y & 1u) != 0u)) ^ (b & 0x80000000u);
    y = select(y, b, a < 0x39000000u);
    return bitcast<f32>(select(y, b | 0x7fc00000u, a >= 0x7f800000u));
  }`;
