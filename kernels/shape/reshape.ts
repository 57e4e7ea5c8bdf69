import { checkList, checkTensors } from '../../engine/arguments.ts';
import type { Tensor } from '../../engine/tensor.ts';
import type { Shape } from '../../engine/shape.ts';

/** The same elements under another shape; one size may be -1. @throws ShapeError when the element counts differ. */
export const reshape = (x: Tensor, shape: Shape): Tensor => {
  checkTensors('reshape', { x });
  checkList('reshape', 'shape', shape);
  return x.reshape(shape);
};
