/** Gradients of gradients of fused attention: by plain ops, with the whole map in memory. Rare, so they need not be fast. */
import { vjp } from '../../engine/autograd.ts';
import type { Tensor } from '../../engine/tensor.ts';

/**
 * The gradient rule of an op whose outputs are the gradients of `outputs` with respect to `of`, in that order, under the cotangents dy and dlse;
 * output i itself has the gradient `d[i]`. Its `out` and `lse` are functions of its other inputs, and what depends on them is counted there.
 */
export function secondGradients(
  { out: _, lse: __, ...given }: Readonly<Record<string, Tensor>>,
  outputs: () => Tensor[],
  of: readonly string[],
  d: readonly (Tensor | undefined)[],
): Record<string, Tensor> {
  const inputs = Object.fromEntries(Object.entries(given).filter(([, x]) => x.dtype !== 'bool'));
  const { dy, dlse } = inputs;
  const gradients = (): Tensor[] =>
    vjp(
      outputs,
      of.map((key) => inputs[key]),
      dlse ? [dy, dlse] : [dy],
    ).grads;
  return Object.fromEntries(vjp(gradients, new Map(Object.entries(inputs)), d).grads);
}
