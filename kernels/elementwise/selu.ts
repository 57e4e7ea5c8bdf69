import { checkOptions } from '../../engine/arguments.ts';
import type { Tensor } from '../../engine/tensor.ts';
import { exponentialUnit } from './exponential-unit.ts';

/**
 * gamma · elu(x, alpha) with the constants that keep activations normalised. Klambauer et al., "Self-normalizing neural
 * networks", NeurIPS 2017.
 */
export function selu(x: Tensor, options: { alpha?: number; gamma?: number } = {}): Tensor {
  const { alpha = 1.6732632423543772, gamma = 1.0507009873554805 } = checkOptions('selu', options, 'alpha gamma');
  return exponentialUnit(x, { positive: gamma, negative: gamma * alpha });
}
