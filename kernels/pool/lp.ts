import { checkTensors, told } from '../../engine/arguments.ts';
import { ShapeError } from '../../engine/errors.ts';
import type { Tensor } from '../../engine/tensor.ts';
import { equal } from '../elementwise/equal.ts';
import { flatPower } from '../elementwise/pow.ts';
import { sqrt } from '../elementwise/sqrt.ts';
import { square } from '../elementwise/square.ts';
import { abs } from '../elementwise/abs.ts';
import { where } from '../elementwise/where.ts';
import type { PairLike } from '../make/pairs.ts';
import { batched } from '../make/pairs.ts';
import type { PoolOptions } from './pool.ts';
import { avgPool2d, regularWindows } from './pool.ts';

/**
 * The p-norm (Σ|x|ᵖ)^(1/p) of each window. x [B, C, H, W] or [C, H, W]. A window of zeros gives 0 and, unlike in
 * PyTorch, no NaN to the gradient.
 * @throws ShapeError when p is not a positive number, or as `avgPool2d`.
 */
export function lpPool2d(x: Tensor, p: number, kernel: PairLike, options: PoolOptions = {}): Tensor {
  checkTensors('lpPool2d', { x });
  if (!(p > 0 && p < Infinity))
    throw new ShapeError('lpPool2d', 'p must be a positive number', told(p), 'use maxPool2d for the infinity norm');
  return batched(x, 4, (x) => {
    regularWindows('lpPool2d', x, kernel, options);
    const powers = p === 1 ? abs(x) : p === 2 ? square(x) : flatPower(abs(x), p);
    const sums = avgPool2d(powers, kernel, { ...options, divisorOverride: 1 });
    if (p === 1) return sums;
    if (p !== 2) return flatPower(sums, 1 / p);
    // The root is infinitely steep at 0: it is taken of 1 there, and that result left out.
    const empty = equal(sums, 0);
    return where(empty, 0, sqrt(where(empty, 1, sums)));
  });
}
