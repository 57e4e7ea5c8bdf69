import { checkOptions } from '../../engine/arguments.ts';
import { attend } from '../../engine/capture.ts';
import { copy } from '../../engine/cast.ts';
import type { Device } from '../../engine/device.ts';
import { ShapeError } from '../../engine/errors.ts';
import { Module } from '../../engine/module.ts';
import type { Tensor } from '../../engine/tensor.ts';
import type { Variable } from '../../engine/variable.ts';
import { zeros } from '../../engine/create.ts';
import { parameter } from '../../engine/variable.ts';
import {
  concat,
  imageAttention,
  imageAttentionMap,
  matmul,
  mean,
  mul,
  scaleAdd,
  softmax,
  split,
  stack,
} from '../../kernels/index.ts';
import { Conv2d } from '../basic/conv.ts';

/** E = β · softmax_d(U_c · U_d) U + U over the channels of a branch. */
class BranchChannelAttention extends Module {
  beta: Variable;

  constructor(gpu: Device) {
    super(gpu);
    this.beta = parameter(zeros(gpu, [1]));
  }

  forward(x: Tensor): Tensor {
    const pixels = x.reshape(x.shape[0], x.shape[1], -1);
    const weights = softmax(matmul(pixels, pixels, { transposeB: true }));
    attend(() => ({
      kind: 'channel',
      grid: [1, x.shape[1]],
      queries: [1, x.shape[1]],
      keep: { weights },
      row: (kept, channel, _, batch) =>
        kept.weights
          .slice(0, batch, batch + 1)
          .slice(1, channel, channel + 1)
          .reshape(-1),
      full: (kept) => copy(kept.weights),
    }));
    return matmul(weights, pixels, { scale: this.beta, residual: pixels }).reshape(x.shape);
  }
}

/** E = α · Σ_j softmax_j(q_i · k_j) v_j + U over the positions of a branch. */
class BranchSpatialAttention extends Module {
  query_conv: Conv2d;
  key_conv: Conv2d;
  value_conv: Conv2d;
  alpha: Variable;

  constructor(gpu: Device, channels: number) {
    super(gpu);
    this.query_conv = new Conv2d(gpu, channels, channels);
    this.key_conv = new Conv2d(gpu, channels, channels);
    this.value_conv = new Conv2d(gpu, channels, channels);
    this.alpha = parameter(zeros(gpu, [1]));
  }

  forward(x: Tensor): Tensor {
    const [batch, , height, width] = x.shape;
    const [q, k, v] = [this.query_conv, this.key_conv, this.value_conv].map((project) =>
      project.forward(x).reshape(batch, -1, height * width),
    );
    attend(() => imageAttentionMap(q, k, {}, { kind: 'dense', grid: [height, width], queries: [height, width] }));
    return scaleAdd(x, imageAttention(q, k, v).reshape(x.shape), this.alpha);
  }
}

export interface DmsaOptions {
  /** One branch for each, the size of its convolution. */
  kernels?: readonly number[];
  /** Of the squeeze-and-excitation that weighs branches. */
  reduction?: number;
}

/**
 * Dual multi-scale attention: channel groups under kernels of four sizes, each with channel and spatial attention,
 * weighed against each other. Paper: Sagar, "DMSANet: Dual Multi Scale Attention Network", 2021, arXiv 2106.08382. No
 * official code exists. Status: OWN DEFINITION after summaries of the paper and its sources (EPSANet, SA-Net, DANet):
 * separate convolutions with groups 1, no reduction for queries and keys, one shared squeeze-and-excitation, channel
 * shuffle last.
 *
 *     const y = new DualMultiScaleAttention(gpu, 64).forward(x);   // [B, 64, H, W] → [B, 64, H, W]
 */
export class DualMultiScaleAttention extends Module {
  convs: Conv2d[];
  channel_attn: BranchChannelAttention[];
  spatial_attn: BranchSpatialAttention[];
  se: { fc1: Conv2d; fc2: Conv2d };

  /** @param channels a multiple of twice the number of branches. */
  constructor(gpu: Device, channels: number, options: DmsaOptions = {}) {
    const { kernels = [3, 5, 7, 9], reduction = 16 } = checkOptions(
      'DualMultiScaleAttention',
      options,
      'kernels reduction',
    );
    super(gpu);
    const width = channels / kernels.length;
    if (!Number.isInteger(width / 2))
      throw new ShapeError(
        'DualMultiScaleAttention',
        `channels must be a multiple of ${2 * kernels.length}`,
        String(channels),
        'use a width that splits',
      );
    const hidden = Math.max(1, Math.floor(width / reduction));
    this.convs = kernels.map((kernel) => new Conv2d(gpu, width, width, { kernel, padding: kernel >> 1, bias: false }));
    this.channel_attn = kernels.map(() => new BranchChannelAttention(gpu));
    this.spatial_attn = kernels.map(() => new BranchSpatialAttention(gpu, width / 2));
    this.se = { fc1: new Conv2d(gpu, width, hidden), fc2: new Conv2d(gpu, hidden, width) };
  }

  /** x and y [B, C, H, W]. */
  forward(x: Tensor): Tensor {
    const [batch, channels, height, width] = x.shape;
    const count = this.convs.length;
    const group = channels / count;
    const branches = split(x, group, 1).map((part, i) => {
      const [forChannels, forPositions] = split(this.convs[i].forward(part), group / 2, 1);
      return concat([this.channel_attn[i].forward(forChannels), this.spatial_attn[i].forward(forPositions)], 1);
    });
    const scores = branches.map((f) =>
      this.se.fc2.forward(this.se.fc1.forward(mean(f, [2, 3], { keep: true }), 'relu'), 'sigmoid'),
    );
    const weights = softmax(stack(scores, 1), 1);
    attend(() => ({
      name: 'branches',
      kind: 'channel',
      grid: [count, group],
      keep: { weights },
      row: (kept, _query, _head, image) => copy(kept.weights.slice(0, image, image + 1)).reshape(-1),
      full: (kept) => copy(kept.weights),
    }));
    // Shuffling: channel q of branch i comes out as channel q · branches + i.
    return mul(stack(branches, 1), weights).transpose(1, 2).reshape(batch, channels, height, width);
  }
}
