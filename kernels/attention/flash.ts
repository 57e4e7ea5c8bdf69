/** Dense attention: everything on a line, with a mask. */
import { checkOptions, checkTensors } from '../../engine/arguments.ts';
import { ShapeError } from '../../engine/errors.ts';
import type { Sample } from '../../engine/op.ts';
import type { Shape } from '../../engine/shape.ts';
import { broadcastShapes, sameShape, show, size } from '../../engine/shape.ts';
import type { Tensor } from '../../engine/tensor.ts';
import type { AttentionAttrs } from './attention.ts';
import { defineAttention } from './attention.ts';
import { memoryOrder, placesOf } from './records.ts';
import { mask } from './term/mask.ts';

export interface DenseAttrs extends AttentionAttrs {
  scale: number;
  /** Query i looks at keys 0 … i only. */
  causal: boolean;
}

/**
 * @throws ShapeError unless q [3 batch axes, N, d], k [3 batch axes, M, d], v [3 batch axes, M, e] and a mask that
 * broadcasts to [3 batch axes, N, M].
 */
function checkDense(q: Shape, k: Shape, v: Shape, given?: Shape): void {
  const got = `q ${show(q)}, k ${show(k)}, v ${show(v)}`;
  const fail = (what: string, fix: string, shapes = got): never => {
    throw new ShapeError('attention', what, shapes, fix);
  };
  if ([q, k, v].some((shape) => shape.length !== 5))
    fail('q, k and v must have three batch axes, positions and channels', 'call flashAttention, which takes any batch');
  if (!sameShape(q.slice(0, 3), k.slice(0, 3)) || !sameShape(k.slice(0, 3), v.slice(0, 3)))
    fail('the batches of q, k and v differ', 'expand them to one shape');
  if (q[4] !== k[4]) fail('the widths of q and k differ', 'queries meet keys of their own width');
  if (k[3] !== v[3]) fail('k and v differ in length', 'give one value for each key');
  const pairs = [...q.slice(0, 4), k[3]];
  if (given && (given.length !== 5 || given.some((n, axis) => n !== 1 && n !== pairs[axis])))
    fail(
      'the mask does not broadcast to the scores',
      'each of its axes must be that of the scores, or 1',
      `mask ${show(given)}, scores ${show(pairs)}`,
    );
}

const sample = (
  batch: Shape,
  [n, m, d, e]: readonly [number, number, number, number],
  rest: Partial<DenseAttrs> & { mask?: Shape } = {},
): Sample<DenseAttrs> => {
  const { mask: given, ...attrs } = rest;
  return {
    shapes: { q: [...batch, n, d], k: [...batch, m, d], v: [...batch, m, e], ...(given && { mask: given }) },
    attrs: { scale: 0.6, causal: false, order: [0, 1, 2, 3, 4], ...attrs },
  };
};

export const denseOp = defineAttention<DenseAttrs>({
  name: 'dense_attention',
  check: ({ q, k, v, mask: given }) => checkDense(q.shape, k.shape, v.shape, given?.shape),
  walks: (queries, keys, { causal }) => [{ kind: 'line', axis: 3, causal, queries, keys }],
  terms: [mask],
  strided: ['mask'],
  samples: [
    sample([1, 1, 2], [5, 7, 3, 2]),
    { ...sample([1, 2, 2], [37, 41, 4, 8], { order: [0, 1, 2, 4, 3] }), range: [-2, 2] },
    sample([1, 1, 1], [70, 33, 3, 2], { causal: true }),
    sample([2, 1, 3], [11, 6, 3, 2], { causal: true, mask: [1, 1, 3, 11, 6] }),
    sample([1, 1, 2], [6, 11, 3, 2], { causal: true, mask: [1, 1, 1, 1, 11] }),
    { ...sample([2, 1, 1], [9, 10, 3, 2], { mask: [2, 1, 1, 9, 10] }), dtypes: { mask: 'bool' } },
    sample([1, 1, 1], [5, 6, 148, 148], { scale: 0.1 }),
  ],
});

export interface FlashOptions {
  /** Factor on q · k; 1/√d by default. */
  scale?: number;
  /** Query i looks at keys 0 … i only. */
  causal?: boolean;
  /**
   * Broadcast to the scores [..., N, M]. Bool: true where a query may look; float: added to the scores, with a
   * gradient.
   */
  mask?: Tensor;
}

/**
 * softmax(scale · q kᵀ + mask) v without the N × M weights in memory, forward or backward (Dao et al., arXiv
 * 2205.14135; the running softmax of Milakov and Gimelshein, arXiv 1805.02867). Operands may be any views: attention
 * along an axis is a permuted view, and costs no copy. Gradients of gradients go by plain ops, with the weights in
 * memory.
 * @param q [..., N, d] @param k [..., M, d] @param v [..., M, e]; leading axes broadcast, those of the mask too
 * @returns [..., N, e], laid out in memory like q; zeros for a query that the mask lets look nowhere
 * @throws ShapeError when shapes do not fit.
 */
export function flashAttention(q: Tensor, k: Tensor, v: Tensor, options: FlashOptions = {}): Tensor {
  checkTensors('flashAttention', { q, k, v });
  const {
    scale = 1 / Math.sqrt(q.shape.at(-1)!),
    causal = false,
    mask,
  } = checkOptions('flashAttention', options, 'scale causal mask');
  if (Math.min(q.rank, k.rank, v.rank) < 2)
    throw new ShapeError(
      'flashAttention',
      'q, k and v must have positions and channels',
      [q, k, v].map((x) => show(x.shape)).join(', '),
      'add the missing axes with reshape',
    );
  const batch = broadcastShapes(
    'flashAttention',
    ...[q, k, v, ...(mask ? [mask] : [])].map((x) => x.shape.slice(0, -2)),
  );
  // More than three batch axes become three: without a copy where the memory allows.
  const three =
    batch.length > 3
      ? [size(batch.slice(0, -2)), ...batch.slice(-2)]
      : [...Array.from({ length: 3 - batch.length }, () => 1), ...batch];
  const pairs = mask && (mask.rank < 2 ? mask.reshape(1, -1) : mask);
  const full = (x: Tensor) => x.expand(...batch, ...x.shape.slice(-2)).reshape(...three, ...x.shape.slice(-2));
  const masked =
    pairs &&
    (batch.length > 3
      ? full(pairs)
      : pairs.reshape(...Array.from({ length: 5 - pairs.rank }, () => 1), ...pairs.shape));
  const queries = full(q);
  const order = memoryOrder(queries);
  // The scale is f32 on the GPU, so it is in the reference loops.
  const attrs = { scale: Math.fround(scale), causal, order };
  const out = denseOp({ q: queries, k: full(k), v: full(v), mask: masked }, attrs);
  return out.permute(placesOf(order)).reshape(...batch, q.shape.at(-2)!, v.shape.at(-1)!);
}
flashAttention.ops = [denseOp, denseOp.grad] as const;
