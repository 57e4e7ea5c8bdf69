import { checkTensors } from '../../engine/arguments.ts';
import type { Tensor } from '../../engine/tensor.ts';
import { normalizeAxis, show, size } from '../../engine/shape.ts';
import { ShapeError } from '../../engine/errors.ts';

/** Merges the axes from `start` to `end`, both counted in; a scalar becomes one element. */
export function flatten(x: Tensor, start = 0, end = -1): Tensor {
  checkTensors('flatten', { x });
  if (x.rank === 0) return x.reshape(1);
  const [first, last] = [normalizeAxis('flatten', start, x.rank), normalizeAxis('flatten', end, x.rank)];
  if (first > last)
    throw new ShapeError(
      'flatten',
      'the first axis comes after the last',
      `${start} to ${end} of ${show(x.shape)}`,
      'exchange them',
    );
  return x.reshape([...x.shape.slice(0, first), size(x.shape.slice(first, last + 1)), ...x.shape.slice(last + 1)]);
}
