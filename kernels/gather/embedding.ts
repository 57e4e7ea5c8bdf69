import { checkTensors } from '../../engine/arguments.ts';
import type { Tensor } from '../../engine/tensor.ts';
import { ShapeError } from '../../engine/errors.ts';
import { show } from '../../engine/shape.ts';
import { take } from './gather.ts';

/** Rows of a table `weight` [entries, width]: indices [...] → [..., width]. @throws ShapeError as `gather`. */
export function embedding(indices: Tensor, weight: Tensor): Tensor {
  checkTensors('embedding', { indices, weight });
  if (weight.rank !== 2)
    throw new ShapeError(
      'embedding',
      'the table must be [entries, width]',
      show(weight.shape),
      'use gather for tables of other ranks',
    );
  return take('embedding', weight, indices, 0);
}
