import { checkTensors } from '../../engine/arguments.ts';
import type { Tensor } from '../../engine/tensor.ts';
import type { AxesNormOptions } from './over-axes.ts';
import { overAxes } from './over-axes.ts';

/**
 * Layer normalisation over `axes` (the last by default): (x - mean) / √(variance + eps) · weight + bias (Ba, Kiros and
 * Hinton 2016).
 * @throws ShapeError when weight or bias do not have the shape of the axes.
 */
export const layerNorm = (x: Tensor, axes: number | readonly number[] = -1, options: AxesNormOptions = {}): Tensor => {
  checkTensors('layerNorm', { x });
  return overAxes('layerNorm', x, axes, true, options);
};
