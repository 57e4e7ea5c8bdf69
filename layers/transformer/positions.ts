import { checkList, checkOptions, checkTensors } from '../../engine/arguments.ts';
import type { Tensor } from '../../engine/tensor.ts';
import { interpolate } from '../../kernels/index.ts';
import type { Grid } from './patch-embed.ts';

export interface PositionOptions {
  antialias?: boolean;
  /**
   * Added to the new sides before the scale is taken: DINO's guard against rounding, which shifts the samples slightly.
   */
  offset?: number;
}

/** Position embeddings [1, N, C] of one grid, resized to another by bicubic interpolation: [1, N', C]. */
export function resizePositions(table: Tensor, from: Grid, to: Grid, options: PositionOptions = {}): Tensor {
  checkTensors('resizePositions', { table });
  checkList('resizePositions', 'from', from);
  checkList('resizePositions', 'to', to);
  const { antialias = false, offset = 0 } = checkOptions('resizePositions', options, 'antialias offset');
  const image = table.reshape(1, ...from, table.shape[2]).permute(0, 3, 1, 2);
  const measure = offset ? { scaleFactor: to.map((n, axis) => (n + offset) / from[axis]) } : { size: to };
  return interpolate(image, { ...measure, mode: 'bicubic', antialias })
    .permute(0, 2, 3, 1)
    .reshape(1, to[0] * to[1], table.shape[2]);
}
