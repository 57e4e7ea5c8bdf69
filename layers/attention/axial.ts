/**
 * Axial attention: positions attend along one axis at a time, so that a map of H×W positions costs H·W·(H + W) weights and not (H·W)².
 * Papers: Ho et al., "Axial Attention in Multidimensional Transformers", 2019, arXiv 1912.12180. Source: lucidrains/axial-attention.
 * Status: equal to that code. No residual, no normalisation, no positions: see AxialPositions and AxialImageTransformer. Each axis has weights
 * of its own. Channels come first here, where that code has them last by default.
 *
 *     const axial = new AxialAttention(gpu, 64, { sum: false });   // columns, then rows
 *     const y = axial.forward(x);   // [B, 64, H, W]
 */
import { attend } from '../../engine/capture.ts';
import type { Device } from '../../engine/device.ts';
import { ShapeError } from '../../engine/errors.ts';
import { Module } from '../../engine/module.ts';
import { normalizeAxis, show } from '../../engine/shape.ts';
import type { Tensor } from '../../engine/tensor.ts';
import type { AxialOptions } from '../../kernels/attention/axial-attention.ts';
import { axialAttention } from '../../kernels/attention/axial-attention.ts';
import { add, matmul, split } from '../../kernels/index.ts';
import { axialMap, composedMap, headMean } from './axial-map.ts';
import { Linear } from '../basic/linear.ts';

export interface AxisOptions {
  heads?: number;
  /** Channels of one head; an even share of the width by default. */
  headWidth?: number;
  /** Where the channels lie; 1 by default, -1 for channels last. */
  channelAxis?: number;
}

/** Multi-head attention along one axis, as layers of it are named. */
export interface AxisProjections {
  to_q: Linear;
  /** Keys, then values. */
  to_kv: Linear;
  to_out: Linear;
}

export function axisProjections(
  gpu: Device,
  width: number,
  { heads = 8, headWidth = width / heads }: AxisOptions = {},
): AxisProjections {
  if (width % heads)
    throw new ShapeError('AxialAttention', 'heads must divide the width', `width ${width}, heads ${heads}`);
  return {
    to_q: new Linear(gpu, width, heads * headWidth, { bias: false }),
    to_kv: new Linear(gpu, width, 2 * heads * headWidth, { bias: false }),
    to_out: new Linear(gpu, heads * headWidth, width),
  };
}

/** What one axis did. */
export interface AlongAxis {
  y: Tensor;
  /** [B, heads·d, ...positions] */
  query: Tensor;
  key: Tensor;
  options: AxialOptions;
}

/** to_out(concat_heads(softmax_j(q_i · k_j / √d) v_j)), j along the axis. x and y [B, C, ...positions]. */
export function attendAlong(
  { to_q, to_kv, to_out }: AxisProjections,
  x: Tensor,
  axis: number,
  heads: number,
): AlongAxis {
  const [query, both] = [overChannels(to_q, x), overChannels(to_kv, x)];
  const [key, value] = split(both, query.shape[1], 1);
  return {
    y: overChannels(to_out, axialAttention(query, key, value, { axis, heads })),
    query,
    key,
    options: { axis, heads },
  };
}

/** A linear layer over the channels of [B, C, ...positions], where they lie. */
function overChannels({ weight, bias }: Linear, x: Tensor): Tensor {
  const [batch, channels, ...positions] = x.shape;
  return matmul(weight, x.reshape(batch, channels, -1), bias ? { bias, biasAxis: 'row' } : {}).reshape(
    batch,
    -1,
    ...positions,
  );
}

/** One axis alone. */
export class AxisAttention extends Module {
  fn: AxisProjections;
  readonly axis: number;
  readonly heads: number;
  readonly channelAxis: number;

  /** @param axis among the axes of positions: of pictures 0 attends within columns, 1 within rows. */
  constructor(gpu: Device, width: number, axis: number, options: AxisOptions = {}) {
    super(gpu);
    this.fn = axisProjections(gpu, width, options);
    this.axis = axis;
    this.heads = options.heads ?? 8;
    this.channelAxis = options.channelAxis ?? 1;
  }

  /** Any number of axes of positions; the result has the shape of x. */
  forward(x: Tensor): Tensor {
    const { y, query, key, options } = this.along(channelsFirst(x, this.channelAxis));
    attend(() => axialMap(query, key, options, 'attention'));
    return channelsBack(y, this.channelAxis);
  }

  /** x [B, C, ...positions]. */
  along(x: Tensor): AlongAxis {
    return attendAlong(this.fn, x, this.axis, this.heads);
  }
}

export interface AxialAttentionOptions extends AxisOptions {
  /** Axes of positions: 2 for pictures, 3 for videos. */
  axes?: number;
  /** Add what the axes give; on by default. Else each axis takes what the one before it gave. */
  sum?: boolean;
}

export class AxialAttention extends Module {
  axial_attentions: AxisAttention[];
  readonly sum: boolean;
  readonly channelAxis: number;

  constructor(gpu: Device, width: number, { axes = 2, sum = true, ...options }: AxialAttentionOptions = {}) {
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

/** The channels moved to axis 1, as a view. */
function channelsFirst(x: Tensor, channelAxis: number): Tensor {
  const from = normalizeAxis('AxialAttention', channelAxis, x.rank);
  return x.permute([0, from, ...x.shape.map((_, i) => i).filter((i) => i !== 0 && i !== from)]);
}

function channelsBack(y: Tensor, channelAxis: number): Tensor {
  const to = normalizeAxis('AxialAttention', channelAxis, y.rank);
  const order = y.shape.map((_, i) => i).filter((i) => i !== 1);
  order.splice(to, 0, 1);
  return y.permute(order);
}
