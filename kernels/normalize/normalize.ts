import type { Tensor } from '../../engine/tensor.ts';
import { checkNumber } from '../make/options.ts';
import { div } from '../elementwise/div.ts';
import { clamp } from '../elementwise/clamp.ts';
import { norm } from '../reduce/norm.ts';

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
