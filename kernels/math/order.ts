/**
 * Comparisons of floats as integers: right for subnormals where the adapter flushes them, and for NaN where its
 * compiler assumes there is none.
 */
import { fn } from '../../engine/gpu/wgsl.ts';

/** An integer for each float, in their order; -0 and 0 share one. */
export const m_rank = fn`
  fn m_rank(x: f32) -> i32 {
    let bits = bitcast<i32>(x);
    return select(bits, bitcast<i32>(0x80000000u) - bits, bits < 0i);
  }`;

/** As m_rank, with -0 below 0. */
export const m_total_rank = fn`
  fn m_total_rank(x: f32) -> i32 {
    let bits = bitcast<i32>(x);
    return bits ^ bitcast<i32>((bitcast<u32>(bits >> 31u) >> 1u));
  }`;
