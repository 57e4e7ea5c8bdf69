/**
 * Random numbers from a counter: Philox 4×32-10 (Salmon et al., "Parallel random numbers: as easy as 1, 2, 3", SC
 * 2011). Number `i` of a stream depends on (seed, stream, i) alone, so every platform, and a kernel as well as a loop,
 * draws the same.
 */
import { told } from './arguments.ts';
import { maxElements } from './shape.ts';
import { ShapeError } from './errors.ts';

const multiplier0 = 0xd2511f53;
const multiplier1 = 0xcd9e8d57;
const weyl0 = 0x9e3779b9;
const weyl1 = 0xbb67ae85;

/** High and low words of a 32×32-bit product. */
function multiply(a: number, b: number): [number, number] {
  const low = Math.imul(a, b) >>> 0;
  const al = a & 0xffff,
    ah = a >>> 16,
    bl = b & 0xffff,
    bh = b >>> 16;
  const middle = ah * bl + ((al * bl) >>> 16);
  const high = ah * bh + Math.floor(middle / 65536) + Math.floor(((middle & 0xffff) + al * bh) / 65536);
  return [high >>> 0, low];
}

/** Four random words for a counter and a key of two words each. */
export function philox(
  counter0: number,
  counter1: number,
  key0: number,
  key1: number,
): [number, number, number, number] {
  let [c0, c1, c2, c3] = [counter0 >>> 0, counter1 >>> 0, 0, 0];
  let [k0, k1] = [key0 >>> 0, key1 >>> 0];
  for (let round = 0; round < 10; round++) {
    const [high0, low0] = multiply(multiplier0, c0);
    const [high1, low1] = multiply(multiplier1, c2);
    [c0, c1, c2, c3] = [(high1 ^ c1 ^ k0) >>> 0, low1, (high0 ^ c3 ^ k1) >>> 0, low0];
    k0 = (k0 + weyl0) >>> 0;
    k1 = (k1 + weyl1) >>> 0;
  }
  return [c0, c1, c2, c3];
}

/** A stream of random numbers. `stream` tells apart uses of one seed (a layer, an epoch). */
export class Random {
  private readonly seed: number;
  private readonly stream: number;
  private counter = 0;
  private words: number[] = [];

  constructor(seed: number, stream = 0) {
    if (!Number.isInteger(seed) || seed < 0 || seed > maxElements)
      throw new ShapeError('Random', 'the seed must be a whole number below 2^32', told(seed), 'use 0 to 4294967295');
    this.seed = seed;
    this.stream = stream;
  }

  /** The next 32 random bits. */
  word(): number {
    if (!this.words.length)
      this.words = philox(
        this.counter % 2 ** 32,
        Math.floor(this.counter++ / 2 ** 32),
        this.seed,
        this.stream,
      ).reverse();
    return this.words.pop()!;
  }

  /** Uniform in [low, high), on the grid of 24-bit fractions, so that f32 holds it exactly. */
  uniform(low = 0, high = 1): number {
    return low + (high - low) * ((this.word() >>> 8) * 2 ** -24);
  }

  /** A whole number in 0 … n - 1, without bias. */
  integer(n: number): number {
    const limit = 2 ** 32 - (2 ** 32 % n);
    for (;;) {
      const word = this.word();
      if (word < limit) return word % n;
    }
  }

  /**
   * Standard normal, by the polar method: only +, ×, ÷, √ and our own logarithm, so that platforms agree to the bit.
   */
  normal(mean = 0, deviation = 1): number {
    for (;;) {
      const u = 2 * this.uniform() - 1;
      const v = 2 * this.uniform() - 1;
      const s = u * u + v * v;
      if (s > 0 && s < 1) return mean + deviation * u * Math.sqrt((-2 * logarithm(s)) / s);
    }
  }

  /** 0 … n - 1 in random order (Fisher and Yates). */
  permutation(n: number): Uint32Array {
    const order = Uint32Array.from({ length: n }, (_, i) => i);
    for (let i = n - 1; i > 0; i--) {
      const j = this.integer(i + 1);
      [order[i], order[j]] = [order[j], order[i]];
    }
    return order;
  }
}

/** ln x for 0 < x < 1 by the atanh series: `Math.log` may differ between JavaScript engines in its last bit. */
function logarithm(x: number): number {
  let exponent = 0;
  let mantissa = x;
  while (mantissa < Math.SQRT1_2) {
    mantissa *= 2;
    exponent--;
  }
  const z = (mantissa - 1) / (mantissa + 1);
  const square = z * z;
  let sum = 0;
  for (let k = 31; k >= 1; k -= 2) sum = sum * square + 1 / k;
  return exponent * Math.LN2 + 2 * z * sum;
}
