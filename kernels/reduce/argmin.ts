import { checkOptions } from '../../engine/arguments.ts';
import { argExtreme } from './arg-extreme.ts';
import type { Tensor } from '../../engine/tensor.ts';
import type { ArgOptions } from './arg-extreme.ts';
import { reduceAxes } from '../make/reduction.ts';

const argminOp = argExtreme('argmin', false);

/** The index of the smallest value, as `argmax`. */
export const argmin = Object.assign(
  (x: Tensor, axis?: number | null, given: ArgOptions = {}): Tensor => {
    const { last = false, ...options } = checkOptions('argmin', given, 'keep last');
    return reduceAxes('argmin', x, axis, options, (axes) => argminOp({ x }, { axes, last }));
  },
  { ops: [argminOp] as const },
);
