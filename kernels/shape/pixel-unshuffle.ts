import { checkTensors } from '../../engine/arguments.ts';
import type { Tensor } from '../../engine/tensor.ts';
import { spaceToDepth } from './space-to-depth.ts';

/** nn.PixelUnshuffle: x [..., C, H·f, W·f] → [..., C·f², H, W]. */
export const pixelUnshuffle = (x: Tensor, factor: number): Tensor => {
  checkTensors('pixelUnshuffle', { x });
  return spaceToDepth(x, factor, 'CRD');
};
