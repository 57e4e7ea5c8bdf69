import { checkTensors } from '../../engine/arguments.ts';
import type { Tensor } from '../../engine/tensor.ts';
import type { Axes, ReduceOptions } from '../make/reduction.ts';
import { extreme } from './extremes-of.ts';

/** The smallest value, as `max`. */
export const min = (x: Tensor, axes?: Axes, options: ReduceOptions = {}): Tensor => {
  checkTensors('min', { x });
  return extreme('min', x, axes, options);
};
