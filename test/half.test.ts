/** Binary16 against its definition: every half there is, and every rounding boundary between two of them. */
import { describe, expect, it } from 'vitest';
import { fromHalf, toHalf } from '../engine/half.ts';

const isNaNHalf = (half: number): boolean => (half & 0x7fff) > 0x7c00;

/** The definition, read off the fields: (-1)^sign · 2^(exponent - 15) · 1.mantissa, subnormal below. */
function defined(half: number): number {
  const sign = half >> 15 ? -1 : 1;
  const exponent = (half >> 10) & 31;
  const fraction = (half & 1023) / 1024;
  if (exponent === 31) return fraction ? NaN : sign * Infinity;
  return sign * (exponent ? 2 ** (exponent - 15) * (1 + fraction) : 2 ** -14 * fraction);
}

describe('half', () => {
  it('widens all 65,536 halves exactly', () => {
    for (let half = 0; half < 65536; half++) {
      if (!Object.is(fromHalf(half), defined(half)))
        expect.fail(`half ${half.toString(16)}: ${fromHalf(half)}, not ${defined(half)}`);
    }
  });

  it('gives every half back, NaN as a NaN', () => {
    for (let half = 0; half < 65536; half++) {
      const back = toHalf(fromHalf(half));
      if (isNaNHalf(half) ? !isNaNHalf(back) : back !== half)
        expect.fail(`half ${half.toString(16)} came back as ${back.toString(16)}`);
    }
  });

  it('rounds ties to even and everything else to the nearest, between all neighbours', () => {
    // Midpoints of halves and their float32 neighbours are all float32 values.
    const word = new Uint32Array(1);
    const float = new Float32Array(word.buffer);
    const besides = (value: number, step: number): number => {
      float[0] = value;
      word[0] += step;
      return float[0];
    };
    for (let half = 0; half < 0x7bff; half++) {
      const middle = (fromHalf(half) + fromHalf(half + 1)) / 2;
      const even = half & 1 ? half + 1 : half;
      const got = [toHalf(middle), toHalf(besides(middle, -1)), toHalf(besides(middle, 1)), toHalf(-middle)];
      const wanted = [even, half, half + 1, even | 0x8000];
      if (got.join() !== wanted.join()) expect.fail(`after half ${half.toString(16)}: ${got}, not ${wanted}`);
    }
  });

  it('overflows to infinity from halfway past the largest half, and underflows to a signed zero', () => {
    expect([65504, 65519.99, 65520, 1e38, Infinity, -65520].map(toHalf)).toEqual([
      0x7bff, 0x7bff, 0x7c00, 0x7c00, 0x7c00, 0xfc00,
    ]);
    expect([0, -0, 1e-40, -1e-40, 2 ** -25, 2 ** -25 * (1 + 2 ** -23)].map(toHalf)).toEqual([
      0, 0x8000, 0, 0x8000, 0, 1,
    ]);
    expect(toHalf(NaN) & 0x7fff).toBeGreaterThan(0x7c00);
  });
});
