/**
 * Dual attention: position attention over all pixels, channel attention over all channels.
 * Paper: Fu et al., "Dual Attention Network for Scene Segmentation", CVPR 2019, arXiv 1809.02983. Source: junfu1115/DANet.
 * Status: equal to the official code. Channel attention is not the paper's formula: the code weighs by rowmax(E) - E, so that the least
 * similar channel counts most.
 */
import { attend } from '../../engine/capture.ts';
import { copy } from '../../engine/cast.ts';
import type { Device } from '../../engine/device.ts';
import { Module } from '../../engine/module.ts';
import type { Tensor } from '../../engine/tensor.ts';
import type { Variable } from '../../engine/variable.ts';
import { zeros } from '../../engine/create.ts';
import { parameter } from '../../engine/variable.ts';
import { imageAttention, imageAttentionMap, matmul, mul, scaleAdd, softmax } from '../../kernels/index.ts';
import { Conv2d } from '../basic/conv.ts';

/** Position attention: y = gamma · v softmax_j(q_i · k_j)ᵀ + x. */
export class PositionAttention extends Module {
  gamma: Variable;
  query_conv: Conv2d;
  key_conv: Conv2d;
  value_conv: Conv2d;

  /** @param channels at least 8: queries and keys have an eighth of them. */
  constructor(gpu: Device, channels: number) {
    super(gpu);
    const narrow = Math.floor(channels / 8);
    this.query_conv = new Conv2d(gpu, channels, narrow);
    this.key_conv = new Conv2d(gpu, channels, narrow);
    this.value_conv = new Conv2d(gpu, channels, channels);
    this.gamma = parameter(zeros(gpu, [1]));
  }

  /** x and y [B, C, H, W]. */
  forward(x: Tensor): Tensor {
    const [, , height, width] = x.shape;
    const [q, k, v] = [this.query_conv, this.key_conv, this.value_conv].map((project) =>
      project.forward(x).reshape(x.shape[0], -1, height * width),
    );
    attend(() => imageAttentionMap(q, k, {}, { kind: 'dense', grid: [height, width], queries: [height, width] }));
    return scaleAdd(x, imageAttention(q, k, v).reshape(x.shape), this.gamma);
  }
}

/** Channel attention: y = gamma · softmax(rowmax(E) - E) X + x with E = X Xᵀ. No weights but gamma. */
export class ChannelAttention extends Module {
  gamma: Variable;

  constructor(gpu: Device) {
    super(gpu);
    this.gamma = parameter(zeros(gpu, [1]));
  }

  /** x and y [B, C, H, W]. */
  forward(x: Tensor): Tensor {
    const pixels = x.reshape(x.shape[0], x.shape[1], -1);
    const weights = channelWeights(pixels);
    attend(() => ({
      kind: 'channel',
      grid: [1, x.shape[1]],
      queries: [1, x.shape[1]],
      keep: { weights },
      row: ({ weights: all }, channel, _, batch) =>
        all
          .slice(0, batch, batch + 1)
          .slice(1, channel, channel + 1)
          .reshape(-1),
      full: ({ weights: all }) => copy(all),
    }));
    return matmul(weights, pixels, { scale: this.gamma, residual: pixels }).reshape(x.shape);
  }
}

/** softmax(rowmax(E) - E): the shift by the row's maximum does not change a softmax, so -E has the same weights and gradients. */
const channelWeights = (pixels: Tensor): Tensor => softmax(mul(matmul(pixels, pixels, { transposeB: true }), -1));
