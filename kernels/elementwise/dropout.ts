/**
 * Dropout. Srivastava et al., "Dropout: a simple way to prevent neural networks from overfitting", JMLR 2014; the mask
 * is Philox's (engine/random.ts), so that it is drawn again for the gradient rather than kept, and is the same on every
 * adapter.
 */
import { checkOptions } from '../../engine/arguments.ts';
import { ShapeError } from '../../engine/errors.ts';
import { each } from '../../engine/gpu/kernel.ts';
import type { Op } from '../../engine/op.ts';
import { defineOp } from '../../engine/op.ts';
import type { Live } from '../../engine/ambient.ts';
import { valueOf } from '../../engine/ambient.ts';
import { philox } from '../../engine/random.ts';
import { maxElements, size } from '../../engine/shape.ts';
import type { Tensor } from '../../engine/tensor.ts';
import { wgsl } from '../../engine/gpu/wgsl.ts';
import { m_is_nan } from '../math/bits.ts';
import { m_philox } from '../math/philox.ts';

/** Live numbers are f32, which holds half a word: they change every step and compile nothing new. */
interface DropoutAttrs {
  p: number;
  seedHigh: number;
  seedLow: number;
  streamHigh: number;
  streamLow: number;
  counterHigh: number;
  counterLow: number;
}

const op: Op<DropoutAttrs, ['x']> = defineOp({
  name: 'dropout',
  inputs: ['x'],
  attrs: {} as DropoutAttrs,
  shape: ({ x }) => x.shape,
  live: ['p', 'seedHigh', 'seedLow', 'streamHigh', 'streamLow', 'counterHigh', 'counterLow'],
  reference: ({ x, out }, attrs) => {
    const word = (high: number, low: number) => high * 65536 + low;
    const [seed, stream, counter] = [
      word(attrs.seedHigh, attrs.seedLow),
      word(attrs.streamHigh, attrs.streamLow),
      word(attrs.counterHigh, attrs.counterLow),
    ];
    for (let i = 0; i < out.data.length; i++) {
      const kept = (philox(Math.floor(i / 4), counter, seed, stream)[i % 4] >>> 8) * 2 ** -24 >= attrs.p;
      out.data[i] = kept ? x.data[i] / (1 - attrs.p) : Number.isNaN(x.data[i]) ? NaN : 0;
    }
  },
  // One invocation for the four words of a draw.
  kernel: ({ out }) =>
    each(
      Math.ceil(size(out.shape) / 4),
      wgsl`
        let words = ${m_philox}(
          vec2u(i, (u32(p.counterHigh) << 16u) | u32(p.counterLow)),
          vec2u((u32(p.seedHigh) << 16u) | u32(p.seedLow), (u32(p.streamHigh) << 16u) | u32(p.streamLow)));
        for (var k = 0u; k < 4u; k++) {
          let at = 4u * i + k;
          if (at >= p.length) { break; }
          let value = x[at];
          let kept = f32(words[k] >> 8u) * 0x1p-24f >= p.p;
          out[at] = select(select(0.0f, value, ${m_is_nan}(value)), value / (1.0f - p.p), kept);
        }`,
      { params: { length: size(out.shape) } },
    ),
  grad: ({ dy, attrs }) => ({ x: op({ x: dy }, attrs) }),
  flops: ({ x }) => 30 * size(x.shape),
  samples: [
    {
      shapes: { x: [3, 91] },
      attrs: {
        p: 0.25,
        seedHigh: 48879,
        seedLow: 65535,
        streamHigh: 0,
        streamLow: 3,
        counterHigh: 1,
        counterLow: 40000,
      },
    },
  ],
});

export interface DropoutOptions {
  /** The probability of being dropped; 0.5 by default. */
  p?: number;
  /**
   * Which mask: element i keeps its value if number i of this stream and counter, uniform in [0, 1), is not below p.
   * Whole, below 2³².
   */
  seed: number;
  /** Tells apart the layers that share a seed. */
  stream?: number;
  /** Tells apart the calls of one layer; from `fresh` where each run of a recorded step draws anew. */
  counter?: Live;
}

/**
 * x with elements dropped at random and the rest divided by 1 - p, so that the mean stays. A dropped NaN stays NaN. The
 * same seed, stream and counter drop the same elements. To drop whole channels multiply by `dropout(ones(gpu, [N, C, 1,
 * 1]), …)`.
 * @throws ShapeError when p is not within 0 … 1, or seed, stream or counter no whole number below 2³².
 */
export const dropout = Object.assign(
  (x: Tensor, options: DropoutOptions): Tensor => {
    const { p = 0.5, seed, stream = 0, counter = 0 } = checkOptions('dropout', options, 'p seed stream counter');
    if (!(p >= 0 && p <= 1))
      throw new ShapeError('dropout', 'p must be within 0 … 1', String(p), 'p is the probability of being dropped');
    for (const [name, value] of Object.entries({ seed, stream, counter: valueOf(counter) })) {
      if (!(Number.isInteger(value) && value >= 0 && value <= maxElements))
        throw new ShapeError(
          'dropout',
          `${name} must be a whole number below 2^32`,
          String(value),
          'use 0 to 4294967295',
        );
    }
    const [high, low] = [(word: number) => word >>> 16, (word: number) => word & 0xffff];
    const counted =
      typeof counter === 'function'
        ? { counterHigh: () => high(counter()), counterLow: () => low(counter()) }
        : { counterHigh: high(counter), counterLow: low(counter) };
    return op(
      { x },
      {
        p: Math.fround(p),
        seedHigh: high(seed),
        seedLow: low(seed),
        streamHigh: high(stream),
        streamLow: low(stream),
        ...counted,
      },
    );
  },
  { ops: [op] },
);
