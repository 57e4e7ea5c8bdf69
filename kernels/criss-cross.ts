/**
 * Criss-cross attention from plain ops: the whole map, for maps that are asked for, and the meaning that the fused
 * kernel must equal.
 */
import { checkTensors } from '../engine/arguments.ts';
import type { Tensor } from '../engine/tensor.ts';
import { tensor } from '../engine/create.ts';
import { add } from './elementwise/add.ts';
import { concat } from './shape/concat.ts';
import { matmul } from './matmul/matmul.ts';
import { mul } from './elementwise/mul.ts';
import { softmax } from './reduce/softmax.ts';

/**
 * One softmax over each pixel's column (without the pixel) and row (with it).
 * @param query [B, d, H, W] @param key [B, d, H, W]
 * @returns [B, H, W, H + W]: the column's weights from the top, then the row's from the left.
 */
export const crissCrossWeights = (query: Tensor, key: Tensor, scale = 1): Tensor => {
  checkTensors('crissCrossWeights', { query, key });
  return softmax(crissCrossScores(query, key, scale));
};

/** The scores under that softmax; -∞ for the pixel in its column. */
export function crissCrossScores(query: Tensor, key: Tensor, scale = 1): Tensor {
  const [, , height] = query.shape;
  const column = add(matmul(query.permute(0, 3, 2, 1), key.permute(0, 3, 1, 2)), notSelf(query, height)).permute(
    0,
    2,
    1,
    3,
  );
  const row = matmul(query.permute(0, 2, 3, 1), key.permute(0, 2, 1, 3));
  const scores = concat([column, row], 3);
  return scale === 1 ? scores : mul(scores, scale);
}

/** The values under those weights, [B, C, H, W] → [B, C, H, W]. */
export function applyCrissCross(weights: Tensor, value: Tensor): Tensor {
  checkTensors('applyCrissCross', { weights, value });
  const height = value.shape[2];
  const column = matmul(value.permute(0, 3, 1, 2), weights.slice(3, 0, height).permute(0, 2, 3, 1)).permute(0, 2, 3, 1);
  const row = matmul(value.permute(0, 2, 1, 3), weights.slice(3, height).permute(0, 1, 3, 2)).permute(0, 2, 1, 3);
  return add(column, row);
}

/** [H, H]: -∞ on the diagonal, 0 elsewhere: a pixel counts once, in its row. */
const notSelf = ({ device, dtype }: Tensor, height: number): Tensor =>
  tensor(
    device,
    Float32Array.from({ length: height * height }, (_, i) => (i % (height + 1) ? 0 : -Infinity)),
    [height, height],
    dtype,
  );
