import { checkTensors } from '../../engine/arguments.ts';
import type { Tensor } from '../../engine/tensor.ts';
import { normalizeAxes } from '../../engine/shape.ts';

/** Reverses the order along `axes`; all of them by default. */
export function flip(x: Tensor, axes?: number | readonly number[]): Tensor {
  checkTensors('flip', { x });
  return normalizeAxes('flip', axes, x.rank).reduce(
    (view, axis) => view.slice(axis, -1, undefined, -1),
    x.reshape(x.shape),
  );
}
