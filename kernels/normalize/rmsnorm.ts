import { checkTensors } from '../../engine/arguments.ts';
import type { Tensor } from '../../engine/tensor.ts';
import type { AxesNormOptions } from './over-axes.ts';
import { overAxes } from './over-axes.ts';

/** x / √(mean x² + eps) · weight over `axes` (Zhang and Sennrich 2019). @throws ShapeError as `layerNorm`. */
export const rmsNorm = (x: Tensor, axes: number | readonly number[] = -1, options: AxesNormOptions = {}): Tensor => {
  checkTensors('rmsNorm', { x });
  return overAxes('rmsNorm', x, axes, false, options);
};
