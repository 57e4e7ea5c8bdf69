/** What attention along one axis shares, whatever its layers are called. */
import type { Tensor } from '../../engine/tensor.ts';
import type { AxialOptions } from '../../kernels/attention/axial.ts';
import { normalizeAxis } from '../../engine/shape.ts';

export interface AxisOptions {
  heads?: number;
  /** Channels of one head; an even share of the width by default. */
  headWidth?: number;
  /** Where the channels lie; 1 by default, -1 for channels last. */
  channelAxis?: number;
}

/** What one axis did. */
export interface AlongAxis {
  y: Tensor;
  /** [B, heads·d, ...positions] */
  query: Tensor;
  key: Tensor;
  options: AxialOptions;
}

/** The channels moved to axis 1, as a view. */
export function channelsFirst(x: Tensor, channelAxis: number): Tensor {
  const from = normalizeAxis('AxialAttention', channelAxis, x.rank);
  return x.permute([0, from, ...x.shape.map((_, i) => i).filter((i) => i !== 0 && i !== from)]);
}

export function channelsBack(y: Tensor, channelAxis: number): Tensor {
  const to = normalizeAxis('AxialAttention', channelAxis, y.rank);
  const order = y.shape.map((_, i) => i).filter((i) => i !== 1);
  order.splice(to, 0, 1);
  return y.permute(order);
}
