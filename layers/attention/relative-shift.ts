/** From scores by distance to scores by place, for learnt relative positions: Music Transformer's skewing. */
import type { Tensor } from '../../engine/tensor.ts';
import { pad } from '../../kernels/index.ts';

/**
 * y[…, i, j] = x[…, i, j − i + n − 1]: by moving rows against each other, no index is read.
 * @param x [..., m, 2n − 1], the last axis by the distance from −(n − 1) to n − 1. → [..., m, n]; places further away
 * than n − 1 are not reached, so m may be n at most.
 */
export function byPlace(x: Tensor): Tensor {
  const [rows, distances] = x.shape.slice(-2);
  const outer = x.shape.slice(0, -2);
  const places = (distances + 1) / 2;
  if (places === 1) return x;
  // Row i begins one step earlier than row i − 1 where rows are read as one cell shorter than they are.
  const [from, width] = [places - 1, distances - 1];
  const line = x.reshape(...outer, rows * distances);
  const after = from + rows * width - rows * distances;
  const moved = pad(line, { before: [...outer.map(() => 0), -from], after: [...outer.map(() => 0), after] });
  return moved.reshape(...outer, rows, width).slice(-1, 0, places);
}
