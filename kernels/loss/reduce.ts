import { ShapeError } from '../../engine/errors.ts';
import type { Tensor } from '../../engine/tensor.ts';
import { mean, sum } from '../sum.ts';

/** What becomes of the losses of single elements. */
export type LossReduction = 'mean' | 'sum' | 'none';

export interface LossOptions {
  /** The mean by default. */
  reduction?: LossReduction;
}

/** @throws ShapeError for a reduction that there is not. */
export function reduceLoss(op: string, losses: Tensor, reduction: LossReduction = 'mean'): Tensor {
  switch (reduction) {
    case 'mean': return mean(losses);
    case 'sum': return sum(losses);
    case 'none': return losses;
    default: throw new ShapeError(op, 'the reduction is mean, sum or none', String(reduction));
  }
}
