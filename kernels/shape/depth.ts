/** Channels turned into pixels and back: views and a permutation, no kernel of their own. */
import { told } from '../../engine/arguments.ts';
import type { Tensor } from '../../engine/tensor.ts';
import { checkName } from '../make/options.ts';
import { ShapeError } from '../../engine/errors.ts';
import { show } from '../../engine/shape.ts';

/**
 * Which of the channels' parts counts slowest: the place in the block (`DCR`), or the channel (`CRD`, PyTorch's pixel
 * shuffle).
 */
export type DepthOrder = 'DCR' | 'CRD';

export function checkBlock(op: string, x: Tensor, block: number, order: DepthOrder): void {
  checkName(op, 'order', order, ['DCR', 'CRD']);
  if (x.rank < 3)
    throw new ShapeError(op, 'the input must be [..., C, H, W]', show(x.shape), 'add the missing axes with reshape');
  if (!Number.isInteger(block) || block < 1)
    throw new ShapeError(op, 'the block must be a whole number of at least 1', told(block), 'use 1, 2, 3, …');
}
