/**
 * Rows of maps that are never formed: attention is linear in its values, so a row of its map, or of a product of
 * several, is a vector-Jacobian product.
 */
import { vjp } from '../../engine/autograd.ts';
import { tensor, zeros } from '../../engine/create.ts';
import type { Device } from '../../engine/device.ts';
import type { Shape } from '../../engine/shape.ts';
import { size } from '../../engine/shape.ts';
import type { Tensor } from '../../engine/tensor.ts';

/** What attention makes of values of one channel. */
export interface LinearMap {
  apply: (values: Tensor) => Tensor;
  values: Shape;
  out: Shape;
}

/** The weights that output number `position` gives to the values, in their shape. */
export function linearRow(gpu: Device, { apply, values, out }: LinearMap, position: number): Tensor {
  const start = zeros(gpu, values);
  const one = new Float32Array(size(out));
  one[position] = 1;
  return vjp(() => apply(start), start, tensor(gpu, one, out)).grads;
}
