import { checkTensors, told } from '../../engine/arguments.ts';
import type { Tensor } from '../../engine/tensor.ts';
import { ShapeError } from '../../engine/errors.ts';
import { split } from './split.ts';
import { normalizeAxis } from '../../engine/shape.ts';

/** An axis cut into `count` parts of ⌈n/count⌉ elements; the last may be smaller, and there may be fewer. */
export function chunk(x: Tensor, count: number, axis = 0): Tensor[] {
  checkTensors('chunk', { x });
  if (!Number.isInteger(count) || count < 1)
    throw new ShapeError('chunk', 'the count must be a whole number above 0', told(count), 'use the number of parts');
  return split(x, Math.ceil(x.shape[normalizeAxis('chunk', axis, x.rank)] / count), axis);
}
