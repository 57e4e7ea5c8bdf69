/**
 * Inverse cosine: π/2 - asin(x) to 0.5, 2 asin(sqrt((1 - x)/2)) above and π - 2 asin(sqrt((1 + x)/2)) below, with
 * asin's polynomial. Exactly 0 at 1; NaN beyond ±1 and at NaN. Largest error 1.26 ULP, over all inputs beyond 2^-25.
 */
import { fn } from '../../engine/gpu/wgsl.ts';

export const m_acos = fn`
  fn m_acos(x: f32) -> f32 {
    let b = bitcast<u32>(x);
    let a = b & 0x7fffffffu;
    let t = bitcast<f32>(a);
    let large = a > 0x3f000000u;
    let z = select(t * t, (1.0f - t) * 0.5f, large);
    let s = select(t, sqrt(z), large);
    let p = (((4.229880869e-2f * z + 2.410511114e-2f) * z + 4.548472166e-2f) * z + 7.495188713e-2f) * z + 0.1666675508f;
    let small = p * z * s + s;
    let signed = bitcast<f32>(bitcast<u32>(small) | (b & 0x80000000u));
    let beyond = select(small + small, 3.14159274f - (small + small), b >= 0x80000000u);
    let y = bitcast<u32>(select(1.57079637f - signed, beyond, large));
    return bitcast<f32>(select(y, b | 0x7fc00000u, a > 0x3f800000u));
  }`;
