/** Positional attention by plain ops, with its weights in memory: for training, whose batch statistics need them, for maps, and for gradients of gradients. */
import type { Tensor } from '../../engine/tensor.ts';
import { tensor } from '../../engine/create.ts';
import { concat } from '../shape/concat.ts';
import { stack } from '../shape/stack.ts';
import { einsum } from '../matmul/einsum.ts';
import { indexSelect } from '../gather/index-select.ts';
import { logsumexp } from '../reduce/logsumexp.ts';
import { matmul } from '../matmul/matmul.ts';
import { mul } from '../elementwise/mul.ts';
import { softmax } from '../reduce/softmax.ts';
import { sum } from '../reduce/sum.ts';
import type { PositionalAttrs } from './positional-pack.ts';

/** i - j + T - 1 for each pair of positions: where their distance stands in the table. */
export const distances = (length: number): Int32Array<ArrayBuffer> =>
  Int32Array.from({ length: length * length }, (_, at) => Math.floor(at / length) - (at % length) + length - 1);

/** [B, groups, c, H, W] as lines [B, other, groups, T, c]. */
const lines = (x: Tensor, rows: boolean): Tensor => x.permute(rows ? [0, 3, 1, 4, 2] : [0, 4, 1, 3, 2]);

/** q·k, q·r^q and k·r^k of each pair on a line: [B, other, 3·groups, T, T]. @param places [channels, T, T], the table by pairs. */
export function positionalSimilarity(q: Tensor, k: Tensor, places: Tensor, rows: boolean): Tensor {
  const [queries, keys] = [lines(q, rows), lines(k, rows)];
  const depth = q.shape[2];
  return concat(
    [
      matmul(queries, keys, { transposeB: true }),
      einsum('bogic,cij->bogij', queries, places.slice(0, 0, depth)),
      einsum('bogjc,cji->bogij', keys, places.slice(0, depth, 2 * depth)),
    ],
    2,
  );
}

/** The weights [B, other, groups, T, T] applied to values and to their positions: [B, groups, e, 2, H, W]. */
export function applyPositional(weights: Tensor, v: Tensor, places: Tensor, rows: boolean): Tensor {
  const values = places.slice(0, places.shape[0] - v.shape[2]);
  const pairs = stack([matmul(weights, lines(v, rows)), einsum('bogij,cij->bogic', weights, values)], 5);
  return pairs.permute(rows ? [0, 2, 4, 5, 1, 3] : [0, 2, 4, 5, 3, 1]);
}

/** The means and the log of each softmax sum, as the fused op gives them. */
export function plainPositional(
  { q, k, v, relative, factors }: Readonly<Record<string, Tensor>>,
  { rows }: PositionalAttrs,
): [out: Tensor, lse: Tensor] {
  const [height, width] = q.shape.slice(3);
  const length = rows ? width : height;
  const places = indexSelect(relative, 1, tensor(q.device, distances(length))).reshape(-1, length, length);
  const similarity = positionalSimilarity(q, k, places, rows);
  const [batch, other, , ...pairs] = similarity.shape;
  const logits = sum(mul(similarity.reshape(batch, other, 3, -1, ...pairs), factors.reshape(3, -1, 1, 1)), 2);
  return [
    applyPositional(softmax(logits), v, places, rows),
    logsumexp(logits, -1).permute(rows ? [0, 2, 1, 3] : [0, 2, 3, 1]),
  ];
}
