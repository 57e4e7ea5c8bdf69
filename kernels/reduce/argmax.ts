/** Where the largest and smallest values are. NaN counts as both, so that the first NaN is found; -0 equals 0. */
import { checkOptions } from '../../engine/arguments.ts';
import { argExtreme } from './arg-extreme.ts';
import type { Tensor } from '../../engine/tensor.ts';
import type { ArgOptions } from './arg-extreme.ts';
import { reduceAxes } from '../make/reduction.ts';

const argmaxOp = argExtreme('argmax', true);

/**
 * The index of the largest value along `axis`, or in the flattened tensor; i32. @throws ShapeError for an axis that is
 * not there, and where there is no value.
 */
export const argmax = Object.assign(
  (x: Tensor, axis?: number | null, given: ArgOptions = {}): Tensor => {
    const { last = false, ...options } = checkOptions('argmax', given, 'keep last');
    return reduceAxes('argmax', x, axis, options, (axes) => argmaxOp({ x }, { axes, last }));
  },
  { ops: [argmaxOp] as const },
);
