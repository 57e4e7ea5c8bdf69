import type { Tensor } from '../../engine/tensor.ts';
import { depthToSpace } from './depth-to-space.ts';

/** nn.PixelShuffle: x [..., C·f², H, W] → [..., C, H·f, W·f]. */
export const pixelShuffle = (x: Tensor, factor: number): Tensor => depthToSpace(x, factor, 'CRD');
