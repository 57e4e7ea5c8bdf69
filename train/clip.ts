/**
 * Gradient clipping as torch.nn.utils has it, without reading anything back.
 *
 *     const { value: loss, grads } = valueAndGrad(() => …, params);
 *     const { grads: clipped, norm } = clipGradNorm(grads, 1);
 *     optimizer.step(clipped);
 */
import { cast } from '../engine/cast.ts';
import { ShapeError } from '../engine/errors.ts';
import { scope } from '../engine/scope.ts';
import { noGrad } from '../engine/tape.ts';
import type { Tensor } from '../engine/tensor.ts';
import { add } from '../kernels/elementwise/add.ts';
import { clamp } from '../kernels/elementwise/clamp.ts';
import { mul } from '../kernels/elementwise/mul.ts';
import { reciprocal } from '../kernels/elementwise/reciprocal.ts';
import { checkNumber } from '../kernels/make/options.ts';
import { norm } from '../kernels/reduce/norm.ts';
import { concat } from '../kernels/shape/concat.ts';

type Grads = ReadonlyMap<string, Tensor>;

/**
 * Gradients times min(1, maxNorm / (norm + 1e-6)), where the norm is that of all of them as one vector. The gradients
 * given stay the caller's and as they are; where the norm is NaN, so are the new ones.
 * @param maxNorm above 0 @param options.p of the norm, above 0; Infinity for the largest element.
 * @returns new gradients by the same names, and the norm before clipping, f32 [].
 * @throws ShapeError for no gradients, or numbers that cannot be.
 */
export function clipGradNorm(
  grads: Grads,
  maxNorm: number,
  { p = 2 }: { p?: number } = {},
): { grads: Map<string, Tensor>; norm: Tensor } {
  if (maxNorm !== Infinity) checkNumber('clipGradNorm', 'the largest norm', maxNorm, 'above 0');
  if (p !== Infinity) checkNumber('clipGradNorm', 'p', p, 'above 0');
  if (!grads.size) throw new ShapeError('clipGradNorm', 'there are no gradients', 'an empty Map', 'take some first');
  return noGrad(() =>
    scope(() => {
      const norms = [...grads.values()].map((grad) => norm(cast(grad, 'f32').reshape(-1), 0, { p, keep: true }));
      const whole = norm(concat(norms, 0), 0, { p });
      const share = clamp(mul(reciprocal(add(whole, 1e-6)), maxNorm), { max: 1 });
      return { grads: mapped(grads, (grad) => mul(grad, cast(share, grad.dtype))), norm: whole };
    }),
  );
}

/**
 * Gradients held between -limit and limit, element by element; those given stay the caller's and as they are.
 * @throws ShapeError for a limit that is negative or no number.
 */
export function clipGradValue(grads: Grads, limit: number): Map<string, Tensor> {
  checkNumber('clipGradValue', 'the limit', limit);
  return noGrad(() => mapped(grads, (grad) => clamp(grad, { min: -limit, max: limit })));
}

const mapped = (grads: Grads, change: (grad: Tensor) => Tensor): Map<string, Tensor> =>
  new Map([...grads].map(([name, grad]) => [name, change(grad)]));
