/** Normalisation of each position over its own last axes. */
import type { Tensor } from '../../engine/tensor.ts';
import type { Shape } from '../../engine/shape.ts';
import { sameShape, show } from '../../engine/shape.ts';
import { ShapeError } from '../../engine/errors.ts';

export interface LayerNormOptions {
  eps?: number;
  /** Learn `weight` and `bias`. On by default. */
  affine?: boolean;
  /** Learn `bias` too. On by default. */
  bias?: boolean;
}

export function lastAxes(op: string, x: Tensor, shape: Shape): number[] {
  if (!sameShape(x.shape.slice(-shape.length), shape))
    throw new ShapeError(op, `the last axes must be ${show(shape)}`, show(x.shape));
  return shape.map((_, i) => x.rank - shape.length + i);
}
