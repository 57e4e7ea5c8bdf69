import { checkList, checkTensors } from '../../engine/arguments.ts';
import { ShapeError } from '../../engine/errors.ts';
import { show, size } from '../../engine/shape.ts';
import type { Tensor } from '../../engine/tensor.ts';

/**
 * `x` repeated side by side, `repeats[axis]` times along each axis. As in NumPy the shorter of shape and repeats gets
 * leading ones. One copy for each axis that is repeated.
 */
export function tile(x: Tensor, repeats: readonly number[]): Tensor {
  checkTensors('tile', { x });
  checkList('tile', 'repeats', repeats);
  if (repeats.some((count) => !Number.isInteger(count) || count < 0))
    throw new ShapeError(
      'tile',
      'repeats must be whole numbers, zero or more',
      show(repeats),
      'use 1 for axes that stay as they are',
    );
  const rank = Math.max(x.rank, repeats.length);
  const pad = (list: readonly number[]) => [...new Array<number>(rank - list.length).fill(1), ...list];
  const counts = pad(repeats);
  return counts.reduce(
    (tiled, count, axis) => {
      if (count === 1) return tiled;
      const outer = size(tiled.shape.slice(0, axis));
      const inner = size(tiled.shape.slice(axis));
      return tiled
        .reshape(outer, 1, inner)
        .expand(outer, count, inner)
        .reshape(tiled.shape.map((n, i) => (i === axis ? n * count : n)));
    },
    x.reshape(pad(x.shape)),
  );
}
