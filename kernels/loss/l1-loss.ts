import { checkOptions } from '../../engine/arguments.ts';
import type { Tensor } from '../../engine/tensor.ts';
import type { LossOptions } from './reduce.ts';
import { reduceLoss } from './reduce.ts';
import { abs } from '../elementwise/abs.ts';
import { sub } from '../elementwise/sub.ts';

/** |a - b|. @throws ShapeError when the shapes do not broadcast. */
export const l1Loss = (input: Tensor, target: Tensor, options: LossOptions = {}): Tensor => {
  const { reduction } = checkOptions('l1Loss', options, 'reduction');
  return reduceLoss('l1Loss', reduction, () => abs(sub(input, target)));
};
