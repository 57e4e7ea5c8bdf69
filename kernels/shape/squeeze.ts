import { checkTensors } from '../../engine/arguments.ts';
import type { Tensor } from '../../engine/tensor.ts';
import { normalizeAxes, show } from '../../engine/shape.ts';
import { ShapeError } from '../../engine/errors.ts';

/** Removes `axes`, all of size 1; every such axis by default. @throws ShapeError for an axis of another size. */
export function squeeze(x: Tensor, axes?: number | readonly number[]): Tensor {
  checkTensors('squeeze', { x });
  const gone =
    axes === undefined ? x.shape.flatMap((n, axis) => (n === 1 ? [axis] : [])) : normalizeAxes('squeeze', axes, x.rank);
  if (gone.some((axis) => x.shape[axis] !== 1))
    throw new ShapeError(
      'squeeze',
      'only axes of size 1 can be removed',
      `axes ${show(gone)} of ${show(x.shape)}`,
      'slice or reduce the axis first',
    );
  return x.reshape(x.shape.filter((_, axis) => !gone.includes(axis)));
}
