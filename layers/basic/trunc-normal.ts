import { checkDevice, checkList } from '../../engine/arguments.ts';
import type { Device } from '../../engine/device.ts';
import type { Shape } from '../../engine/shape.ts';
import type { Random } from '../../engine/random.ts';
import type { Tensor } from '../../engine/tensor.ts';
import { ShapeError } from '../../engine/errors.ts';
import { drawn } from './init.ts';

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
  checkDevice('truncNormal', gpu);
  checkList('truncNormal', 'shape', shape);
  if (!(low < high) || mean < low - 2 * deviation || mean > high + 2 * deviation)
    throw new ShapeError(
      'truncNormal',
      'the range must hold values near the mean',
      `mean ${mean}, deviation ${deviation}, range ${low} to ${high}`,
      'move the range, or the mean into it',
    );
  return drawn(gpu, shape, random, () => {
    for (;;) {
      const value = random.normal(mean, deviation);
      if (value >= low && value <= high) return value;
    }
  });
}
