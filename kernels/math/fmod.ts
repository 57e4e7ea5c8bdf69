/**
 * Exact remainders: `m_fmod` with the sign of x (C's fmodf) and `m_remainder` with the sign of y (Python's %, NumPy's
 * and PyTorch's remainder).
 *
 * Long division of the mantissas as integers, 8 quotient bits a turn: (exponent of x - exponent of y) / 8 turns, at
 * most 35 and mostly one. NaN if y = 0, x = ±Inf or either is NaN; x if y = ±Inf (for the remainder: y if the signs
 * differ). Subnormals are exact on every adapter.
 */
import { fn } from '../../engine/gpu/wgsl.ts';
import { m_scale } from './parts.ts';

/**
 * `m_rest(ax, ay)`: (ax mod ay) in units of ay's last place, for the bits of |x| >= |y| > 0; `m_rest_bits` turns it
 * into bits.
 */
const m_mantissa = fn`
  fn m_mantissa(a: u32) -> u32 {
    return select((a & 0x007fffffu) | 0x00800000u, a, a < 0x00800000u);
  }`;

const m_rest = fn`
  fn m_rest(ax: u32, ay: u32) -> u32 {
    let divisor = max(${m_mantissa}(ay), 1u);
    var rest = ${m_mantissa}(ax) % divisor;
    var bits = i32(max(ax >> 23u, 1u)) - i32(max(ay >> 23u, 1u));
    for (; bits > 0; bits -= 8) {
      rest = (rest << u32(min(bits, 8))) % divisor;
    }
    return rest;
  }`;

const m_rest_bits = fn`
  fn m_rest_bits(rest: u32, ay: u32) -> u32 {
    let exponent = max(ay >> 23u, 1u);
    let n = bitcast<u32>(f32(i32(rest)));
    let normal = (n >> 23u) + exponent > 150u;
    return select(rest << min(exponent - 1u, 31u), n + ((exponent - 150u) << 23u), normal && rest != 0u);
  }`;

export const m_fmod = fn`
  fn m_fmod(x: f32, y: f32) -> f32 {
    let bx = bitcast<u32>(x);
    let ax = bx & 0x7fffffffu;
    let ay = bitcast<u32>(y) & 0x7fffffffu;
    var r = ax;
    if (ax >= ay) {
      r = ${m_rest_bits}(${m_rest}(ax, ay), ay);
    }
    return bitcast<f32>(select(r | (bx & 0x80000000u), 0x7fc00000u, ay == 0u || ax >= 0x7f800000u || ay > 0x7f800000u));
  }`;

const m_remainder_up = fn`
  fn m_remainder_up(a: u32) -> f32 {
    return select(bitcast<f32>(a) * 0x1p64f, f32(i32(a)) * 0x1p-85f, a < 0x00800000u);
  }`;

export const m_remainder = fn`
  fn m_remainder(x: f32, y: f32) -> f32 {
    let bx = bitcast<u32>(x);
    let by = bitcast<u32>(y);
    let ax = bx & 0x7fffffffu;
    let ay = by & 0x7fffffffu;
    let opposite = (bx ^ by) >= 0x80000000u;
    var r = ax;
    if (ax >= ay) {
      let rest = ${m_rest}(ax, ay);
      r = ${m_rest_bits}(select(rest, ${m_mantissa}(ay) - rest, opposite && rest != 0u), ay);
    } else if (opposite && ax != 0u) {
      // |y| - |x|, both times 2^64 where they may be subnormal.
      let small = bitcast<u32>(${m_scale}(${m_remainder_up}(ay) - ${m_remainder_up}(ax), -64.0f));
      r = select(bitcast<u32>(bitcast<f32>(ay) - bitcast<f32>(ax)), small, ay < 0x20000000u);
      r = select(r, ay, ay == 0x7f800000u);
    }
    return bitcast<f32>(select(r | (by & 0x80000000u), 0x7fc00000u, ay == 0u || ax >= 0x7f800000u || ay > 0x7f800000u));
  }`;
