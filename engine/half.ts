/** IEEE binary16 in JavaScript: what f16 tensors and F16 files hold. */

const scratch = new DataView(new ArrayBuffer(4));

/** The bits of `value` rounded to the nearest half, ties to even; overflow gives infinity, NaN stays NaN. */
export function toHalf(value: number): number {
  scratch.setFloat32(0, value);
  const bits = scratch.getUint32(0);
  const sign = (bits >>> 16) & 0x8000;
  const magnitude = bits & 0x7fffffff;
  if (magnitude > 0x7f800000) return sign | 0x7e00;
  if (magnitude >= 0x47800000) return sign | 0x7c00;
  if (magnitude < 0x33000001) return sign;
  if (magnitude < 0x38800000) {
    // A subnormal half: shift the explicit mantissa to units of 2^-24, rounding ties to even.
    const shift = 126 - (magnitude >>> 23);
    const mantissa = (magnitude & 0x7fffff) | 0x800000;
    const floor = mantissa >>> shift;
    const rest = mantissa & ((1 << shift) - 1);
    const tie = 1 << (shift - 1);
    return sign | (floor + (rest > tie || (rest === tie && (floor & 1) === 1) ? 1 : 0));
  }
  const rounded = magnitude + 0xfff + ((magnitude >>> 13) & 1);
  return sign | Math.min(0x7c00, (rounded - 0x38000000) >>> 13);
}

/** The weight of a mantissa's last bit, by exponent. A table, since files hold millions of halves. */
const units = Float64Array.from({ length: 31 }, (_, exponent) => 2 ** (Math.max(exponent, 1) - 25));

/** The value of a half's bits; exact. */
export function fromHalf(half: number): number {
  const exponent = (half >>> 10) & 0x1f;
  const mantissa = half & 0x3ff;
  const magnitude =
    exponent === 0x1f ? (mantissa ? NaN : Infinity) : (exponent ? 1024 + mantissa : mantissa) * units[exponent];
  return half & 0x8000 ? -magnitude : magnitude;
}
