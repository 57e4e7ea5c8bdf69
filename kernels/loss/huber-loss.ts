import { checkOptions } from '../../engine/arguments.ts';
import type { Tensor } from '../../engine/tensor.ts';
import type { LossOptions } from './reduce.ts';
import { checkNumber } from '../make/options.ts';
import { reduceLoss } from './reduce.ts';
import { huberOf } from './regression.ts';
import { sub } from '../elementwise/sub.ts';

/**
 * ½ d² up to |d| = `delta`, delta · (|d| - ½ delta) beyond (Huber 1964). @throws ShapeError when the shapes do not
 * broadcast.
 */
export const huberLoss = Object.assign(
  (input: Tensor, target: Tensor, options: LossOptions & { delta?: number } = {}): Tensor => {
    const { delta = 1, reduction } = checkOptions('huberLoss', options, 'reduction delta');
    checkNumber('huberLoss', 'delta', delta, 'above 0');
    return reduceLoss('huberLoss', reduction, () => huberOf(sub(input, target), { delta }));
  },
  { ops: huberOf.ops },
);
