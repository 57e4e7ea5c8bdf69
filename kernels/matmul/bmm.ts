import { checkTensors } from '../../engine/arguments.ts';
import type { Tensor } from '../../engine/tensor.ts';
import { ShapeError } from '../../engine/errors.ts';
import { show } from '../../engine/shape.ts';
import { matmul } from './matmul.ts';

/** Products of matrices in pairs: [n, m, k] × [n, k, p] → [n, m, p]. */
export function bmm(a: Tensor, b: Tensor): Tensor {
  checkTensors('bmm', { a, b });
  if (a.rank !== 3 || b.rank !== 3 || a.shape[0] !== b.shape[0])
    throw new ShapeError(
      'bmm',
      'needs two batches of as many matrices',
      `a ${show(a.shape)}, b ${show(b.shape)}`,
      'use matmul to broadcast',
    );
  return matmul(a, b);
}
