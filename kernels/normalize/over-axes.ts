import { checkList, checkOptions } from '../../engine/arguments.ts';
import type { Tensor } from '../../engine/tensor.ts';
import { checkNumber } from '../make/options.ts';
import { normalizeAxes, normalizeAxis, sameShape, show, size } from '../../engine/shape.ts';
import { ShapeError } from '../../engine/errors.ts';
import { rowNormOp } from './rownorm.ts';

export interface AxesNormOptions {
  /** Shape of the normalised axes, in the order they are named. */
  weight?: Tensor;
  bias?: Tensor;
  eps?: number;
}

export function overAxes(
  op: string,
  x: Tensor,
  axes: number | readonly number[],
  center: boolean,
  options: AxesNormOptions,
): Tensor {
  const { weight, bias, eps = 1e-5 } = checkOptions(op, options, 'weight bias eps');
  checkNumber(op, 'eps', eps);
  // Weight and bias have the axes in the order they are named in.
  const named = typeof axes === 'number' ? [axes] : axes;
  checkList(op, 'axes', named);
  normalizeAxes(op, named, x.rank);
  const over = named.map((axis) => normalizeAxis(op, axis, x.rank));
  const shape = over.map((axis) => x.shape[axis]);
  for (const [key, affine] of Object.entries({ weight, bias })) {
    if (affine && !sameShape(affine.shape, shape))
      throw new ShapeError(
        op,
        `${key} must have the shape of the normalised axes`,
        `${show(affine.shape)} for ${show(shape)}`,
        'reshape it, in the order in which the axes are named',
      );
  }
  const others = x.shape.map((_, axis) => axis).filter((axis) => !over.includes(axis));
  const order = [...others, ...over];
  const last = x.permute(order);
  const rows = last.reshape(size(others.map((axis) => x.shape[axis])), size(shape));
  const out = rowNormOp({ x: rows, weight, bias }, { eps, center, groups: 1, span: 1 }).reshape(last.shape);
  return out.permute(x.shape.map((_, axis) => order.indexOf(axis)));
}
