/**
 * Dense attention by plain ops, with whole maps in memory: what the fused kernels must equal, and what they are
 * differentiated by a second time.
 */
import type { Tensor } from '../../engine/tensor.ts';
import { add } from '../elementwise/add.ts';
import { div } from '../elementwise/div.ts';
import { logicalNot } from '../elementwise/logical-not.ts';
import { maskedFill } from '../elementwise/masked-fill.ts';
import { mul } from '../elementwise/mul.ts';
import { tanh } from '../elementwise/tanh.ts';
import { matmul } from '../matmul/matmul.ts';
import { plainWeights } from './plain.ts';
import { tril } from '../shape/tril.ts';

export interface AttentionOptions {
  /** Broadcast to the scores [..., queries, keys]. Bool: true where a query may look; float: added to the scores. */
  mask?: Tensor;
  /** Query i looks at keys 0 … i only. */
  causal?: boolean;
  /** Of the scores; 1/√(width of q) by default. */
  scale?: number;
  /** Squeezes scores into ±softcap by softcap · tanh(score / softcap), before the mask. */
  softcap?: number;
  /** Give the weights [..., queries, keys] too. */
  needWeights?: boolean;
}

/** The scores [..., L, S] with the mask: -Infinity where a query may not look. */
export function attentionScores(
  q: Tensor,
  k: Tensor,
  { mask, causal = false, scale = 1 / Math.sqrt(q.shape.at(-1)!), softcap = 0 }: AttentionOptions,
): Tensor {
  let scores = matmul(mul(q, scale), k, { transposeB: true });
  if (softcap) scores = mul(tanh(div(scores, softcap)), softcap);
  if (mask?.dtype === 'bool') scores = maskedFill(scores, logicalNot(mask), -Infinity);
  else if (mask) scores = add(scores, mask);
  return causal ? tril(scores, 0, -Infinity) : scores;
}

/**
 * The weights [..., L, S] by plain ops: what the fused kernel must equal, and what it is differentiated by a second
 * time.
 */
export function attentionWeights(q: Tensor, k: Tensor, options: AttentionOptions): Tensor {
  const scores = attentionScores(q, k, options);
  // A query always sees its first key where only causality limits it.
  return plainWeights(scores, options.mask !== undefined);
}
