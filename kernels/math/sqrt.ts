/**
 * Square root and its reciprocal.
 *
 * WGSL allows `sqrt` the error of 1/inverseSqrt. Measured: correctly rounded on lavapipe and SwiftShader for every
 * normal number, so these only put right what differs there, the subnormals that SwiftShader flushes. On an adapter
 * with an approximate sqrt they inherit its error. -0 gives -0, negative numbers NaN.
 */
import { fn } from '../../engine/gpu/wgsl.ts';

/** A subnormal is n·2^-149 with n whole: sqrt(2n)·2^-75. */
export const m_sqrt = fn`
  fn m_sqrt(x: f32) -> f32 {
    let b = bitcast<u32>(x);
    let subnormal = b < 0x00800000u;
    let s = sqrt(select(x, f32(i32(b + b)), subnormal)) * select(1.0f, 0x1p-75f, subnormal);
    let y = select(bitcast<u32>(s), b | 0x7fc00000u, b > 0x80000000u || b > 0x7f800000u);
    return bitcast<f32>(select(y, b, (b & 0x7fffffffu) == 0u));
  }`;

/** 1 / sqrt(x) in two roundings, at most 1.49 ULP where both are correct. ±Inf at ±0, 0 at +Inf, NaN below 0. */
export const m_rsqrt = fn`
  fn m_rsqrt(x: f32) -> f32 {
    let b = bitcast<u32>(x);
    let subnormal = b < 0x00800000u;
    let s = sqrt(select(x, f32(i32(b + b)), subnormal));
    var y = bitcast<u32>(select(1.0f, 0x1p75f, subnormal) / s);
    y = select(y, 0u, b == 0x7f800000u);
    y = select(y, b | 0x7fc00000u, b > 0x7f800000u);
    return bitcast<f32>(select(y, b | 0x7f800000u, (b & 0x7fffffffu) == 0u));
  }`;
