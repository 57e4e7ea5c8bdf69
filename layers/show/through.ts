/**
 * What a map's weights make of other values than the module's own: colours instead of features, ones at one position.
 */
import type { AttentionMap } from '../../engine/capture.ts';
import { ShapeError } from '../../engine/errors.ts';
import { show } from '../../engine/shape.ts';
import type { Tensor } from '../../engine/tensor.ts';
import { adaptiveAvgPool2d } from '../../kernels/pool/pool.ts';
import { add } from '../../kernels/elementwise/add.ts';
import { div } from '../../kernels/elementwise/div.ts';
import { matmul } from '../../kernels/matmul/matmul.ts';
import { mean } from '../../kernels/reduce/mean.ts';
import { sum } from '../../kernels/reduce/sum.ts';

/** Less than any share that counts. */
const tiny = 1e-9;

/**
 * Each query's weighted sum of `values`, by the map alone, heads averaged, with gradients. Values over a finer grid
 * than the map's are averaged down to it. Of bases that no query is told of, each position reads those that it belongs
 * to, by its share in each.
 * @param values [B, c, rows, columns] of the picture's positions → the same of the queries
 * @throws ShapeError for a gate: it weighs nothing for anybody.
 */
export function throughMap(map: AttentionMap, values: Tensor): Tensor {
  const [batch, channels, height, width] = values.shape;
  const { kind, grid, queries } = map;
  if (kind === 'bases' && !queries) return throughBases(map, values);
  if (!queries)
    throw new ShapeError('throughMap', 'the map has no queries', kind, 'a map over positions, for each position');
  const pooled = kind !== 'bases' && (height !== grid[0] || width !== grid[1]);
  const own = pooled ? adaptiveAvgPool2d(values, [...grid]) : values;
  const told = map.through(own);
  if (told) return told;
  const full = map.full();
  const weights = full.rank === 4 ? mean(full, 1) : full;
  const [count, positions] = [queries[0] * queries[1], grid[0] * grid[1]];
  if (weights.rank !== 3 || weights.shape[1] !== count || weights.shape[2] !== positions)
    throw new ShapeError('throughMap', 'the map is none of queries by positions', show(full.shape));
  const seen = matmul(own.reshape(batch, channels, positions), weights, { transposeB: true });
  return seen.reshape(batch, channels, ...queries);
}

function throughBases(map: AttentionMap, values: Tensor): Tensor {
  const [batch, channels] = values.shape;
  const full = map.full();
  const bases = full.shape[1] === map.heads ? full : full.transpose(); // [B, K, N]
  const shares = div(bases, add(sum(bases, 1, { keep: true }), tiny));
  const rows = div(bases, add(sum(bases, 2, { keep: true }), tiny));
  const gathered = matmul(values.reshape(batch, channels, -1), rows, { transposeB: true });
  return matmul(gathered, shares).reshape(values.shape);
}
