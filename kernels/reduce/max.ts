/** Largest and smallest values whose gradient goes to one place, as torch.max(x, dim) has it. */
import { checkTensors } from '../../engine/arguments.ts';
import type { Tensor } from '../../engine/tensor.ts';
import type { Axes, ReduceOptions } from '../make/reduction.ts';
import { extreme } from './extremes-of.ts';

/**
 * The largest value over `axes`; the first of equal ones gets the gradient. Over all axes, the default, it is `amax`,
 * as in PyTorch.
 * @throws ShapeError for axes that are not there, and where there is no value.
 */
export const max = (x: Tensor, axes?: Axes, options: ReduceOptions = {}): Tensor => {
  checkTensors('max', { x });
  return extreme('max', x, axes, options);
};
