/**
 * Steps that several functions share.
 *
 * Rules kept throughout: only + - * / sqrt round, integers and select; NaN, infinities, subnormals and signed zeros are
 * chosen as integers (lavapipe keeps subnormals, SwiftShader flushes them, lavapipe folds x - x to 0); no (x + c) - c,
 * which drivers fold. Mesa also turns (a·b + c·d) + e and (a·b + c) + constant round for its multiply-adds, so sums of
 * three terms are written in an order that it leaves alone, and polynomials by Horner's rule down to the constant; that
 * is what keeps the bits equal between adapters.
 */
import { fn } from '../../engine/gpu/wgsl.ts';

/**
 * `m_exp_parts(x) = vec2(p, k)` with exp(x) = p·2^k, p in [0.70, 1.42], k whole; finite |x| < 1e4. Cody-Waite with ln 2
 * = 355/512 - 2.12e-4 (k·355/512 is exact), then degree 6, relative error 3.7e-9 (Sollya fpminimax, relative, binary32
 * coefficients).
 */
export const m_exp_parts = fn`
  fn m_exp_parts(x: f32) -> vec2f {
    let k = round(x * 1.44269504f);
    let r = (x - k * 0.693359375f) + k * 2.12194442e-4f;
    let p = (((((1.374496263e-3f * r + 8.368944749e-3f) * r + 4.166965187e-2f) * r + 0.1666651815f) * r
      + 0.4999998808f) * r + 1.0f) * r + 1.0f;
    return vec2f(p, k);
  }`;

/**
 * `m_scale(p, k) = p·2^k` for normal p > 0 and whole k >= -275, rounded once to a subnormal where it must be, on every
 * adapter: the subnormal's bits are the integer p·2^(k+149), read off the mantissa after adding 2^23. The caller
 * excludes overflow.
 */
export const m_scale = fn`
  fn m_scale(p: f32, k: f32) -> f32 {
    let bits = bitcast<i32>(p) + (bitcast<i32>(k + 12582912.0f) << 23u);
    let subnormal = bitcast<i32>(bitcast<f32>(bits + 0x4a800000i) + 8388608.0f) - 0x4b000000i;
    return bitcast<f32>(select(bits, subnormal, bits < 0x00800000i));
  }`;

/**
 * `m_log_split(x) = vec2(k, f)` with x = (1 + f)·2^k and 1 + f in [sqrt(1/2), sqrt(2)), both exact, for positive finite
 * x (subnormal too).
 */
export const m_log_split = fn`
  fn m_log_split(x: f32) -> vec2f {
    let b = bitcast<u32>(x);
    let subnormal = b < 0x00800000u;
    let n = select(b, bitcast<u32>(f32(i32(b))), subnormal);
    let e = n - 0x3f3504f3u;
    let k = f32(bitcast<i32>(e) >> 23u) - select(0.0f, 149.0f, subnormal);
    return vec2f(k, bitcast<f32>(n - (e & 0xff800000u)) - 1.0f);
  }`;

/** `m_log_special(x, y) = y`, or what every logarithm gives: -Inf at ±0, NaN below 0, +Inf at +Inf, NaN at NaN. */
export const m_log_special = fn`
  fn m_log_special(x: f32, y: f32) -> f32 {
    let b = bitcast<u32>(x);
    let special = select(b | 0x7fc00000u, b, b == 0x7f800000u);
    let r = select(bitcast<u32>(y), special, b >= 0x7f800000u);
    return bitcast<f32>(select(r, 0xff800000u, (b & 0x7fffffffu) == 0u));
  }`;

/**
 * `m_log1p_parts(x, extra) = log(1 + x) + extra·ln 2` for normal finite x > -1 (0 gives 0). With k from 1 + x, f =
 * x·2^-k + (2^-k - 1) is 1 + f = (1 + x)·2^-k with one rounding, which needs no correction: f = x where k = 0, and
 * elsewhere |k ln 2| outweighs it. Degree 9 in f, relative error 3.0e-8 (Sollya fpminimax, relative).
 */
export const m_log1p_parts = fn`
  fn m_log1p_parts(x: f32, extra: f32) -> f32 {
    let e = (bitcast<u32>(1.0f + x) - 0x3f3504f3u) & 0xff800000u;
    let down = bitcast<f32>(bitcast<u32>(x) - e);
    let scale = bitcast<f32>(0x3f800000i - min(bitcast<i32>(e), 0x1e000000i));
    let f = down + (scale - 1.0f);
    let k = f32(bitcast<i32>(e) >> 23u) + extra;
    let q = (((((((8.741644025e-2f * f - 0.143104598f) * f + 0.1491663754f) * f - 0.1656994522f) * f + 0.1996216029f)
      * f - 0.2500178814f) * f
      + 0.3333394825f) * f - 0.4999999106f) * (f * f);
    return ((f + q) + k * 1.42860677e-6f) + k * 0.693145752f;
  }`;
