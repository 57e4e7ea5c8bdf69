import { checkTensors } from '../../engine/arguments.ts';
import type { Tensor } from '../../engine/tensor.ts';
import type { NllOptions } from './classes.ts';
import { ofClasses } from './classes.ts';

/**
 * The negative of the target's log-probability: `crossEntropy` without its softmax. @throws ShapeError as there;
 * DTypeError for targets that are no integers.
 */
export function nllLoss(x: Tensor, target: Tensor, options: NllOptions = {}): Tensor {
  checkTensors('nllLoss', { x, target });
  return ofClasses('nllLoss', x, target, false, 0, options);
}
