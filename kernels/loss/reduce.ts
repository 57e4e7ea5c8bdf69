import type { Tensor } from '../../engine/tensor.ts';
import { checkName } from '../make/options.ts';
import { mean } from '../reduce/mean.ts';
import { sum } from '../reduce/sum.ts';

/** What becomes of the losses of single elements. */
export type LossReduction = 'mean' | 'sum' | 'none';

export interface LossOptions {
  /** The mean by default. */
  reduction?: LossReduction;
}

/**
 * Reduces the losses that `compute` gives. @throws ShapeError, before they are computed, for a reduction that there is
 * not.
 */
export function reduceLoss(op: string, reduction: LossReduction | undefined, compute: () => Tensor): Tensor {
  const how = reduction ?? 'mean';
  checkName(op, 'reduction', how, ['mean', 'sum', 'none']);
  const losses = compute();
  return how === 'mean' ? mean(losses) : how === 'sum' ? sum(losses) : losses;
}
