/** Gradients of gradients of dense attention: by plain ops, with the whole map in memory. Rare, so they need not be fast. */
import { vjp } from '../../engine/autograd.ts';
import type { Tensor } from '../../engine/tensor.ts';
import { logsumexp } from '../logsumexp.ts';
import { matmul } from '../matmul.ts';
import { attentionScores, attentionWeights } from '../sdpa.ts';

type Named = Readonly<Record<string, Tensor | undefined>>;

/**
 * The gradient rule of an op whose outputs are gradients of dense attention with respect to `of`, in that order, out[i] having the gradient
 * `d[i]`. The op's other inputs are functions of q, k, v and the mask, and what depends on them is counted there.
 */
export function secondGradients({ q, k, v, mask, dy, dlse }: Named, attrs: { scale: number; causal: boolean }, of: readonly ('q' | 'k' | 'v' | 'mask')[], d: readonly (Tensor | undefined)[]): Record<string, () => Tensor> {
  const options = { mask, ...attrs };
  const inputs = Object.fromEntries(Object.entries({ q, k, v, mask, dy, dlse }).filter(([, x]) => x && x.dtype !== 'bool')) as Record<string, Tensor>;
  const outputs = (): Tensor[] => [matmul(attentionWeights(q!, k!, options), v!), ...(dlse ? [logsumexp(attentionScores(q!, k!, options), -1)] : [])];
  const gradients = (): Tensor[] => vjp(outputs, of.map((key) => inputs[key]), [dy, ...(dlse ? [dlse] : [])]).grads;
  let made: Map<string, Tensor> | undefined;
  return Object.fromEntries(Object.keys(inputs).map((key) => [key, () => (made ??= vjp(gradients, new Map(Object.entries(inputs)), d).grads).get(key)!]));
}
