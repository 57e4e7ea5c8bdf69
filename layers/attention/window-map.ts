/** How weights over the k×k window of each output describe themselves to `capture`: by the picture's own positions. */
import type { MapSource } from '../../engine/capture.ts';
import { copy } from '../../engine/cast.ts';
import type { Tensor } from '../../engine/tensor.ts';
import { mean, mul, pad, sum, unfold } from '../../kernels/index.ts';

type Pair = readonly [number, number];

/**
 * `window` [rows, columns], whose first cell is the picture's `place`, over all positions of `grid`; cut at borders.
 */
export function placeWindow(window: Tensor, [top, left]: Pair, grid: Pair): Tensor {
  const after = [grid[0] - top - window.shape[0], grid[1] - left - window.shape[1]];
  return pad(window, { before: [top, left], after }).reshape(grid[0] * grid[1]);
}

export interface WindowGeometry {
  kernel: number;
  stride: number;
  padding: number;
  /** Rows and columns of the picture, and of the outputs. */
  grid: Pair;
  queries: Pair;
}

/** @param weights [B, heads, k², outputs], the window of output [y, x] from y·stride − padding, x·stride − padding. */
export const windowMap = (
  weights: Tensor,
  { kernel, stride, padding, grid, queries }: WindowGeometry,
): MapSource<{ weights: Tensor }> => ({
  kind: 'window',
  heads: weights.shape[1],
  grid,
  queries,
  keep: { weights },
  row: ({ weights: all }, query, head, batch) => {
    const [y, x] = [Math.floor(query / queries[1]), query % queries[1]];
    const window = all
      .slice(0, batch, batch + 1)
      .slice(1, head, head + 1)
      .slice(3, query, query + 1)
      .reshape(kernel, kernel);
    return placeWindow(window, [y * stride - padding, x * stride - padding], grid);
  },
  full: ({ weights: all }) => copy(all),
  through: ({ weights: all }, values) => {
    const [batch, channels] = values.shape;
    const windows = unfold(values, kernel, { stride, padding }).reshape(batch, channels, kernel * kernel, -1);
    return sum(mul(windows, mean(all, 1, { keep: true })), 2).reshape(batch, channels, ...queries);
  },
});
