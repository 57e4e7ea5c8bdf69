import { checkOptions, checkTensors } from '../../engine/arguments.ts';
import { DTypeError, ShapeError } from '../../engine/errors.ts';
import { broadcastShapes, sameShape, show } from '../../engine/shape.ts';
import type { Tensor } from '../../engine/tensor.ts';
import { flashAttention } from './flash.ts';
import type { AttentionOptions } from './scores.ts';
import { attentionWeights } from './scores.ts';
import { matmul } from '../matmul/matmul.ts';

/**
 * softmax(q kᵀ · scale + mask) v (Vaswani et al., arXiv 1706.03762): q [..., L, E], k [..., S, E], v [..., S, F] →
 * [..., L, F]; leading axes broadcast. A query that may look nowhere gets zeros, and so does its gradient.
 * @throws ShapeError when widths or lengths differ.
 */
export function scaledDotProductAttention(
  q: Tensor,
  k: Tensor,
  v: Tensor,
  options: AttentionOptions & { needWeights: true },
): { out: Tensor; weights: Tensor };
export function scaledDotProductAttention(
  q: Tensor,
  k: Tensor,
  v: Tensor,
  options?: AttentionOptions & { needWeights?: false },
): Tensor;
export function scaledDotProductAttention(
  q: Tensor,
  k: Tensor,
  v: Tensor,
  options: AttentionOptions = {},
): Tensor | { out: Tensor; weights: Tensor } {
  checkTensors('scaledDotProductAttention', { q, k, v });
  checkOptions('scaledDotProductAttention', options, 'mask causal scale softcap needWeights');
  const got = `q ${show(q.shape)}, k ${show(k.shape)}, v ${show(v.shape)}`;
  if (Math.min(q.rank, k.rank, v.rank) < 2)
    throw new ShapeError(
      'scaledDotProductAttention',
      'q, k and v need a length and a width',
      got,
      'add the missing axes with reshape',
    );
  if (q.shape.at(-1) !== k.shape.at(-1))
    throw new ShapeError(
      'scaledDotProductAttention',
      'the widths of q and k differ',
      got,
      'queries meet keys of their own width',
    );
  if (k.shape.at(-2) !== v.shape.at(-2))
    throw new ShapeError('scaledDotProductAttention', 'k and v differ in length', got, 'give one value for each key');
  checkScores(q, k, v, options.mask, got);
  if (!options.needWeights && !options.softcap) return flashAttention(q, k, v, options);
  const weights = attentionWeights(q, k, options);
  const out = matmul(weights, v);
  return options.needWeights ? { out, weights } : out;
}

/** Whether batches and mask broadcast, before anything is computed. */
function checkScores(q: Tensor, k: Tensor, v: Tensor, mask: Tensor | undefined, got: string): void {
  const op = 'scaledDotProductAttention';
  if (mask && mask.dtype !== 'bool' && mask.dtype !== q.dtype)
    throw new DTypeError(
      op,
      'the mask must be bool or of the type of q',
      `${mask.dtype} ${show(mask.shape)}`,
      'cast it',
    );
  const lead = broadcastShapes(op, ...[q, k, v].map(({ shape }) => shape.slice(0, -2)));
  const scores = [...lead, q.shape.at(-2)!, k.shape.at(-2)!];
  if (mask && !sameShape(broadcastShapes(op, scores, mask.shape).slice(-2), scores.slice(-2)))
    throw new ShapeError(
      op,
      'the mask has more queries or keys than there are',
      `${got}, mask ${show(mask.shape)}`,
      `it must broadcast to ${show(scores)}`,
    );
}
