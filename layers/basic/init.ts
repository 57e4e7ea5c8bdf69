/** Initial values of parameters, as PyTorch's torch.nn.init. Drawn on the CPU from a counter-based stream: the same on every platform. */
import type { Device } from '../../engine/device.ts';
import { ShapeError } from '../../engine/errors.ts';
import { Random } from '../../engine/rng.ts';
import type { Shape } from '../../engine/shape.ts';
import { show, size } from '../../engine/shape.ts';
import type { Tensor } from '../../engine/tensor.ts';
import { tensor } from '../../engine/create.ts';

/** The seed that layers of a device draw from, and the stream that the next one takes. */
const sources = new WeakMap<Device, { seed: number; next: number }>();

/**
 * The stream that a layer draws its parameters from, in the order it declares them.
 * Without a seed, layers of one device take streams 1, 2, … of seed 0: two layers differ, and a program that runs again repeats itself.
 */
export function layerRandom(gpu: Device, seed?: number): Random {
  if (seed !== undefined) return new Random(seed);
  const source = sources.get(gpu) ?? { seed: 0, next: 1 };
  sources.set(gpu, source);
  // Stream 0 of a seed belongs to those who give a seed.
  return new Random(source.seed, source.next++);
}

/** Runs `make` with every layer in it drawing from `seed`, whatever was made on the device before. */
export function seeded<T>(gpu: Device, seed: number, make: () => T): T {
  const before = sources.get(gpu);
  sources.set(gpu, { seed, next: 1 });
  try {
    return make();
  } finally {
    if (before) sources.set(gpu, before);
    else sources.delete(gpu);
  }
}

/** A tensor whose elements are drawn one after another. */
const drawn = (gpu: Device, shape: Shape, draw: () => number): Tensor =>
  tensor(gpu, Float32Array.from({ length: size(shape) }, draw), shape);

export const uniform = (gpu: Device, shape: Shape, random: Random, low: number, high: number): Tensor =>
  drawn(gpu, shape, () => random.uniform(low, high));

export const normal = (gpu: Device, shape: Shape, random: Random, mean = 0, deviation = 1): Tensor =>
  drawn(gpu, shape, () => random.normal(mean, deviation));

/** Normal, drawn again outside [low, high]. Timm's and PyTorch's trunc_normal_, by rejection. */
export function truncNormal(
  gpu: Device,
  shape: Shape,
  random: Random,
  deviation = 1,
  mean = 0,
  low = -2,
  high = 2,
): Tensor {
  if (!(low < high) || mean < low - 2 * deviation || mean > high + 2 * deviation)
    throw new ShapeError(
      'truncNormal',
      'the range must hold values near the mean',
      `mean ${mean}, deviation ${deviation}, range ${low} to ${high}`,
    );
  return drawn(gpu, shape, () => {
    for (;;) {
      const value = random.normal(mean, deviation);
      if (value >= low && value <= high) return value;
    }
  });
}

/** Inputs and outputs that meet in one weight [out, in, …]. @throws ShapeError for fewer than two axes. */
export function fans(shape: Shape): { fanIn: number; fanOut: number } {
  if (shape.length < 2) throw new ShapeError('fans', 'a weight has at least two axes', show(shape));
  const taps = size(shape.slice(2));
  return { fanIn: shape[1] * taps, fanOut: shape[0] * taps };
}

export interface KaimingOptions {
  /** Keep the variance of the forward (`in`) or the backward pass (`out`). */
  fan?: 'in' | 'out';
  /** √2 for ReLU, which is the default; 1 for a linear layer. */
  gain?: number;
}

/** He et al., arXiv 1502.01852: deviation gain / √fan. */
export function kaimingNormal(
  gpu: Device,
  shape: Shape,
  random: Random,
  { fan = 'in', gain = Math.SQRT2 }: KaimingOptions = {},
): Tensor {
  return normal(gpu, shape, random, 0, gain / Math.sqrt(fan === 'in' ? fans(shape).fanIn : fans(shape).fanOut));
}

/** As `kaimingNormal`, uniform with the same deviation. */
export function kaimingUniform(
  gpu: Device,
  shape: Shape,
  random: Random,
  { fan = 'in', gain = Math.SQRT2 }: KaimingOptions = {},
): Tensor {
  const bound = gain * Math.sqrt(3 / (fan === 'in' ? fans(shape).fanIn : fans(shape).fanOut));
  return uniform(gpu, shape, random, -bound, bound);
}

/** Glorot and Bengio 2010: deviation gain · √(2 / (fanIn + fanOut)). */
export function xavierNormal(gpu: Device, shape: Shape, random: Random, gain = 1): Tensor {
  const { fanIn, fanOut } = fans(shape);
  return normal(gpu, shape, random, 0, gain * Math.sqrt(2 / (fanIn + fanOut)));
}

/** As `xavierNormal`, uniform with the same deviation. */
export function xavierUniform(gpu: Device, shape: Shape, random: Random, gain = 1): Tensor {
  const { fanIn, fanOut } = fans(shape);
  const bound = gain * Math.sqrt(6 / (fanIn + fanOut));
  return uniform(gpu, shape, random, -bound, bound);
}

/**
 * PyTorch's default for linear and convolution layers, weights and biases alike: U(±1/√fanIn), fanIn that of the weight.
 * A weight without inputs gives zeros.
 */
export function defaultInit(gpu: Device, shape: Shape, random: Random, weight: Shape): Tensor {
  const { fanIn } = fans(weight);
  const bound = fanIn > 0 ? 1 / Math.sqrt(fanIn) : 0;
  return uniform(gpu, shape, random, -bound, bound);
}
