import { checkTensors } from '../../engine/arguments.ts';
import type { Tensor } from '../../engine/tensor.ts';
import type { Axes, ReduceOptions } from '../make/reduction.ts';
import { log } from '../elementwise/log.ts';
import { sum } from './sum.ts';

/** log Σ x over `axes` (all by default). @throws ShapeError for axes that are not there. */
export const logSum = (x: Tensor, axes?: Axes, options: ReduceOptions = {}): Tensor => {
  checkTensors('logSum', { x });
  return log(sum(x, axes, options));
};
