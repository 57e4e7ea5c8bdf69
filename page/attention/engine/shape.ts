/** How a picture of any shape becomes a grid of cells. */
import type { Grid } from '../../../layers/show/heatmap.ts';

/** Pixels along a side of the features' patches. */
export const patchSide = 8;

/**
 * Rows and columns, multiples of `multiple`, at most `most` cells in all, whose shape is nearest to the picture's.
 * Between two of one shape the finer one.
 */
export function gridFor(width: number, height: number, most: number, multiple: number): Grid {
  let best: Grid = [multiple, multiple];
  let least = Infinity;
  for (let rows = multiple; rows * multiple <= most; rows += multiple) {
    for (let columns = multiple; rows * columns <= most; columns += multiple) {
      const off = Math.abs(Math.log((columns / rows) * (height / width)));
      // A fifth fewer cells weigh as much as a shape that is off by a tenth.
      const error = off + 0.5 * Math.log(most / (rows * columns));
      if (error < least) [least, best] = [error, [rows, columns]];
    }
  }
  return best;
}
