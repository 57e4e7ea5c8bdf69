/** Masks that put a score far below the others in the place of one, as some official codes do. */
import type { Tensor } from '../../engine/tensor.ts';
import { maskedFill } from '../../kernels/elementwise/masked-fill.ts';

const leastHalf = -65504;

/** `score` where `hidden`. In f16 no less than its least number: where all are hidden, -∞ would leave no weights. */
export const maskLogits = (logits: Tensor, hidden: Tensor, score: number): Tensor =>
  maskedFill(logits, hidden, logits.dtype === 'f16' ? Math.max(score, leastHalf) : score);
