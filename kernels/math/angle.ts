/**
 * Argument reduction for sin, cos and tan: |x| = q·π/2 + r with |r| <= π/4, r to about 1 ULP for every finite f32.
 *
 * Below 512: Cody-Waite with π/2 in three parts of 15, 15 and 24 bits, so that q times the first two is exact. Beyond: the method of
 * Payne and Hanek (SIGNUM 18, 1983). The 96 bits of 2/π that matter for the exponent of x, times the 24-bit mantissa, modulo 2^96: two
 * bits of quadrant and 94 of fraction, of which 62 are used; no f32 comes nearer than 2^-30 to a multiple of π/2.
 */
import { wgsl, type Snippet } from '../../engine/wgsl.ts';

/** `fn(a) -> vec2u(bits of r, q)` for the bits `a` of a finite |x|; only the lowest two bits of q count. */
export const reduceAngle = (fn: Snippet): Snippet => wgsl`
fn ${fn}_mulhi(m: u32, w: u32) -> u32 {
  let high = m >> 16u;
  let low = m & 0xffffu;
  let cross = low * (w >> 16u);
  let middle = ((low * (w & 0xffffu)) >> 16u) + (cross & 0xffffu) + high * (w & 0xffffu);
  return high * (w >> 16u) + (cross >> 16u) + (middle >> 16u);
}

fn ${fn}_far(a: u32) -> vec2u {
  let m = (a & 0x007fffffu) | 0x00800000u;
  let start = (a >> 23u) - 120u;
  // 32 zeros, then 2/π; take the four words from start / 32, then shift by start % 32.
  let by4 = (start & 128u) != 0u;
  let by2 = (start & 64u) != 0u;
  let by1 = (start & 32u) != 0u;
  let a0 = select(0u, 0xdb629599u, by4);
  let a1 = select(0xa2f9836eu, 0xdb629599u, by4);
  let a2 = select(0x4e441529u, 0x3c439041u, by4);
  let a3 = select(0xfc2757d1u, 0xfe5163abu, by4);
  return vec2u(m, a0 + a1 + a2 + a3);
}`;
