import { checkDevice, checkList, checkOptions } from '../../engine/arguments.ts';
import type { Device } from '../../engine/device.ts';
import type { Shape } from '../../engine/shape.ts';
import type { Random } from '../../engine/random.ts';
import type { Tensor } from '../../engine/tensor.ts';
import { fans, normal, uniform } from './init.ts';

export interface KaimingOptions {
  /** Keep the variance of the forward (`in`) or the backward pass (`out`). */
  fan?: 'in' | 'out';
  /** √2 for ReLU, which is the default; 1 for a linear layer. */
  gain?: number;
}

/** He et al., arXiv 1502.01852: deviation gain / √fan. */
export function kaimingNormal(gpu: Device, shape: Shape, random: Random, options: KaimingOptions = {}): Tensor {
  checkDevice('kaimingNormal', gpu);
  checkList('kaimingNormal', 'shape', shape);
  const { fan = 'in', gain = Math.SQRT2 } = checkOptions('kaimingNormal', options, 'fan gain');
  return normal(gpu, shape, random, 0, gain / Math.sqrt(fan === 'in' ? fans(shape).fanIn : fans(shape).fanOut));
}

/** As `kaimingNormal`, uniform with the same deviation. */
export function kaimingUniform(gpu: Device, shape: Shape, random: Random, options: KaimingOptions = {}): Tensor {
  checkDevice('kaimingUniform', gpu);
  checkList('kaimingUniform', 'shape', shape);
  const { fan = 'in', gain = Math.SQRT2 } = checkOptions('kaimingUniform', options, 'fan gain');
  const bound = gain * Math.sqrt(3 / (fan === 'in' ? fans(shape).fanIn : fans(shape).fanOut));
  return uniform(gpu, shape, random, -bound, bound);
}
