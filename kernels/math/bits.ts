/**
 * NaN and infinity by their bits.
 *
 * Measured: `x != x`, `min`, `max` and `x - x` lose NaN on lavapipe (x - x folds to 0), so these look at integers,
 * which no floating-point assumption of a compiler reaches.
 */
import { fn, runtime_bits } from '../../engine/gpu/wgsl.ts';

export const m_is_nan = fn`
  fn m_is_nan(x: f32) -> bool {
    return (bitcast<u32>(x) & 0x7fffffffu) > 0x7f800000u;
  }`;

export const m_is_inf = fn`
  fn m_is_inf(x: f32) -> bool {
    return (bitcast<u32>(x) & 0x7fffffffu) == 0x7f800000u;
  }`;

export const m_is_finite = fn`
  fn m_is_finite(x: f32) -> bool {
    return (bitcast<u32>(x) & 0x7f800000u) != 0x7f800000u;
  }`;

/** The quiet NaN 0x7fc00000. */
export const m_nan = fn`
  fn m_nan() -> f32 {
    return bitcast<f32>(${runtime_bits}(0x7fc00000u));
  }`;

/** +infinity; negate it by a bit, not by `-`, where the sign matters to a fast-math compiler. */
export const m_inf = fn`
  fn m_inf() -> f32 {
    return bitcast<f32>(${runtime_bits}(0x7f800000u));
  }`;
