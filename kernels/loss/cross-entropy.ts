import { cast } from '../../engine/cast.ts';
import { isFloat, isInteger } from '../../engine/dtype.ts';
import { DTypeError, ShapeError } from '../../engine/errors.ts';
import { sameShape, show, size } from '../../engine/shape.ts';
import type { Tensor } from '../../engine/tensor.ts';
import { affine } from '../elementwise/affine.ts';
import { logSoftmax } from '../reduce/logsoftmax.ts';
import { mul } from '../elementwise/mul.ts';
import { checkIndices } from '../make/row-index.ts';
import { neg } from '../elementwise/sign.ts';
import { sum } from '../reduce/sum.ts';
import { classLossOp } from './class-loss.ts';
import { classMeanOp } from './class-mean.ts';
import type { LossOptions } from './reduce.ts';
import { reduceLoss } from './reduce.ts';

export interface NllOptions extends LossOptions {
  /** One value for each class: scales the losses of its targets, and what a mean divides by. */
  weight?: Tensor;
  /** Targets of this value do not count; -100 by default, null for none. */
  ignoreIndex?: number | null;
}

export interface CrossEntropyOptions extends NllOptions {
  /** Share of the loss that is spread evenly over all classes (Szegedy et al., arXiv 1512.00567). */
  labelSmoothing?: number;
}

/**
 * Cross entropy of logits.
 * @param x [N, C], [N, C, …] or [C] @param target classes as i32 or u32, of that shape without C; or probabilities of x's own shape.
 * @returns a scalar; losses of the targets' shape with reduction none. A target that is no class makes NaN.
 * @throws ShapeError when the target or weight does not fit x, and for host targets that are no classes.
 */
export function crossEntropy(
  x: Tensor,
  target: Tensor,
  { labelSmoothing = 0, ...options }: CrossEntropyOptions = {},
): Tensor {
  if (!(labelSmoothing >= 0 && labelSmoothing <= 1))
    throw new ShapeError('crossEntropy', 'label smoothing lies between 0 and 1', String(labelSmoothing), '0 for none');
  return isFloat(target.dtype)
    ? ofProbabilities(x, target, labelSmoothing, options)
    : ofClasses('crossEntropy', x, target, true, labelSmoothing, options);
}

/** The negative of the target's log-probability: `crossEntropy` without its softmax. @throws ShapeError as there; DTypeError for targets that are no integers. */
export function nllLoss(x: Tensor, target: Tensor, options: NllOptions = {}): Tensor {
  return ofClasses('nllLoss', x, target, false, 0, options);
}

function ofClasses(
  op: string,
  x: Tensor,
  target: Tensor,
  logits: boolean,
  smoothing: number,
  { weight, ignoreIndex = -100, reduction = 'mean' }: NllOptions,
): Tensor {
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
  const compute = (from: typeof classLossOp) => {
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

function ofProbabilities(
  x: Tensor,
  target: Tensor,
  smoothing: number,
  { weight, reduction = 'mean' }: NllOptions,
): Tensor {
  if (x.rank === 0 || !sameShape(x.shape, target.shape))
    throw new ShapeError(
      'crossEntropy',
      'probabilities must have the shape of x',
      `x ${show(x.shape)}, target ${show(target.shape)}`,
      'classes are i32',
    );
  const axis = x.rank === 1 ? 0 : 1;
  const classes = x.shape[axis];
  if (weight && !sameShape(weight.shape, [classes]))
    throw new ShapeError(
      'crossEntropy',
      `weight must have one value for each of ${classes} classes`,
      show(weight.shape),
      'pass it as [classes]',
    );
  return reduceLoss('crossEntropy', reduction, () => {
    const smoothed = smoothing ? affine(target, { alpha: 1 - smoothing, beta: smoothing / classes }) : target;
    const terms = mul(logSoftmax(x, axis), smoothed);
    return neg(
      sum(weight ? mul(terms, weight.reshape(x.shape.map((_, i) => (i === axis ? classes : 1)))) : terms, axis),
    );
  });
}
