import { checkTensors } from '../../engine/arguments.ts';
import type { Tensor } from '../../engine/tensor.ts';
import { depthToSpace } from './depth-to-space.ts';

/** nn.PixelShuffle: x [..., C·f², H, W] → [..., C, H·f, W·f]. */
export const pixelShuffle = (x: Tensor, factor: number): Tensor => {
  checkTensors('pixelShuffle', { x });
  return depthToSpace(x, factor, 'CRD');
};
