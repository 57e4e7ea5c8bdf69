/**
 * Inverse tangent: t + t³·p(t²) on [0, 1], degree 17, relative error 1.7e-8 (Sollya fpminimax, relative); π/2 -
 * atan(1/x) beyond. x itself below 2^-12.5 (so -0 and subnormals pass), ±π/2 at ±Inf, NaN at NaN. Largest error 2.14
 * ULP, over every second input.
 */
import { fn } from '../../engine/gpu/wgsl.ts';

export const m_atan = fn`
  fn m_atan(x: f32) -> f32 {
    let b = bitcast<u32>(x);
    let a = b & 0x7fffffffu;
    let large = a > 0x3f800000u;
    let v = bitcast<f32>(min(a, 0x7e000000u));
    let t = select(v, 1.0f / v, large);
    let z = t * t;
    let p = ((((((2.920203377e-3f * z - 1.636600308e-2f) * z + 4.320875928e-2f) * z - 7.551951706e-2f) * z
      + 0.1066588014f) * z - 0.1421102285f) * z
      + 0.1999376863f) * z - 0.3333315253f;
    let small = p * z * t + t;
    let y = bitcast<u32>(select(small, 1.57079637f - small, large)) | (b & 0x80000000u);
    return bitcast<f32>(select(y, b, a < 0x39000000u || a > 0x7f800000u));
  }`;
