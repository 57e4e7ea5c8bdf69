import { checkOptions } from '../../engine/arguments.ts';
import type { Tensor } from '../../engine/tensor.ts';
import type { LossOptions } from './reduce.ts';
import { checkNumber } from '../make/options.ts';
import { l1Loss } from './l1-loss.ts';
import { reduceLoss } from './reduce.ts';
import { div } from '../elementwise/div.ts';
import { huberOf } from './regression.ts';
import { sub } from '../elementwise/sub.ts';

/**
 * The Huber loss over `beta`: slope 1 far out; with beta 0 the l1 loss. @throws ShapeError when the shapes do not
 * broadcast.
 */
export function smoothL1Loss(input: Tensor, target: Tensor, options: LossOptions & { beta?: number } = {}): Tensor {
  const { beta = 1, reduction } = checkOptions('smoothL1Loss', options, 'reduction beta');
  checkNumber('smoothL1Loss', 'beta', beta);
  if (beta === 0) return l1Loss(input, target, { reduction });
  return reduceLoss('smoothL1Loss', reduction, () => div(huberOf(sub(input, target), { delta: beta }), beta));
}
