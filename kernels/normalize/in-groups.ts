import { checkOptions } from '../../engine/arguments.ts';
import type { Tensor } from '../../engine/tensor.ts';
import { ShapeError } from '../../engine/errors.ts';
import { show, size } from '../../engine/shape.ts';
import { checkNumber } from '../make/options.ts';
import { rowNormOp } from './rownorm.ts';

export interface ChannelNormOptions {
  /** One value for each channel. */
  weight?: Tensor;
  bias?: Tensor;
  eps?: number;
}

export function inGroups(op: string, x: Tensor, groups: number, options: ChannelNormOptions): Tensor {
  const { weight, bias, eps = 1e-5 } = checkOptions(op, options, 'weight bias eps');
  if (x.rank < 2)
    throw new ShapeError(op, 'x must be [images, channels, …]', show(x.shape), 'add the batch axis with reshape');
  checkNumber(op, 'eps', eps);
  const [images, channels] = x.shape;
  if (!Number.isInteger(groups) || groups < 1 || channels % groups)
    throw new ShapeError(
      op,
      `${channels} channels do not split into ${groups} groups`,
      show(x.shape),
      'use a number of groups that divides the channels',
    );
  for (const [key, affine] of Object.entries({ weight, bias })) {
    if (affine && (affine.rank !== 1 || affine.size !== channels))
      throw new ShapeError(
        op,
        `${key} must have one value for each of ${channels} channels`,
        show(affine.shape),
        'pass it as [channels]',
      );
  }
  if (x.size === 0) return x.reshape(x.shape);
  const span = size(x.shape.slice(2));
  const rows = x.reshape(images * groups, (channels / groups) * span);
  return rowNormOp({ x: rows, weight, bias }, { eps, center: true, groups, span }).reshape(x.shape);
}
