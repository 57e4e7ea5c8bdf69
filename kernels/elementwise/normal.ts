import { checkOptions } from '../../engine/arguments.ts';
import type { UniformOptions } from './random.ts';
import type { Device } from '../../engine/device.ts';
import type { Shape } from '../../engine/shape.ts';
import type { Tensor } from '../../engine/tensor.ts';
import { Random } from '../../engine/random.ts';
import { draw } from './random.ts';

export interface NormalOptions extends Pick<UniformOptions, 'seed' | 'stream'> {
  mean?: number;
  deviation?: number;
}

/** f32 numbers of the normal distribution, mean 0 and deviation 1 by default. */
export function normal(gpu: Device, shape: Shape, options: NormalOptions): Tensor {
  const { seed, stream, mean = 0, deviation = 1 } = checkOptions('normal', options, 'seed stream mean deviation');
  const random = new Random(seed, stream);
  return draw(gpu, 'normal', shape, () => random.normal(mean, deviation));
}
