import { checkTensors } from '../../engine/arguments.ts';
import type { Tensor } from '../../engine/tensor.ts';
import type { DepthOrder } from './depth.ts';
import { checkBlock } from './depth.ts';
import { ShapeError } from '../../engine/errors.ts';
import { show } from '../../engine/shape.ts';

/**
 * x [..., C, H·b, W·b] → [..., C·b², H, W]: undoes `depthToSpace`. @throws ShapeError when b does not divide the sides.
 */
export function spaceToDepth(x: Tensor, block: number, order: DepthOrder = 'DCR'): Tensor {
  checkTensors('spaceToDepth', { x });
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
