import type { Tensor } from '../../engine/tensor.ts';
import { normalizeAxes } from '../../engine/shape.ts';

/** Adds axes of size 1 where the result shall have them. */
export function unsqueeze(x: Tensor, axes: number | readonly number[]): Tensor {
  const count = typeof axes === 'number' ? 1 : axes.length;
  const added = normalizeAxes('unsqueeze', axes, x.rank + count);
  const old = x.shape[Symbol.iterator]();
  return x.reshape(
    Array.from({ length: x.rank + count }, (_, axis) => (added.includes(axis) ? 1 : (old.next().value as number))),
  );
}
