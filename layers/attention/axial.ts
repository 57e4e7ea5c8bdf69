/**
 * Axial attention: positions attend along one axis at a time, so that a map of H×W positions costs H·W·(H + W) weights
 * and not (H·W)². Papers: Ho et al., "Axial Attention in Multidimensional Transformers", 2019, arXiv 1912.12180.
 * Source: lucidrains/axial-attention. Status: equal to that code. No residual, no normalisation, no positions: see
 * AxialPositions and AxialImageTransformer. Each axis has weights of its own. Channels come first here, where that code
 * has them last by default.
 *
 *     const axial = new AxialAttention(gpu, 64, { sum: false });   // columns, then rows
 *     const y = axial.forward(x);   // [B, 64, H, W] → [B, 64, H, W]
 */
import { checkOptions } from '../../engine/arguments.ts';
import type { AlongAxis, AxisOptions } from './along-axis.ts';
import { Module } from '../../engine/module.ts';
import { AxisAttention } from './axis-attention.ts';
import type { Device } from '../../engine/device.ts';
import type { Tensor } from '../../engine/tensor.ts';
import { ShapeError } from '../../engine/errors.ts';
import { show } from '../../engine/shape.ts';
import { channelsBack, channelsFirst } from './along-axis.ts';
import { attend } from '../../engine/capture.ts';
import { axialMap, composedMap, headMean } from './axial-map.ts';
import { add } from '../../kernels/index.ts';

export interface AxialAttentionOptions extends AxisOptions {
  /** Axes of positions: 2 for pictures, 3 for videos. */
  axes?: number;
  /** Add what the axes give; on by default. Else each axis takes what the one before it gave. */
  sum?: boolean;
}

/**
 * Axial attention: positions attend along one axis at a time, so that a map of H×W positions costs H·W·(H + W) weights
 * and not (H·W)². Papers: Ho et al., "Axial Attention in Multidimensional Transformers", 2019, arXiv 1912.12180.
 * Source: lucidrains/axial-attention. Status: equal to that code. No residual, no normalisation, no positions: see
 * AxialPositions and AxialImageTransformer. Each axis has weights of its own. Channels come first here, where that code
 * has them last by default.
 *
 *     const axial = new AxialAttention(gpu, 64, { sum: false });   // columns, then rows
 *     const y = axial.forward(x);   // [B, 64, H, W] → [B, 64, H, W]
 */
export class AxialAttention extends Module {
  axial_attentions: AxisAttention[];
  readonly sum: boolean;
  readonly channelAxis: number;

  constructor(gpu: Device, width: number, given: AxialAttentionOptions = {}) {
    const {
      axes = 2,
      sum = true,
      ...options
    } = checkOptions('AxialAttention', given, 'heads headWidth channelAxis axes sum');
    super(gpu);
    this.axial_attentions = Array.from({ length: axes }, (_, axis) => new AxisAttention(gpu, width, axis, options));
    this.sum = sum;
    this.channelAxis = options.channelAxis ?? 1;
  }

  /** Σ_axes attention(x), or attention after attention, the first axis first. The result has the shape of x. */
  forward(x: Tensor): Tensor {
    const count = this.axial_attentions.length;
    if (x.rank !== count + 2)
      throw new ShapeError(
        'AxialAttention',
        `needs a batch, channels and ${count} axes of positions`,
        show(x.shape),
        'pass { axes }',
      );
    const start = channelsFirst(x, this.channelAxis);
    const done: AlongAxis[] = [];
    for (const attention of this.axial_attentions)
      done.push(attention.along(this.sum ? start : (done.at(-1)?.y ?? start)));
    done.forEach(({ query, key, options }, axis) => attend(() => axialMap(query, key, options, axisName(axis, count))));
    if (!this.sum) attendComposed(done);
    return channelsBack(
      this.sum ? done.map(({ y }) => y).reduce((a, b) => add(a, b)) : done.at(-1)!.y,
      this.channelAxis,
    );
  }
}

/** Of pictures: tokens along the height are a column. */
const axisName = (axis: number, count: number): string => (count === 2 ? ['column', 'row'][axis] : `axis${axis}`);

function attendComposed(done: readonly AlongAxis[]): void {
  const [batches, , ...positions] = done[0].query.shape;
  attend(() => {
    const keep: Record<string, Tensor> = Object.fromEntries(
      done.flatMap(({ query, key }, i) => [
        [`query${i}`, query],
        [`key${i}`, key],
      ]),
    );
    return composedMap(
      keep,
      done.map(({ options }, i) => ({
        axis: options.axis,
        weights: (kept, batch) => headMean(kept[`query${i}`], kept[`key${i}`], options, batch),
      })),
      batches,
      positions,
    );
  });
}
