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
