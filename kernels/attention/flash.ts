import { checkOptions, checkTensors } from '../../engine/arguments.ts';
import { ShapeError } from '../../engine/errors.ts';
import { broadcastShapes, show, size } from '../../engine/shape.ts';
import type { Tensor } from '../../engine/tensor.ts';
import { denseOp } from './dense.ts';
import { logical, memoryOrder } from './shared.ts';

export interface FlashOptions {
  /** Factor on q · k; 1/√d by default. */
  scale?: number;
  /** Query i looks at keys 0 … i only. */
  causal?: boolean;
  /** Broadcast to the scores [..., N, M]. Bool: true where a query may look; float: added to the scores, with a gradient. */
  mask?: Tensor;
}

/**
 * softmax(scale · q kᵀ + mask) v without the N × M weights in memory, forward or backward (Dao et al., arXiv 2205.14135; the running softmax
 * of Milakov and Gimelshein, arXiv 1805.02867). Operands may be any views: attention along an axis is a permuted view, and costs no copy.
 * Gradients of gradients go by plain ops, with the weights in memory.
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
  const out = denseOp(
    { q: queries, k: full(k), v: full(v), mask: masked },
    { scale: Math.fround(scale), causal, order },
  ); // f32 on the GPU, so f32 in the reference loops
  return logical(out, order).reshape(...batch, q.shape.at(-2)!, v.shape.at(-1)!);
}
