import { checkOptions } from '../../engine/arguments.ts';
import type { LossOptions } from './reduce.ts';
import type { Tensor } from '../../engine/tensor.ts';
import { isInteger } from '../../engine/dtype.ts';
import { DTypeError, ShapeError } from '../../engine/errors.ts';
import { sameShape, show, size } from '../../engine/shape.ts';
import { checkIndices } from '../make/row-index.ts';
import { classLossOp } from './class-loss.ts';
import { cast } from '../../engine/cast.ts';
import { classMeanOp } from './class-mean.ts';
import { reduceLoss } from './reduce.ts';

export interface NllOptions extends LossOptions {
  /** One value for each class: scales the losses of its targets, and what a mean divides by. */
  weight?: Tensor;
  /** Targets of this value do not count; -100 by default, null for none. */
  ignoreIndex?: number | null;
}

export function ofClasses(
  op: string,
  x: Tensor,
  target: Tensor,
  logits: boolean,
  smoothing: number,
  options: NllOptions,
): Tensor {
  const { weight, ignoreIndex = -100, reduction = 'mean' } = checkOptions(op, options, 'weight ignoreIndex reduction');
  if (!isInteger(target.dtype)) throw new DTypeError(op, 'targets are classes', target.dtype, 'pass i32');
  const expected = x.rank === 1 ? [] : [x.shape[0], ...x.shape.slice(2)];
  if (x.rank === 0 || !sameShape(target.shape, expected))
    throw new ShapeError(
      op,
      'the target must have the shape of x without the class axis',
      `x ${show(x.shape)}, target ${show(target.shape)}`,
      `expected ${show(expected)}, or probabilities as f32`,
    );
  const [n, c, s] = x.rank === 1 ? [1, x.shape[0], 1] : [x.shape[0], x.shape[1], size(x.shape.slice(2))];
  // Between an ignored value and the classes other targets may hide.
  if (!target.bounds?.includes(ignoreIndex!)) checkIndices(op, target, c, 0);
  const compute = (from: typeof classLossOp | typeof classMeanOp) => {
    const labels = target.dtype === 'i32' ? target : cast(target, 'i32');
    const { loss, ...rest } = from.many(
      { x: x.reshape(n, c, s), target: labels.reshape(n, s), weight },
      { logits, smoothing, ignoreIndex },
    );
    for (const other of Object.values(rest)) other.dispose();
    return loss;
  };
  return reduction === 'mean'
    ? compute(classMeanOp)
    : reduceLoss(op, reduction, () => compute(classLossOp).reshape(expected));
}
