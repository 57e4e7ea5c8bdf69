import { checkOptions, checkTensors } from '../../engine/arguments.ts';
import { scan } from './scan.ts';
import type { Tensor } from '../../engine/tensor.ts';
import type { ScanOptions } from './scan.ts';
import { normalizeAxis } from '../../engine/shape.ts';

const cumsumOp = scan('cumsum', false, ({ dy, attrs }) => cumsumOp({ x: dy }, { ...attrs, reverse: !attrs.reverse }));

/** Running sum along `axis`. @throws ShapeError for an axis that is not there; a scalar has axis 0. */
export const cumsum = Object.assign(
  (x: Tensor, axis: number, options: ScanOptions = {}): Tensor => {
    checkTensors('cumsum', { x });
    const { exclusive = false, reverse = false } = checkOptions('cumsum', options, 'exclusive reverse');
    return cumsumOp({ x }, { axis: normalizeAxis('cumsum', axis, Math.max(1, x.rank)), exclusive, reverse });
  },
  { ops: [cumsumOp] as const },
);
