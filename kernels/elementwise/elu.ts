/** Exponential linear units: a line above 0, an exponential below. */
import { checkOptions } from '../../engine/arguments.ts';
import type { Tensor } from '../../engine/tensor.ts';
import { exponentialUnit } from './exponential-unit.ts';

/**
 * x above 0, alpha · (eˣ - 1) below; alpha is 1 by default. Clevert et al., "Fast and accurate deep network learning by
 * exponential linear units", ICLR 2016.
 */
export const elu = Object.assign(
  (x: Tensor, options: { alpha?: number } = {}): Tensor => {
    const { alpha = 1 } = checkOptions('elu', options, 'alpha');
    return exponentialUnit(x, { negative: alpha });
  },
  { ops: exponentialUnit.ops },
);
