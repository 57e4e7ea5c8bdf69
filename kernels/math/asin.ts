/**
 * Inverse sine: x + x³·p(x²) to 0.5, beyond π/2 - 2 asin(sqrt((1 - x)/2)). Degree 11, relative error 5.0e-9 (Sollya
 * fpminimax, relative). x itself below 2^-12.5 (so -0 and subnormals pass), NaN beyond ±1 and at NaN. Largest error
 * 2.36 ULP, over all inputs.
 */
import { fn } from '../../engine/gpu/wgsl.ts';

export const m_asin = fn`
  fn m_asin(x: f32) -> f32 {
    let b = bitcast<u32>(x);
    let a = b & 0x7fffffffu;
    let t = bitcast<f32>(a);
    let large = a > 0x3f000000u;
    let z = select(t * t, (1.0f - t) * 0.5f, large);
    let s = select(t, sqrt(z), large);
    let p = (((4.229880869e-2f * z + 2.410511114e-2f) * z + 4.548472166e-2f) * z + 7.495188713e-2f) * z + 0.1666675508f;
    let small = p * z * s + s;
    var y = bitcast<u32>(select(small, 1.57079637f - (small + small), large)) | (b & 0x80000000u);
    y = select(y, b, a < 0x39000000u);
    return bitcast<f32>(select(y, b | 0x7fc00000u, a > 0x3f800000u));
  }`;
