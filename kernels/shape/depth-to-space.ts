import { checkTensors } from '../../engine/arguments.ts';
import type { Tensor } from '../../engine/tensor.ts';
import type { DepthOrder } from './depth.ts';
import { checkBlock } from './depth.ts';
import { ShapeError } from '../../engine/errors.ts';
import { show } from '../../engine/shape.ts';

/** x [..., C·b², H, W] → [..., C, H·b, W·b]. @throws ShapeError when b² does not divide the channels. */
export function depthToSpace(x: Tensor, block: number, order: DepthOrder = 'DCR'): Tensor {
  checkTensors('depthToSpace', { x });
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
