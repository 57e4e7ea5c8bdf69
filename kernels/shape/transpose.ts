import { checkTensors } from '../../engine/arguments.ts';
import type { Tensor } from '../../engine/tensor.ts';

/** Two axes exchanged; the last two by default. */
export const transpose = (x: Tensor, a = -2, b = -1): Tensor => {
  checkTensors('transpose', { x });
  return x.transpose(a, b);
};
