import { checkList, checkTensors } from '../../engine/arguments.ts';
import type { Tensor } from '../../engine/tensor.ts';

/** Axes in another order: `order[i]` is the axis that becomes axis `i`. */
export const permute = (x: Tensor, order: readonly number[]): Tensor => {
  checkTensors('permute', { x });
  checkList('permute', 'order', order);
  return x.permute(order);
};
