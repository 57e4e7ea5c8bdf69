import type { Device } from '../../engine/device.ts';
import { Module } from '../../engine/module.ts';
import type { Tensor } from '../../engine/tensor.ts';
import type { Variable } from '../../engine/variable.ts';
import { parameter } from '../../engine/variable.ts';
import { add, matmul, unsqueeze } from '../../kernels/index.ts';
import { layerRandom } from '../basic/init.ts';
import { truncNormal } from '../basic/trunc-normal.ts';
import { byPlace } from './relative-shift.ts';

/**
 * A score for how far a key lies from the query, in rows and in columns: timm's PosEmbedRel, after Srinivas et al.,
 * arXiv 2101.11605. State: `height_rel` [2·rows − 1, d], `width_rel` [2·columns − 1, d].
 */
export class RelativePositions extends Module {
  height_rel: Variable;
  width_rel: Variable;

  /** @param window rows and columns of the keys @param dim channels of a query. */
  constructor(gpu: Device, [rows, columns]: readonly [number, number], dim: number) {
    super(gpu);
    const random = layerRandom(gpu);
    const table = (count: number) => parameter(truncNormal(gpu, [2 * count - 1, dim], random, dim ** -0.5));
    this.height_rel = table(rows);
    this.width_rel = table(columns);
  }

  /** q · (height_rel[r' − r] + width_rel[c' − c]). query [B, r, c, d] → [B, r·c, rows·columns]. */
  forward(query: Tensor): Tensor {
    const [batch, rows, columns] = query.shape;
    const along = (q: Tensor, table: Variable) => byPlace(matmul(q, table, { transposeB: true }));
    const byColumn = along(query, this.width_rel);
    const byRow = along(query.transpose(1, 2), this.height_rel).transpose(1, 2);
    return add(unsqueeze(byRow, 4), unsqueeze(byColumn, 3)).reshape(batch, rows * columns, -1);
  }
}
