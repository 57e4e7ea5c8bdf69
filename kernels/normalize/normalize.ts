import { checkOptions } from '../../engine/arguments.ts';
import type { Tensor } from '../../engine/tensor.ts';
import { checkNumber } from '../make/options.ts';
import { div } from '../elementwise/div.ts';
import { equal } from '../elementwise/equal.ts';
import { where } from '../elementwise/where.ts';
import { clamp } from '../elementwise/clamp.ts';
import { norm } from '../reduce/norm.ts';

export interface NormalizeOptions {
  /** Which norm; 2 by default. */
  p?: number;
  /** Norms below this count as this. With 0, a vector of zeros stays one, and its gradient is 0. */
  eps?: number;
}

/**
 * x divided by its `p`-norm over `axes`: torch.nn.functional.normalize. @throws ShapeError for axes that are not there.
 */
export function normalize(x: Tensor, axes: number | readonly number[] = 1, options: NormalizeOptions = {}): Tensor {
  const { p = 2, eps = 1e-12 } = checkOptions('normalize', options, 'p eps');
  checkNumber('normalize', 'eps', eps);
  const length = norm(x, axes, { p, keep: true });
  return div(x, eps === 0 ? where(equal(length, 0), Infinity, length) : clamp(length, { min: eps }));
}
