import { checkList, checkTensors } from '../../engine/arguments.ts';
import type { Tensor } from '../../engine/tensor.ts';
import type { Shape } from '../../engine/shape.ts';

/** Size-1 axes repeated, new leading axes added (NumPy's broadcast_to); -1 keeps a size. */
export const expand = (x: Tensor, shape: Shape): Tensor => {
  checkTensors('expand', { x });
  checkList('expand', 'shape', shape);
  return x.expand(shape);
};
