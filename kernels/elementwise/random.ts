/** Tensors of random numbers, drawn on the host in the order of engine/rng.ts: the same on every machine and backend. */
import type { Device } from '../../engine/device.ts';
import { Random } from '../../engine/rng.ts';
import type { Shape } from '../../engine/shape.ts';
import { checkShape, size } from '../../engine/shape.ts';
import type { Tensor } from '../../engine/tensor.ts';
import { tensor } from '../../engine/create.ts';

export interface UniformOptions {
  /** Whole, below 2³². */
  seed: number;
  /** Tells apart uses of one seed. */
  stream?: number;
  low?: number;
  high?: number;
}

export interface NormalOptions extends Pick<UniformOptions, 'seed' | 'stream'> {
  mean?: number;
  deviation?: number;
}

/** f32 numbers uniform in [low, high), [0, 1) by default. */
export function uniform(gpu: Device, shape: Shape, { seed, stream, low = 0, high = 1 }: UniformOptions): Tensor {
  const random = new Random(seed, stream);
  return draw(gpu, 'uniform', shape, () => random.uniform(low, high));
}

/** f32 numbers of the normal distribution, mean 0 and deviation 1 by default. */
export function normal(gpu: Device, shape: Shape, { seed, stream, mean = 0, deviation = 1 }: NormalOptions): Tensor {
  const random = new Random(seed, stream);
  return draw(gpu, 'normal', shape, () => random.normal(mean, deviation));
}

function draw(gpu: Device, op: string, shape: Shape, next: () => number): Tensor {
  checkShape(op, shape);
  return tensor(gpu, Float32Array.from({ length: size(shape) }, next), shape);
}
