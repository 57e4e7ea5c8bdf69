import { checkOptions } from '../../engine/arguments.ts';
import { vjp } from '../../engine/autograd.ts';
import { attend } from '../../engine/capture.ts';
import { copy } from '../../engine/cast.ts';
import type { Device } from '../../engine/device.ts';
import { Module } from '../../engine/module.ts';
import type { Tensor } from '../../engine/tensor.ts';
import type { Variable } from '../../engine/variable.ts';
import { tensor, zeros } from '../../engine/create.ts';
import { parameter } from '../../engine/variable.ts';
import { applyCrissCross, crissCrossAttention, crissCrossWeights, scaleAdd } from '../../kernels/index.ts';
import { Conv2d } from '../basic/conv.ts';
import { narrowed } from '../basic/narrowed.ts';

export interface CrissCrossOptions {
  /** How often the same weights are applied; 2 reaches every pixel. */
  recurrence?: number;
}

interface Pass {
  query: Tensor;
  key: Tensor;
}

/**
 * Criss-cross attention: each pixel gathers from its row and column; applied twice, from everywhere. Paper: Huang et
 * al., "CCNet: Criss-Cross Attention for Semantic Segmentation", ICCV 2019, arXiv 1811.11721. Source:
 * speedinghzl/CCNet. Status: equal to the official code. The pixel itself counts once, in its row; logits are not
 * scaled.
 *
 *     const y = new CrissCrossAttention(gpu, 64, { recurrence: 2 }).forward(x);   // [B, 64, H, W] → [B, 64, H, W]
 */
export class CrissCrossAttention extends Module {
  gamma: Variable;
  query_conv: Conv2d;
  key_conv: Conv2d;
  value_conv: Conv2d;
  readonly recurrence: number;

  /** @param channels at least 8: queries and keys have an eighth of them. */
  constructor(gpu: Device, channels: number, options: CrissCrossOptions = {}) {
    const { recurrence = 1 } = checkOptions('CrissCrossAttention', options, 'recurrence');
    super(gpu);
    const narrow = narrowed('CrissCrossAttention', channels, 8);
    this.query_conv = new Conv2d(gpu, channels, narrow);
    this.key_conv = new Conv2d(gpu, channels, narrow);
    this.value_conv = new Conv2d(gpu, channels, channels);
    this.gamma = parameter(zeros(gpu, [1]));
    this.recurrence = recurrence;
  }

  /** y = gamma · Σ_{column ∪ row} p v + x, `recurrence` times. x and y [B, C, H, W]. */
  forward(x: Tensor): Tensor {
    const passes: Pass[] = [];
    let y = x;
    for (let i = 0; i < this.recurrence; i++) {
      const [query, key, value] = [this.query_conv, this.key_conv, this.value_conv].map((project) =>
        project.forward(y),
      );
      passes.push({ query, key });
      attendCross({ query, key });
      y = scaleAdd(y, crissCrossAttention(query, key, value), this.gamma);
    }
    if (passes.length > 1) attendComposed(passes);
    return y;
  }
}

/** Notes the map of criss-cross attention between queries and keys [B, d, H, W]. */
export function attendCross({ query, key }: Pass): void {
  const [, , height, width] = query.shape;
  attend(() => ({
    kind: 'cross',
    grid: [height, width],
    queries: [height, width],
    keep: { query, key },
    row: (kept, position, _, batch) => crossRow(kept, position, batch).reshape(-1),
    full: (kept) => crissCrossWeights(kept.query, kept.key),
    through: (kept, values) => crissCrossAttention(kept.query, kept.key, values),
  }));
}

/** What a pixel sees after all passes: a row of the product of their maps. */
function attendComposed(passes: readonly Pass[]): void {
  const [, , height, width] = passes[0].query.shape;
  const keep = Object.fromEntries(
    passes.flatMap(({ query, key }, i) => [
      [`query${i}`, query],
      [`key${i}`, key],
    ]),
  );
  const pass = (kept: Record<string, Tensor>, i: number): Pass => ({ query: kept[`query${i}`], key: kept[`key${i}`] });
  attend(() => ({
    name: 'composed',
    kind: 'dense',
    grid: [height, width],
    queries: [height, width],
    keep,
    row: (kept, position, _, batch) => {
      const last = passes.length - 1;
      let row = crossRow(pass(kept, last), position, batch);
      for (let i = last - 1; i >= 0; i--) row = throughMap(slice(pass(kept, i), batch), row);
      return row.reshape(-1);
    },
    through: (kept, values) =>
      passes.reduce((x, _, i) => crissCrossAttention(kept[`query${i}`], kept[`key${i}`], x), values),
    full: (kept) => {
      const positions = height * width;
      let values = oneHot(
        kept.query0.device,
        Array.from({ length: positions }, (_, i) => i),
        height,
        width,
      )
        .reshape(1, positions, height, width)
        .expand(kept.query0.shape[0], positions, height, width);
      for (const i of passes.keys())
        values = applyCrissCross(crissCrossWeights(kept[`query${i}`], kept[`key${i}`]), values);
      return copy(values.reshape(-1, positions, positions).transpose());
    },
  }));
}

/** One pixel's weights over the whole grid, [1, 1, H, W]. */
function crossRow(all: Pass, position: number, batch: number): Tensor {
  const [, , height, width] = all.query.shape;
  return throughMap(slice(all, batch), oneHot(all.query.device, [position], height, width));
}

/**
 * A row vector times the map, without the map: attention is linear in its values, so this is its vector-Jacobian
 * product.
 */
function throughMap({ query, key }: Pass, row: Tensor): Tensor {
  const weights = crissCrossWeights(query, key);
  return vjp((): Tensor => applyCrissCross(weights, row), row, row).grads;
}

const slice = ({ query, key }: Pass, batch: number): Pass => ({
  query: query.slice(0, batch, batch + 1),
  key: key.slice(0, batch, batch + 1),
});

/** [positions, 1, H, W]: a map each, 1 at its position. */
function oneHot(gpu: Device, positions: readonly number[], height: number, width: number): Tensor {
  const values = new Float32Array(positions.length * height * width);
  positions.forEach((position, i) => (values[i * height * width + position] = 1));
  return tensor(gpu, values, [positions.length, 1, height, width]);
}
