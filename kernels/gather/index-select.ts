import { checkTensors } from '../../engine/arguments.ts';
import type { Tensor } from '../../engine/tensor.ts';
import { ShapeError } from '../../engine/errors.ts';
import { show } from '../../engine/shape.ts';
import { take } from './gather.ts';

/** `gather` with a list of indices. @throws ShapeError as there, and when `indices` has more than one axis. */
export function indexSelect(x: Tensor, axis: number, indices: Tensor): Tensor {
  checkTensors('indexSelect', { x, indices });
  if (indices.rank > 1)
    throw new ShapeError('indexSelect', 'indices must be a list', show(indices.shape), 'use gather');
  return take('indexSelect', x, indices.reshape(indices.size), axis);
}
