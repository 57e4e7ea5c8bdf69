/**
 * Self-attention as a convolution, channel by channel: every channel has a softmax of its own over the k×k window.
 * Paper: Ramachandran et al., arXiv 1906.05909. Source: leaderj1001/Stand-Alone-Self-Attention. Status: equal to that
 * code, which departs from the paper: its product is never summed over channels, so `groups` changes only how the map
 * is laid out; half of the channels know their row in the window, half their column; padded zeros take part in the
 * softmax.
 */
import { checkOptions } from '../../engine/arguments.ts';
import { attend } from '../../engine/capture.ts';
import type { Device } from '../../engine/device.ts';
import { ShapeError } from '../../engine/errors.ts';
import { Module } from '../../engine/module.ts';
import type { Tensor } from '../../engine/tensor.ts';
import type { Variable } from '../../engine/variable.ts';
import { zeros } from '../../engine/create.ts';
import { parameter } from '../../engine/variable.ts';
import type { LocalAttentionOptions } from '../../kernels/index.ts';
import { concat, localAttention, localAttentionMap, pad } from '../../kernels/index.ts';
import { Conv2d } from '../basic/conv.ts';
import { kaimingNormal } from '../basic/kaiming.ts';
import { layerRandom, normal } from '../basic/init.ts';
import { withoutPadding } from './padded-map.ts';

export interface SasaConvOptions {
  /** Side of the window; 3 by default. */
  kernel?: number;
  /** Zeros around the input; half of the window by default. */
  padding?: number;
  groups?: number;
  bias?: boolean;
}

/** A 1×1 convolution that starts as the official code has it. */
export function projection(gpu: Device, ins: number, outs: number, bias: boolean): Conv2d {
  const conv = new Conv2d(gpu, ins, outs, { bias });
  conv.weight!.assign(kaimingNormal(gpu, conv.weight!.shape, layerRandom(gpu), { fan: 'out' }));
  return conv;
}

/** [B, groups, C / groups, H, W, k²]: how the official code lays its map out. */
export const grouped = (weights: Tensor, groups: number): Tensor =>
  weights.reshape(weights.shape[0], groups, weights.shape[1] / groups, ...weights.shape.slice(2));

/** The attention layer, with one map for each channel. */
export class SasaConv extends Module {
  rel_h: Variable;
  rel_w: Variable;
  key_conv: Conv2d;
  query_conv: Conv2d;
  value_conv: Conv2d;
  readonly options: Required<SasaConvOptions>;

  /** @param outs even: half of the channels have row vectors, half column vectors. */
  constructor(gpu: Device, ins: number, outs: number, given: SasaConvOptions = {}) {
    const {
      kernel = 3,
      padding = Math.floor(kernel / 2),
      groups = 1,
      bias = false,
    } = checkOptions('SasaConv', given, 'kernel padding groups bias');
    super(gpu);
    if (outs % 2 || outs % groups)
      throw new ShapeError(
        'SasaConv',
        'the channels must be even and a multiple of the groups',
        `${outs} channels, ${groups} groups`,
        'use a width that 2 · groups divides',
      );
    if (2 * padding !== kernel - 1)
      throw new ShapeError(
        'SasaConv',
        'the padding must keep the size of the image',
        `kernel ${kernel}, padding ${padding}`,
        'use an odd kernel and padding (kernel - 1) / 2',
      );
    this.options = { kernel, padding, groups, bias };
    const random = layerRandom(gpu);
    this.rel_h = parameter(normal(gpu, [outs / 2, 1, 1, kernel, 1], random));
    this.rel_w = parameter(normal(gpu, [outs / 2, 1, 1, 1, kernel], random));
    this.key_conv = projection(gpu, ins, outs, bias);
    this.query_conv = projection(gpu, ins, outs, bias);
    this.value_conv = projection(gpu, ins, outs, bias);
  }

  /** y_c = Σ_δ softmax_δ(q_c · (k_c,δ + rel_c,δ)) v_c,δ. x [B, in, H, W] → [B, out, H, W]. */
  forward(x: Tensor): Tensor {
    const { kernel, padding, groups, bias } = this.options;
    // Behind a projection with a bias, padded zeros are no zeros any more: then the padding is real.
    const around = bias ? pad(x, { before: [padding, padding] }) : x;
    const [q, k, v] = [this.query_conv.forward(x), this.key_conv.forward(around), this.value_conv.forward(around)];
    const channels = q.shape[1];
    const none = zeros(this.device, [channels / 2, 1, kernel], this.rel_h.dtype);
    const options: LocalAttentionOptions = {
      heads: channels,
      kernel,
      border: bias ? 'none' : 'zero',
      relH: concat([this.rel_h.reshape(none.shape), none]),
      relW: concat([none, this.rel_w.reshape(none.shape)]),
    };
    attend(() => {
      const map = localAttentionMap(q, k, options);
      const rim = bias ? padding : 0;
      return {
        ...withoutPadding(map, [rim, rim], [x.shape[2], x.shape[3]]),
        full: (kept) => grouped(map.full(kept), groups),
      };
    });
    return localAttention(q, k, v, options);
  }
}
