import { checkOptions, checkTensors } from '../../engine/arguments.ts';
import { scan } from './scan.ts';
import { fromNext, recurrence } from './recurrence.ts';
import { mul } from '../elementwise/mul.ts';
import type { Tensor } from '../../engine/tensor.ts';
import type { ScanOptions } from './scan.ts';
import { normalizeAxis } from '../../engine/shape.ts';

/**
 * d/dx_k = Π_{i<k} x_i · S_k with S_k = dy_k + x_{k+1} · S_{k+1}: no division, so zeros are no exception.
 * An exclusive product's dy_k is that of the element after.
 */
const cumprodOp = scan('cumprod', true, ({ x, dy, attrs }) => {
  const before = cumprodOp({ x }, { ...attrs, exclusive: true });
  const after = recurrence(attrs.exclusive ? fromNext(dy, attrs.axis, attrs.reverse) : dy, x, {
    axis: attrs.axis,
    reverse: !attrs.reverse,
    own: false,
  });
  return mul(before, after);
});

/** Running product along `axis`. @throws ShapeError for an axis that is not there; a scalar has axis 0. */
export const cumprod = Object.assign(
  (x: Tensor, axis: number, options: ScanOptions = {}): Tensor => {
    checkTensors('cumprod', { x });
    const { exclusive = false, reverse = false } = checkOptions('cumprod', options, 'exclusive reverse');
    return cumprodOp({ x }, { axis: normalizeAxis('cumprod', axis, Math.max(1, x.rank)), exclusive, reverse });
  },
  { ops: [cumprodOp] as const },
);
