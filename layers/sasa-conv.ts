/**
 * Self-attention as a convolution, channel by channel: every channel has a softmax of its own over the k×k window.
 * Paper: Ramachandran et al., arXiv 1906.05909. Source: leaderj1001/Stand-Alone-Self-Attention.
 * Status: equal to that code, which departs from the paper: its product is never summed over channels, so `groups` changes only how the map
 * is laid out; half of the channels know their row in the window, half their column; padded zeros take part in the softmax.
 */
import { attend } from '../engine/capture.ts';
import type { Device } from '../engine/device.ts';
import { ShapeError } from '../engine/errors.ts';
import { Module } from '../engine/module.ts';
import type { Tensor, Variable } from '../engine/tensor.ts';
import { parameter, zeros } from '../engine/tensor.ts';
import type { LocalAttentionOptions } from '../kernels/index.ts';
import { add, avgPool2d, concat, localAttention, localAttentionMap, localAttentionWithSums, logSoftmax, matmul, mul, pad, relu, softmax, sum } from '../kernels/index.ts';
import { BatchNorm } from './batchnorm.ts';
import { Conv2d } from './conv.ts';
import { kaimingNormal, layerRandom, normal } from './init.ts';

export interface SasaConvOptions {
  /** Side of the window; 3 by default. */
  kernel?: number;
  /** Zeros around the input; half of the window by default. */
  padding?: number;
  groups?: number;
  bias?: boolean;
}

/** A 1×1 convolution that starts as the official code has it. */
function projection(gpu: Device, ins: number, outs: number, bias: boolean): Conv2d {
  const conv = new Conv2d(gpu, ins, outs, { bias });
  conv.weight!.assign(kaimingNormal(gpu, conv.weight!.shape, layerRandom(gpu), { fan: 'out' }));
  return conv;
}

/** [B, groups, C / groups, H, W, k²]: how the official code lays its map out. */
const grouped = (weights: Tensor, groups: number): Tensor => weights.reshape(weights.shape[0], groups, weights.shape[1] / groups, ...weights.shape.slice(2));

/** The attention layer, with one map for each channel. */
export class SasaConv extends Module {
  rel_h: Variable;
  rel_w: Variable;
  key_conv: Conv2d;
  query_conv: Conv2d;
  value_conv: Conv2d;
  readonly options: Required<SasaConvOptions>;

  /** @param outs even: half of the channels have row vectors, half column vectors. */
  constructor(gpu: Device, ins: number, outs: number, { kernel = 3, padding = Math.floor(kernel / 2), groups = 1, bias = false }: SasaConvOptions = {}) {
    super(gpu);
    if (outs % 2 || outs % groups) throw new ShapeError('SasaConv', 'the channels must be even and a multiple of the groups', `${outs} channels, ${groups} groups`);
    if (2 * padding !== kernel - 1) throw new ShapeError('SasaConv', 'the padding must keep the size of the image', `kernel ${kernel}, padding ${padding}`, 'use an odd kernel and padding (kernel - 1) / 2');
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
    const none = zeros(this.device, [channels / 2, 1, kernel]);
    const options: LocalAttentionOptions = {
      heads: channels, kernel, border: bias ? 'none' : 'zero',
      relH: concat([this.rel_h.reshape(none.shape), none]), relW: concat([none, this.rel_w.reshape(none.shape)]),
    };
    attend(() => {
      const map = localAttentionMap(q, k, options);
      return { ...map, full: (kept) => grouped(map.full(kept), groups) };
    });
    return localAttention(q, k, v, options);
  }
}

export interface SasaStemOptions {
  /** Side of the window; 4 by default. */
  kernel?: number;
  /** Zeros around the input; half of the window by default. */
  padding?: number;
  groups?: number;
  /** Value projections that each place of the window mixes in its own way. */
  m?: number;
  bias?: boolean;
}

/**
 * The layer at the start of a network: values are mixed from `m` projections, in shares that depend on the place in the window.
 *
 * The mixture is an attention over both place and projection: with the log of the shares p_m,δ added to the logits, projection m alone gives
 * an output and a softmax sum Z_m, and since the shares add up to 1 so do the Z_m to Z. The layer's output is the outputs' mean by Z_m / Z.
 */
export class SasaStem extends Module {
  emb_a: Variable;
  emb_b: Variable;
  emb_mix: Variable;
  key_conv: Conv2d;
  query_conv: Conv2d;
  value_conv: Conv2d[];
  readonly options: Required<SasaStemOptions>;

