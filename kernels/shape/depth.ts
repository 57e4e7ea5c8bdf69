/** Channels turned into pixels and back: views and a permutation, no kernel of their own. */
import { ShapeError } from '../../engine/errors.ts';
import { show } from '../../engine/shape.ts';
import type { Tensor } from '../../engine/tensor.ts';
import { checkName } from '../make/options.ts';

/** Which of the channels' parts counts slowest: the place in the block (`DCR`), or the channel (`CRD`, PyTorch's pixel shuffle). */
export type DepthOrder = 'DCR' | 'CRD';

/** x [..., C·b², H, W] → [..., C, H·b, W·b]. @throws ShapeError when b² does not divide the channels. */
export function depthToSpace(x: Tensor, block: number, order: DepthOrder = 'DCR'): Tensor {
  checkBlock('depthToSpace', x, block, order);
  const [channels, height, width] = x.shape.slice(-3);
  const lead = x.shape.slice(0, -3);
  if (channels % (block * block))
    throw new ShapeError(
      'depthToSpace',
      `${block * block} must divide the channels`,
      show(x.shape),
      'pad the channels, or use another block',
    );
  const deep = channels / (block * block);
  const images =
    order === 'DCR'
      ? x.reshape(-1, block, block, deep, height, width).permute(0, 3, 4, 1, 5, 2)
      : x.reshape(-1, deep, block, block, height, width).permute(0, 1, 4, 2, 5, 3);
  return images.reshape(...lead, deep, height * block, width * block);
}

/** x [..., C, H·b, W·b] → [..., C·b², H, W]: undoes `depthToSpace`. @throws ShapeError when b does not divide the sides. */
export function spaceToDepth(x: Tensor, block: number, order: DepthOrder = 'DCR'): Tensor {
  checkBlock('spaceToDepth', x, block, order);
  const [channels, height, width] = x.shape.slice(-3);
  const lead = x.shape.slice(0, -3);
  if (height % block || width % block)
    throw new ShapeError(
      'spaceToDepth',
      `${block} must divide both sides`,
      show(x.shape),
      'pad the image, or use another block',
    );
  const blocks = x.reshape(-1, channels, height / block, block, width / block, block);
  const parts = order === 'DCR' ? blocks.permute(0, 3, 5, 1, 2, 4) : blocks.permute(0, 1, 3, 5, 2, 4);
  return parts.reshape(...lead, channels * block * block, height / block, width / block);
}

function checkBlock(op: string, x: Tensor, block: number, order: DepthOrder): void {
  checkName(op, 'order', order, ['DCR', 'CRD']);
  if (x.rank < 3)
    throw new ShapeError(op, 'the input must be [..., C, H, W]', show(x.shape), 'add the missing axes with reshape');
  if (!Number.isInteger(block) || block < 1)
    throw new ShapeError(op, 'the block must be a whole number of at least 1', String(block), 'use 1, 2, 3, …');
}

/** nn.PixelShuffle: x [..., C·f², H, W] → [..., C, H·f, W·f]. */
export const pixelShuffle = (x: Tensor, factor: number): Tensor => depthToSpace(x, factor, 'CRD');
/** nn.PixelUnshuffle: x [..., C, H·f, W·f] → [..., C·f², H, W]. */
export const pixelUnshuffle = (x: Tensor, factor: number): Tensor => spaceToDepth(x, factor, 'CRD');
