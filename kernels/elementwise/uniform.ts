import { checkOptions } from '../../engine/arguments.ts';
import type { Device } from '../../engine/device.ts';
import type { Shape } from '../../engine/shape.ts';
import type { UniformOptions } from './random.ts';
import type { Tensor } from '../../engine/tensor.ts';
import { Random } from '../../engine/random.ts';
import { draw } from './random.ts';

/** f32 numbers uniform in [low, high), [0, 1) by default. */
export function uniform(gpu: Device, shape: Shape, options: UniformOptions): Tensor {
  const { seed, stream, low = 0, high = 1 } = checkOptions('uniform', options, 'seed stream low high');
  const random = new Random(seed, stream);
  return draw(gpu, 'uniform', shape, () => random.uniform(low, high));
}
