import { checkDevice, checkList } from '../../engine/arguments.ts';
import type { Device } from '../../engine/device.ts';
import type { Shape } from '../../engine/shape.ts';
import type { Random } from '../../engine/random.ts';
import type { Tensor } from '../../engine/tensor.ts';
import { fans, normal, uniform } from './init.ts';

/** Glorot and Bengio 2010: deviation gain · √(2 / (fanIn + fanOut)). */
export function xavierNormal(gpu: Device, shape: Shape, random: Random, gain = 1): Tensor {
  checkDevice('xavierNormal', gpu);
  checkList('xavierNormal', 'shape', shape);
  const { fanIn, fanOut } = fans(shape);
  return normal(gpu, shape, random, 0, gain * Math.sqrt(2 / (fanIn + fanOut)));
}

/** As `xavierNormal`, uniform with the same deviation. */
export function xavierUniform(gpu: Device, shape: Shape, random: Random, gain = 1): Tensor {
  checkDevice('xavierUniform', gpu);
  checkList('xavierUniform', 'shape', shape);
  const { fanIn, fanOut } = fans(shape);
  const bound = gain * Math.sqrt(6 / (fanIn + fanOut));
  return uniform(gpu, shape, random, -bound, bound);
}
