import { checkOptions } from '../../engine/arguments.ts';
import type { Tensor } from '../../engine/tensor.ts';
import { ShapeError } from '../../engine/errors.ts';
import { exponentialUnit } from './exponential-unit.ts';

/**
 * x above 0, alpha · (e^(x/alpha) - 1) below; alpha is 1 by default. Barron, "Continuously differentiable exponential
 * linear units", 2017.
 * @throws ShapeError when alpha is 0.
 */
export function celu(x: Tensor, options: { alpha?: number } = {}): Tensor {
  const { alpha = 1 } = checkOptions('celu', options, 'alpha');
  if (alpha === 0) throw new ShapeError('celu', 'alpha must not be 0', '0', 'use relu');
  return exponentialUnit(x, { negative: alpha, inner: 1 / alpha });
}
