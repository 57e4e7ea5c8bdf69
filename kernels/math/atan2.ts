/**
 * The angle of (x, y) in (-π, π], as C's atan2f(y, x): atan of the smaller over the larger magnitude (atan.ts), then
 * the octant. The quotient is taken of mantissas and scaled by the difference of exponents, so no pair overflows and
 * subnormals are right on every adapter. Zeros and infinities as in C (atan2(0, -0) = π, atan2(Inf, Inf) = π/4); NaN if
 * either is NaN. Largest error 1.95 ULP (0.75 where subnormal), over 6 million pairs.
 */
import { fn } from '../../engine/gpu/wgsl.ts';
import { m_scale } from './parts.ts';

const m_atan2_exponent = fn`
  fn m_atan2_exponent(a: u32) -> vec2u {
    // Mantissa in [1, 2) and exponent; 0 gets -1000, infinity 1000, so that any finite number is far from either.
    let n = select(a, bitcast<u32>(f32(i32(a))), a < 0x00800000u);
    var e = (n >> 23u) - select(0u, 149u, a < 0x00800000u);
    e = select(select(e, bitcast<u32>(-1000i), a == 0u), 1000u, a >= 0x7f800000u);
    return vec2u(select((n & 0x007fffffu) | 0x3f800000u, 0x3f800000u, a >= 0x7f800000u), e);
  }`;

export const m_atan2 = fn`
  fn m_atan2(y: f32, x: f32) -> f32 {
    let by = bitcast<u32>(y);
    let bx = bitcast<u32>(x);
    let ay = by & 0x7fffffffu;
    let ax = bx & 0x7fffffffu;
    let steep = ay > ax;
    let top = ${m_atan2_exponent}(min(ay, ax));
    let bottom = ${m_atan2_exponent}(max(ay, ax));
    let d = max(f32(bitcast<i32>(top.y) - bitcast<i32>(bottom.y)), -180.0f);
    let zero = bottom.y == bitcast<u32>(-1000i);
    let t = select(${m_scale}(bitcast<f32>(top.x) / bitcast<f32>(bottom.x), d), 0.0f, zero);
    let z = t * t;
    let p = ((((((2.920203377e-3f * z - 1.636600308e-2f) * z + 4.320875928e-2f) * z - 7.551951706e-2f) * z
      + 0.1066588014f) * z - 0.1421102285f) * z
      + 0.1999376863f) * z - 0.3333315253f;
    // The first octant's angle keeps the bits of a small t: adding to a subnormal would flush it on some adapters.
    let octant = select(bitcast<u32>(p * z * t + t), bitcast<u32>(t), bitcast<u32>(t) < 0x39000000u);
    let quadrant = select(octant, bitcast<u32>(1.57079637f - bitcast<f32>(octant)), steep);
    let half = select(quadrant, bitcast<u32>(3.14159274f - bitcast<f32>(quadrant)), bx >= 0x80000000u);
    let angle = half | (by & 0x80000000u);
    return bitcast<f32>(select(angle, 0x7fc00000u, max(ay, ax) > 0x7f800000u));
  }`;
