/**
 * Criss-cross attention without its map: one softmax over each pixel's row (with it) and column (without it). The row's
 * walk leaves its mean and log-sum-exp, and the column's goes on from there; backward both know the joint log-sum-exp,
 * and the second adds to what the first wrote.
 */
import { checkOptions, checkTensors } from '../../engine/arguments.ts';
import { ShapeError } from '../../engine/errors.ts';
import type { Described, Sample } from '../../engine/op.ts';
import { sameShape, show } from '../../engine/shape.ts';
import type { Tensor } from '../../engine/tensor.ts';
import { add } from '../elementwise/add.ts';
import { softmax } from '../reduce/softmax.ts';
import { concat } from '../shape/concat.ts';
import type { AttentionAttrs } from './attention.ts';
import { defineAttention, whosOf } from './attention.ts';
import { applied, plainScores } from './plain.ts';
import { channelsFirst } from './windows.ts';

interface CrossAttrs extends AttentionAttrs {
  scale: number;
}

function check({ q, k, v }: Readonly<Record<string, Described>>): void {
  const [ofQ, ofK, ofV] = [q, k, v].map(({ shape: [batch, , rows, columns, c] }) => [batch, c, rows, columns]);
  const got = `q ${show(ofQ)}, k ${show(ofK)}, v ${show(ofV)}`;
  if (!sameShape(q.shape, k.shape))
    throw new ShapeError('crissCrossAttention', 'q and k differ in shape', got, 'project both from one image');
  if (!sameShape(q.shape.slice(0, 4), v.shape.slice(0, 4)))
    throw new ShapeError(
      'crissCrossAttention',
      'v is not of the images of q and k',
      got,
      'project it from the same image',
    );
}

const attrs: CrossAttrs = { scale: 1, order: channelsFirst };
const sample = (batch: number, height: number, width: number, d: number, e: number): Sample<CrossAttrs> => ({
  shapes: {
    q: [batch, 1, height, width, d],
    k: [batch, 1, height, width, d],
    v: [batch, 1, height, width, e],
  },
  attrs,
});

export const crossOp = defineAttention<CrossAttrs>({
  name: 'criss_cross_attention',
  check,
  walks: (queries, keys) => [
    { kind: 'line', axis: 3, queries, keys },
    { kind: 'line', axis: 2, notSelf: true, queries, keys },
  ],
  terms: [],
  samples: [
    sample(2, 5, 7, 3, 2),
    { ...sample(1, 9, 12, 4, 8), range: [-2, 2] },
    sample(1, 1, 6, 3, 2),
    sample(1, 6, 1, 3, 2),
  ],
});

/** [B, C, H, W] as the op takes it. */
function turned(x: Tensor): Tensor {
  if (x.rank !== 4)
    throw new ShapeError('crissCrossAttention', 'q, k and v must be images', show(x.shape), 'pass [B, channels, H, W]');
  return x.permute(0, 2, 3, 1).reshape(x.shape[0], 1, x.shape[2], x.shape[3], x.shape[1]);
}

/**
 * Each pixel's weighted mean of the values in its row and column (Huang et al., "CCNet", ICCV 2019, arXiv 1811.11721),
 * in memory that does not grow with H + W. Differentiable; gradients of gradients go by plain ops.
 * @param q [B, d, H, W] @param k [B, d, H, W] @param v [B, e, H, W]
 * @returns [B, e, H, W]
 * @throws ShapeError when they are not of the same images.
 */
export function crissCrossAttention(q: Tensor, k: Tensor, v: Tensor, options: { scale?: number } = {}): Tensor {
  checkTensors('crissCrossAttention', { q, k, v });
  const { scale = 1 } = checkOptions('crissCrossAttention', options, 'scale');
  const out = crossOp({ q: turned(q), k: turned(k), v: turned(v) }, { ...attrs, scale: Math.fround(scale) });
  return out.reshape(v.shape);
}
crissCrossAttention.ops = [crossOp, crossOp.grad] as const;

/**
 * The weights themselves: one softmax over each pixel's column (without the pixel) and row (with it).
 * @param query [B, d, H, W] @param key [B, d, H, W]
 * @returns [B, H, W, H + W]: the column's weights from the top, then the row's from the left.
 */
export function crissCrossWeights(query: Tensor, key: Tensor, scale = 1): Tensor {
  checkTensors('crissCrossWeights', { query, key });
  const [q, k] = [turned(query), turned(key)];
  const [row, column] = whosOf(crossOp.attention, { q, k }, attrs).map((who) => plainScores(who, [], { q, k }, scale));
  return softmax(concat([column, row], 4)).reshape(query.shape[0], query.shape[2], query.shape[3], -1);
}

/** The values under those weights, [B, C, H, W] → [B, C, H, W]. */
export function applyCrissCross(weights: Tensor, value: Tensor): Tensor {
  checkTensors('applyCrissCross', { weights, value });
  const [batch, height, width] = weights.shape;
  const v = turned(value);
  const all = weights.reshape(batch, 1, height, width, -1);
  const [row, column] = whosOf(crossOp.attention, { q: v, k: v }, attrs);
  return add(applied(column, all.slice(4, 0, height), v), applied(row, all.slice(4, height), v))
    .permute(0, 1, 4, 2, 3)
    .reshape(value.shape);
}
