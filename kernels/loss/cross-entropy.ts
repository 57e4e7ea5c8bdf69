import { checkOptions, checkTensors } from '../../engine/arguments.ts';
import type { NllOptions } from './classes.ts';
import type { Tensor } from '../../engine/tensor.ts';
import { ShapeError } from '../../engine/errors.ts';
import { isFloat } from '../../engine/dtype.ts';
import { ofClasses } from './classes.ts';
import { sameShape, show } from '../../engine/shape.ts';
import { reduceLoss } from './reduce.ts';
import { affine } from '../elementwise/affine.ts';
import { mul } from '../elementwise/mul.ts';
import { logSoftmax } from '../reduce/logsoftmax.ts';
import { neg } from '../elementwise/neg.ts';
import { sum } from '../reduce/sum.ts';

export interface CrossEntropyOptions extends NllOptions {
  /** Share of the loss that is spread evenly over all classes (Szegedy et al., arXiv 1512.00567). */
  labelSmoothing?: number;
}

/**
 * Cross entropy of logits.
 * @param x [N, C], [N, C, …] or [C] @param target classes as i32 or u32, of that shape without C; or probabilities of
 * x's own shape.
 * @returns a scalar; losses of the targets' shape with reduction none. A target that is no class makes NaN.
 * @throws ShapeError when the target or weight does not fit x, and for host targets that are no classes.
 */
export function crossEntropy(x: Tensor, target: Tensor, given: CrossEntropyOptions = {}): Tensor {
  checkTensors('crossEntropy', { x, target });
  const { labelSmoothing = 0, ...options } = checkOptions(
    'crossEntropy',
    given,
    'reduction weight ignoreIndex labelSmoothing',
  );
  if (!(labelSmoothing >= 0 && labelSmoothing <= 1))
    throw new ShapeError('crossEntropy', 'label smoothing lies between 0 and 1', String(labelSmoothing), '0 for none');
  return isFloat(target.dtype)
    ? ofProbabilities(x, target, labelSmoothing, options)
    : ofClasses('crossEntropy', x, target, true, labelSmoothing, options);
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
