import type { Tensor } from '../../engine/tensor.ts';

/** Two axes exchanged; the last two by default. */
export const transpose = (x: Tensor, a = -2, b = -1): Tensor => x.transpose(a, b);
