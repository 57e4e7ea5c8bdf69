/**
 * Gradients held within bounds, as torch.nn.utils has it; nothing is read back, so both fit into a recorded step.
 *
 *     const { value, grads } = valueAndGrad(() => loss(net.forward(x)), params);
 *     optimizer.step(clipGradNorm(grads, 1).grads);
 */
import { ShapeError } from '../engine/errors.ts';
import { noGrad } from '../engine/tape.ts';
import type { Tensor } from '../engine/tensor.ts';
import { add } from '../kernels/elementwise/add.ts';
import { clamp } from '../kernels/elementwise/clamp.ts';
import { div } from '../kernels/elementwise/div.ts';
import { mul } from '../kernels/elementwise/mul.ts';
import { sqrt } from '../kernels/elementwise/sqrt.ts';
import { checkNumber } from '../kernels/make/options.ts';
import { sumSquare } from '../kernels/reduce/sum-square.ts';

type Gradients = ReadonlyMap<string, Tensor>;

/**
 * Scales all gradients by the same factor, so that their norm together is at most `most`:
 * torch.nn.utils.clip_grad_norm_ with its 10⁻⁶ beside the norm. The gradients given stay the caller's.
 *
 * @returns new gradients, and the norm before, []
 * @throws ShapeError for no gradients, or a bound that is not above 0.
 */
export function clipGradNorm(grads: Gradients, most: number): { grads: Map<string, Tensor>; norm: Tensor } {
  checkNumber('clipGradNorm', 'the norm', most, 'above 0');
  if (!grads.size) throw new ShapeError('clipGradNorm', 'there are no gradients', '0', 'pass what grad() gives');
  return noGrad(() => {
    const norm = sqrt([...grads.values()].map((grad) => sumSquare(grad)).reduce((a, b) => add(a, b)));
    const factor = clamp(div(most, add(norm, 1e-6)), { max: 1 });
    return { norm, grads: new Map([...grads].map(([name, grad]) => [name, mul(grad, factor)])) };
  });
}

/**
 * Holds each element between -most and most: torch.nn.utils.clip_grad_value_. @throws ShapeError for a bound below 0.
 */
export function clipGradValue(grads: Gradients, most: number): Map<string, Tensor> {
  checkNumber('clipGradValue', 'the bound', most);
  return noGrad(() => new Map([...grads].map(([name, grad]) => [name, clamp(grad, { min: -most, max: most })])));
}
