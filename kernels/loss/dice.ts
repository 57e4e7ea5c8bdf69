import { checkOptions, checkTensors } from '../../engine/arguments.ts';
import { ShapeError } from '../../engine/errors.ts';
import { sameShape, show } from '../../engine/shape.ts';
import type { Tensor } from '../../engine/tensor.ts';
import { add } from '../elementwise/add.ts';
import { affine } from '../elementwise/affine.ts';
import { div } from '../elementwise/div.ts';
import { mul } from '../elementwise/mul.ts';
import { oneHot } from '../shape/one-hot.ts';
import { square } from '../elementwise/square.ts';
import { sigmoid } from '../elementwise/sigmoid.ts';
import { softmax } from '../reduce/softmax.ts';
import { mean } from '../reduce/mean.ts';
import { sum } from '../reduce/sum.ts';

export interface DiceOptions {
  /** What makes probabilities of `input`: sigmoid (default), softmax over axis 1, or nothing. */
  activation?: 'sigmoid' | 'softmax' | 'none';
  /** Added above and below the fraction, so that empty masks have a value. */
  smooth?: number;
  /** Sums in the denominator are of squares. */
  squared?: boolean;
  /** One fraction for each channel of each image, or for each channel of the whole batch. */
  per?: 'image' | 'batch';
}

/**
 * 1 - (2·Σpt + s) / (Σp + Σt + s), averaged: how little a predicted mask covers the true one (Milletari et al., arXiv
 * 1606.04797).
 * @param input [B, C, …] @param target the same shape, or classes [B, …] as integers.
 * @throws ShapeError when the target has another shape.
 */
export function diceLoss(input: Tensor, target: Tensor, options: DiceOptions = {}): Tensor {
  checkTensors('diceLoss', { input, target });
  const {
    activation = 'sigmoid',
    smooth = 1,
    squared = false,
    per = 'image',
  } = checkOptions('diceLoss', options, 'activation smooth squared per');
  const classes = target.dtype === 'i32' || target.dtype === 'u32';
  const t = classes ? oneHot(target, input.shape[1], { axis: 1 }) : target;
  if (input.rank < 2 || !sameShape(t.shape, input.shape))
    throw new ShapeError(
      'diceLoss',
      'the target must have the shape of the input, or that without the channel axis',
      `input ${show(input.shape)}, target ${show(target.shape)}`,
      'reshape or expand the target',
    );
  const p = activation === 'sigmoid' ? sigmoid(input) : activation === 'softmax' ? softmax(input, 1) : input;
  const over = input.shape.map((_, axis) => axis).filter((axis) => axis > 1 || (axis === 0 && per === 'batch'));
  const total = (x: Tensor) => sum(squared ? square(x) : x, over);
  const above = affine(sum(mul(p, t), over), { alpha: 2, beta: smooth });
  const fraction = div(above, add(add(total(p), total(t)), smooth));
  return affine(mean(fraction), { alpha: -1, beta: 1 });
}
