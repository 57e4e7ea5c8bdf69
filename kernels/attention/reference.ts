/** Plain loops for attention over positions: scores of one query at a time, and where its numbers lie. */
import type { HostArray } from '../../engine/op.ts';
import type { Shape } from '../../engine/shape.ts';
import { rowMajor, size } from '../../engine/shape.ts';
import { orderedStrides } from './shared.ts';

export interface QueryRow {
  /** Number of the query, batches first. */
  row: number;
  /** Scores with mask; -Infinity where a pair does not count. */
  scores: Float64Array;
  batch: number;
  query: number;
  /** Element of an operand [batch, batch, batch, positions, …] of full batch. */
  at: (x: HostArray, position: number, channel: number) => number;
  /** Element of the mask at a key. */
  maskAt: (key: number) => number;
}

export function eachQuery(
  { q, k, mask }: Readonly<Record<string, HostArray>>,
  { scale, causal }: { scale: number; causal: boolean },
  visit: (query: QueryRow) => void,
): void {
  const [n, d] = q.shape.slice(3);
  const m = k.shape[3];
  const maskAt = mask && broadcastIndex(mask.shape, q.shape.slice(0, 3));
  for (let row = 0; row < size(q.shape.slice(0, 4)); row++) {
    const batch = Math.floor(row / n);
    const query = row % n;
    const at = ({ shape }: HostArray, position: number, channel: number) =>
      (batch * shape[3] + position) * (shape[4] ?? 1) + channel;
    const scores = Float64Array.from({ length: m }, (_, key) => {
      if (causal && key > query) return -Infinity;
      let score = 0;
      for (let c = 0; c < d; c++) score += q.data[at(q, query, c)] * k.data[at(k, key, c)];
      score *= scale;
      if (!mask) return score;
      const value = mask.data[maskAt!(batch, query, key)];
      return mask.dtype === 'bool' ? (value ? score : -Infinity) : score + value;
    });
    visit({ row, scores, batch, query, at, maskAt: (key) => maskAt!(batch, query, key) });
  }
}

/** Index into a tensor of `shape` broadcast over batch axes, queries and keys. */
function broadcastIndex(shape: Shape, batchShape: Shape): (batch: number, query: number, key: number) => number {
  const strides = rowMajor(shape).map((stride, axis) => (shape[axis] === 1 ? 0 : stride));
  const batchStrides = rowMajor(batchShape);
  return (batch, query, key) =>
    batchShape.reduce(
      (sum, count, axis) => sum + strides[axis] * (Math.floor(batch / batchStrides[axis]) % count),
      strides[3] * query + strides[4] * key,
    );
}

/** Element of a result whose axes lie in memory in `order`, from its logical shape. */
export function orderedIndex(
  shape: Shape,
  order: readonly number[],
): (batch: number, position: number, channel: number) => number {
  const strides = orderedStrides(shape, order);
  const batches = rowMajor(shape.slice(0, 3));
  return (batch, position, channel) =>
    batches.reduce(
      (sum, stride, axis) => sum + strides[axis] * (Math.floor(batch / stride) % shape[axis]),
      strides[3] * position + strides[4] * channel,
    );
}
