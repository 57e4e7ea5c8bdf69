import { ShapeError } from '../../engine/errors.ts';
import { broadcastShapes, show } from '../../engine/shape.ts';
import type { Tensor } from '../../engine/tensor.ts';
import { denseOp } from './dense.ts';
import { memoryOrder } from './shared.ts';

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
 * The backward pass is not differentiable again.
 * @param q [..., N, d] @param k [..., M, d] @param v [..., M, e]; up to three leading axes, which broadcast
 * @returns [..., N, e], laid out in memory like q; zeros for a query that the mask lets look nowhere
 * @throws ShapeError when shapes do not fit.
 */
export function flashAttention(q: Tensor, k: Tensor, v: Tensor, { scale = 1 / Math.sqrt(q.shape.at(-1)!), causal = false, mask }: FlashOptions = {}): Tensor {
  if (Math.min(q.rank, k.rank, v.rank, mask?.rank ?? 2) < 2 || Math.max(q.rank, k.rank, v.rank, mask?.rank ?? 2) > 5) {
    throw new ShapeError('flashAttention', 'q, k, v and mask must have positions, channels and up to three batch axes', [q, k, v, ...(mask ? [mask] : [])].map((x) => show(x.shape)).join(', '), 'merge batch axes by reshape');
  }
  const batch = broadcastShapes('flashAttention', ...[q, k, v].map((x) => x.shape.slice(0, -2)));
  const full = (x: Tensor) => x.expand(...Array.from({ length: 3 - batch.length }, () => 1), ...batch, ...x.shape.slice(-2));
  const five = (x: Tensor) => x.reshape(...Array.from({ length: 5 - x.rank }, () => 1), ...x.shape);
  const queries = full(q);
  const order = memoryOrder(queries);
  const out = denseOp({ q: queries, k: full(k), v: full(v), mask: mask && five(mask) }, { scale, causal, order });
  return out.permute(order.map((_, axis) => order.indexOf(axis))).reshape(...batch, q.shape.at(-2)!, v.shape.at(-1)!);
}
