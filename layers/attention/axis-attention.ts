/** Attention along one axis. Paper, source and status as layers/attention/axial.ts. */
import { checkOptions } from '../../engine/arguments.ts';
import { Linear } from '../basic/linear.ts';
import type { Device } from '../../engine/device.ts';
import type { AlongAxis, AxisOptions } from './along-axis.ts';
import { ShapeError } from '../../engine/errors.ts';
import type { Tensor } from '../../engine/tensor.ts';
import { matmul, split } from '../../kernels/index.ts';
import { axialAttention } from '../../kernels/attention/axial.ts';
import { Module } from '../../engine/module.ts';
import { channelsBack, channelsFirst } from './along-axis.ts';
import { attend } from '../../engine/capture.ts';
import { axialMap } from './axial-map.ts';

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
    throw new ShapeError(
      'AxialAttention',
      'heads must divide the width',
      `width ${width}, heads ${heads}`,
      'use a number of heads that divides the width',
    );
  return {
    to_q: new Linear(gpu, width, heads * headWidth, { bias: false }),
    to_kv: new Linear(gpu, width, 2 * heads * headWidth, { bias: false }),
    to_out: new Linear(gpu, heads * headWidth, width),
  };
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
    const { heads = 8, channelAxis = 1 } = checkOptions('AxisAttention', options, 'heads headWidth channelAxis');
    super(gpu);
    this.fn = axisProjections(gpu, width, options);
    this.axis = axis;
    this.heads = heads;
    this.channelAxis = channelAxis;
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
