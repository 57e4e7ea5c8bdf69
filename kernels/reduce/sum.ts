import { checkOptions, checkTensors } from '../../engine/arguments.ts';
import type { Tensor } from '../../engine/tensor.ts';
import type { ReduceOptions } from '../make/reduction.ts';
import { reducedAxes } from '../make/reduction.ts';
import { sumTo } from '../../engine/accumulate.ts';
import { reducedShape } from '../../engine/shape.ts';

/**
 * Sum over `axes` (all by default; none for []). Long sums go by a tree: 10⁶ terms stay within 1e-6 · Σ|x|. @throws
 * ShapeError for axes that are not there.
 */
export function sum(x: Tensor, axes?: number | readonly number[] | null, options: ReduceOptions = {}): Tensor {
  checkTensors('sum', { x });
  const { keep = false } = checkOptions('sum', options, 'keep');
  const over = reducedAxes('sum', axes, x.rank);
  const total = sumTo(x, reducedShape(x.shape, over, true));
  return keep ? total : total.reshape(reducedShape(x.shape, over, false));
}
