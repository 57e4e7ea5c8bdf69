import { broadcastShapes } from '../../engine/shape.ts';
import type { Tensor } from '../../engine/tensor.ts';
import { clamp } from '../elementwise/clamp.ts';
import { div } from '../elementwise/div.ts';
import { mul } from '../elementwise/mul.ts';
import { norm } from '../reduce/norm.ts';
import { checkNumber } from '../make/options.ts';
import { sum } from '../reduce/sum.ts';

export interface NormalizeOptions {
  /** Which norm; 2 by default. */
  p?: number;
  /** Norms below this count as this. */
  eps?: number;
}

/** x divided by its `p`-norm over `axes`: torch.nn.functional.normalize. @throws ShapeError for axes that are not there. */
export function normalize(
  x: Tensor,
  axes: number | readonly number[] = 1,
  { p = 2, eps = 1e-12 }: NormalizeOptions = {},
): Tensor {
  checkNumber('normalize', 'eps', eps);
  return div(x, clamp(norm(x, axes, { p, keep: true }), { min: eps }));
}

/** The cosine of the angle between `a` and `b` along `axis`, under broadcasting. Norms below `eps` count as `eps`. @throws ShapeError when they do not broadcast. */
export function cosineSimilarity(a: Tensor, b: Tensor, axis = 1, { eps = 1e-8 }: { eps?: number } = {}): Tensor {
  const shape = broadcastShapes('cosineSimilarity', a.shape, b.shape);
  const unit = (x: Tensor) => normalize(x.expand(shape), axis, { eps });
  return sum(mul(unit(a), unit(b)), axis);
}
