import { checkList, checkTensors } from '../../engine/arguments.ts';
import type { Tensor } from '../../engine/tensor.ts';
import { normalizeAxes } from '../../engine/shape.ts';

/** Adds axes of size 1 where the result shall have them. */
export function unsqueeze(x: Tensor, axes: number | readonly number[]): Tensor {
  checkTensors('unsqueeze', { x });
  if (typeof axes !== 'number') checkList('unsqueeze', 'axes', axes);
  const count = typeof axes === 'number' ? 1 : axes.length;
  const added = normalizeAxes('unsqueeze', axes, x.rank + count);
  const old = x.shape[Symbol.iterator]();
  return x.reshape(
    Array.from({ length: x.rank + count }, (_, axis) => (added.includes(axis) ? 1 : (old.next().value as number))),
  );
}