  constructor(gpu: Device, ins: number, outs: number, { kernel = 4, padding = Math.floor(kernel / 2), groups = 1, m = 4, bias = false }: SasaStemOptions = {}) {
    super(gpu);
    if (outs % groups || 2 * padding < kernel - 1) throw new ShapeError('SasaStem', 'groups must divide the channels, and the windows cover the image', `${outs} channels, ${groups} groups, kernel ${kernel}, padding ${padding}`);
    this.options = { kernel, padding, groups, m, bias };
    const random = layerRandom(gpu);
    this.emb_a = parameter(normal(gpu, [outs / groups, kernel], random));
    this.emb_b = parameter(normal(gpu, [outs / groups, kernel], random));
    this.emb_mix = parameter(normal(gpu, [m, outs / groups], random));
    this.key_conv = projection(gpu, ins, outs, bias);
    this.query_conv = projection(gpu, ins, outs, bias);
    this.value_conv = Array.from({ length: m }, () => projection(gpu, ins, outs, bias));
  }

  /** y_c = Σ_δ softmax_δ(q_c · k_c,δ) Σ_m p_m,δ v_m,c,δ. x [B, in, H, W] → [B, out, H, W]. */
  forward(x: Tensor): Tensor {
    const { kernel, padding, groups, m } = this.options;
    const [batch, , height, width] = x.shape;
    // Of the windows over the padded input, the first H×W count.
    const around = pad(x, { before: [padding, padding] }).slice(2, 0, height + kernel - 1).slice(3, 0, width + kernel - 1);
    const [q, k] = [this.query_conv.forward(x), this.key_conv.forward(around)];
    const channels = q.shape[1];
    const v = concat(this.value_conv.map((conv) => conv.forward(around)), 1);
    const shares = add(matmul(this.emb_mix, this.emb_a).reshape(m, kernel, 1), matmul(this.emb_mix, this.emb_b).reshape(m, 1, kernel));
    attend(() => ({
      name: 'mixture', kind: 'window', grid: [kernel, kernel], heads: m, keep: { shares },
      row: (kept, _, head) => softmax(kept.shares, 0).slice(0, head, head + 1).reshape(-1),
      full: (kept) => softmax(kept.shares, 0).reshape(m, kernel * kernel),
    }));
    attend(() => {
      const map = localAttentionMap(q, k, { heads: channels, kernel, border: 'none' });
      return { ...map, full: (kept) => grouped(map.full(kept), groups) };
    });
    const copies = (t: Tensor) => t.reshape(batch, 1, channels, ...t.shape.slice(2)).expand(batch, m, -1, -1, -1).reshape(batch, m * channels, ...t.shape.slice(2));
    const bias = logSoftmax(shares, 0).reshape(m, 1, kernel, kernel).expand(m, channels, kernel, kernel).reshape(m * channels, kernel, kernel);
    const { out, lse } = localAttentionWithSums(copies(q), copies(k), v, { heads: m * channels, kernel, border: 'none', bias });
    const each = [batch, m, channels, height, width];
    return sum(mul(softmax(lse.reshape(each), 1), out.reshape(each)), 1);
  }
}

export interface SasaBottleneckOptions {
  stride?: number;
  groups?: number;
  baseWidth?: number;
}

/** ResNet's bottleneck with 7×7 attention in the middle, and an average pool where it has a stride. */
export class SasaBottleneck extends Module {
  conv1: [Conv2d, BatchNorm];
  conv2: [SasaConv, BatchNorm];
  conv3: [Conv2d, BatchNorm];
  shortcut: [] | [Conv2d, BatchNorm];
  readonly stride: number;

  /** @param outs a quarter of the output's channels. */
  constructor(gpu: Device, ins: number, outs: number, { stride = 1, groups = 1, baseWidth = 64 }: SasaBottleneckOptions = {}) {
    super(gpu);
    const width = Math.floor(outs * (baseWidth / 64)) * groups;
    const plain = (from: number, to: number, by = 1): [Conv2d, BatchNorm] => [new Conv2d(gpu, from, to, { stride: by, bias: false }), new BatchNorm(gpu, to)];
    this.stride = stride;
    this.conv1 = plain(ins, width);
    this.conv2 = [new SasaConv(gpu, width, width, { kernel: 7, groups: 8 }), new BatchNorm(gpu, width)];
    this.conv3 = plain(width, 4 * outs);
    this.shortcut = stride !== 1 || ins !== 4 * outs ? plain(ins, 4 * outs, stride) : [];
  }

  /** x [B, in, H, W] → [B, 4·out, H / stride, W / stride]. */
  forward(x: Tensor): Tensor {
    const through = (layers: readonly { forward(x: Tensor): Tensor }[], input: Tensor) => layers.reduce((y, layer) => layer.forward(y), input);
    const attended = relu(through(this.conv2, relu(through(this.conv1, x))));
    const widened = through(this.conv3, attended);
    return relu(add(this.stride > 1 ? avgPool2d(widened, this.stride) : widened, through(this.shortcut, x)));
  }
}
