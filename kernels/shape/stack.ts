import { checkList, checkTensors } from '../../engine/arguments.ts';
import type { Tensor } from '../../engine/tensor.ts';
import { normalizeAxis, show } from '../../engine/shape.ts';
import { ShapeError } from '../../engine/errors.ts';
import { concat } from './concat.ts';

/**
 * Tensors of one shape joined along a new axis.
 * @throws ShapeError when shapes differ or the list is empty.
 */
export function stack(tensors: readonly Tensor[], axis = 0): Tensor {
  checkList('stack', 'tensors', tensors);
  checkTensors('stack', tensors);
  const first = tensors[0];
  const at = normalizeAxis('stack', axis, (first?.rank ?? 0) + 1);
  for (const { shape } of tensors) {
    if (show(shape) !== show(first.shape))
      throw new ShapeError(
        'stack',
        'shapes differ',
        `${show(first.shape)} and ${show(shape)}`,
        'stack takes tensors of one shape; concat joins others',
      );
  }
  return concat(
    tensors.map((tensor) => tensor.reshape([...tensor.shape.slice(0, at), 1, ...tensor.shape.slice(at)])),
    at,
  );
}
