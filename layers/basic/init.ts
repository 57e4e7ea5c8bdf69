/**
 * Initial values of parameters, as PyTorch's torch.nn.init. Drawn on the CPU from a counter-based stream: the same on
 * every platform.
 */
import { checkDevice, checkFunction, checkList, told } from '../../engine/arguments.ts';
import { slot, within } from '../../engine/ambient.ts';
import type { Device } from '../../engine/device.ts';
import { Random } from '../../engine/random.ts';
import type { Shape } from '../../engine/shape.ts';
import type { Tensor } from '../../engine/tensor.ts';
import { tensor, zeros } from '../../engine/create.ts';
import { show, size } from '../../engine/shape.ts';
import { DTypeError, ShapeError } from '../../engine/errors.ts';

/** The seed that layers of a device draw from, and the stream that the next one takes. */
const sources = new WeakMap<Device, { seed: number; next: number }>();

/**
 * The stream that a layer draws its parameters from, in the order it declares them. Without a seed, layers of one
 * device take streams 1, 2, … of seed 0: two layers differ, and a program that runs again repeats itself.
 */
export function layerRandom(gpu: Device, seed?: number): Random {
  checkDevice('layer', gpu);
  if (seed !== undefined) return new Random(seed);
  const source = sources.get(gpu) ?? { seed: 0, next: 1 };
  sources.set(gpu, source);
  // Stream 0 of a seed belongs to those who give a seed.
  return new Random(source.seed, source.next++);
}

/** Runs `make` with every layer in it drawing from `seed`, whatever was made on the device before. */
export function seeded<T>(gpu: Device, seed: number, make: () => T): T {
  checkDevice('seeded', gpu);
  checkFunction('seeded', make);
  const before = sources.get(gpu);
  sources.set(gpu, { seed, next: 1 });
  try {
    return make();
  } finally {
    if (before) sources.set(gpu, before);
    else sources.delete(gpu);
  }
}

const undrawn = slot(false);

/** Runs `make` with zeros in place of drawn values: for modules that are about to be loaded. */
export const blank = <T>(make: () => T): T => within(undrawn, true, make);

/** Whether drawing a parameter anew would be in vain. */
export const isBlank = (): boolean => undrawn.now;

/** A tensor whose elements are drawn one after another. @throws DTypeError for what is no Random. */
export function drawn(gpu: Device, shape: Shape, random: Random, draw: () => number): Tensor {
  if (!(random instanceof Random))
    throw new DTypeError('init', 'the stream of numbers comes third', told(random), 'pass new Random(seed)');
  return undrawn.now ? zeros(gpu, shape) : tensor(gpu, Float32Array.from({ length: size(shape) }, draw), shape);
}

export const uniform = (gpu: Device, shape: Shape, random: Random, low: number, high: number): Tensor =>
  drawn(gpu, shape, random, () => random.uniform(low, high));

export const normal = (gpu: Device, shape: Shape, random: Random, mean = 0, deviation = 1): Tensor =>
  drawn(gpu, shape, random, () => random.normal(mean, deviation));

/** Inputs and outputs that meet in one weight [out, in, …]. @throws ShapeError for fewer than two axes. */
export function fans(shape: Shape): { fanIn: number; fanOut: number } {
  if (shape.length < 2)
    throw new ShapeError('fans', 'a weight has at least two axes', show(shape), 'give [out, in, …]');
  const taps = size(shape.slice(2));
  return { fanIn: shape[1] * taps, fanOut: shape[0] * taps };
}

/**
 * PyTorch's default for linear and convolution layers, weights and biases alike: U(±1/√fanIn), fanIn that of the
 * weight. A weight without inputs gives zeros.
 */
export function defaultInit(gpu: Device, shape: Shape, random: Random, weight: Shape): Tensor {
  checkDevice('defaultInit', gpu);
  checkList('defaultInit', 'shape', shape);
  checkList('defaultInit', 'weight', weight);
  const { fanIn } = fans(weight);
  const bound = fanIn > 0 ? 1 / Math.sqrt(fanIn) : 0;
  return uniform(gpu, shape, random, -bound, bound);
}
