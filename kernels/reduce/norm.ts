/** Norms, and sums of powers. */
import { checkOptions } from '../../engine/arguments.ts';
import type { Tensor } from '../../engine/tensor.ts';
import type { Axes, ReduceOptions } from '../make/reduction.ts';
import { sum } from './sum.ts';
import { cast } from '../../engine/cast.ts';
import { notEqual } from '../elementwise/not-equal.ts';
import { l1 } from './l1.ts';
import { l2 } from './l2.ts';
import { amax } from './amax.ts';
import { amin } from './amin.ts';
import { abs } from '../elementwise/abs.ts';
import { flatPower } from '../elementwise/pow.ts';

/**
 * The `p`-norm (Σ |x|^p)^(1/p) over `axes` (all by default): ±Infinity the largest and smallest magnitude, 0 the number
 * of elements that are not 0.
 * @throws ShapeError for axes that are not there.
 */
export function norm(x: Tensor, axes?: Axes, given: ReduceOptions & { p?: number } = {}): Tensor {
  const { p = 2, ...options } = checkOptions('norm', given, 'keep p');
  switch (p) {
    case 0:
      return sum(cast(notEqual(x, 0), x.dtype), axes, options);
    case 1:
      return l1(x, axes, options);
    case 2:
      return l2(x, axes, options);
    case Infinity:
      return amax(abs(x), axes, options);
    case -Infinity:
      return amin(abs(x), axes, options);
    default:
      return flatPower(sum(flatPower(abs(x), p), axes, options), 1 / p);
  }
}
