import { checkOptions, checkTensors } from '../../engine/arguments.ts';
import { ShapeError } from '../../engine/errors.ts';
import { show } from '../../engine/shape.ts';
import type { Tensor } from '../../engine/tensor.ts';
import { affine } from '../elementwise/affine.ts';
import { mul } from '../elementwise/mul.ts';
import { pow } from '../elementwise/pow.ts';
import { square } from '../elementwise/square.ts';
import { windowSum } from '../reduce/window-sum.ts';

export interface LrnOptions {
  /** Channels that count. */
  size: number;
  alpha?: number;
  beta?: number;
  k?: number;
}

/**
 * Local response normalisation of [images, channels, …]: x / (k + alpha/size · Σ x²)^beta over `size` neighbouring
 * channels (Krizhevsky, Sutskever and Hinton 2012). An even size takes one more channel before than after, as PyTorch
 * does.
 * @throws ShapeError without a channel axis.
 */
export function lrn(x: Tensor, options: LrnOptions): Tensor {
  checkTensors('lrn', { x });
  const { size, alpha = 1e-4, beta = 0.75, k = 1 } = checkOptions('lrn', options, 'size alpha beta k');
  if (x.rank < 2)
    throw new ShapeError('lrn', 'x must be [images, channels, …]', show(x.shape), 'add the batch axis with reshape');
  if (!Number.isInteger(size) || size < 1)
    throw new ShapeError(
      'lrn',
      'the size must be a whole number of at least 1',
      String(size),
      'use the number of channels that share a sum',
    );
  const total = windowSum(square(x), { axis: 1, before: Math.floor(size / 2), after: Math.floor((size - 1) / 2) });
  return mul(x, pow(affine(total, { alpha: alpha / size, beta: k }), -beta));
}
