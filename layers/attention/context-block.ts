import { checkOptions } from '../../engine/arguments.ts';
import { attend } from '../../engine/capture.ts';
import { copy } from '../../engine/cast.ts';
import type { Device } from '../../engine/device.ts';
import { ShapeError } from '../../engine/errors.ts';
import { Module } from '../../engine/module.ts';
import type { Tensor } from '../../engine/tensor.ts';
import { zeros } from '../../engine/create.ts';
import type { Activation } from '../../kernels/elementwise/activation.ts';
import { add, matmul, mean, mul, relu, softmax } from '../../kernels/index.ts';
import { Conv2d } from '../basic/conv.ts';
import { kaimingNormal } from '../basic/kaiming.ts';
import { layerRandom } from '../basic/init.ts';
import { LayerNorm } from '../basic/layernorm.ts';

export interface ContextBlockOptions {
  /** Weigh positions by a learned softmax (`att`), or all alike (`avg`). */
  pooling?: 'att' | 'avg';
  fusions?: readonly ('channel_add' | 'channel_mul')[];
}

type Branch = Record<0 | 1 | 3, Module>;

/**
 * Global context: one context vector for the whole picture, transformed and added to (or multiplied into) every
 * position. Paper: Cao et al., "GCNet: Non-local Networks Meet Squeeze-Excitation Networks and Beyond", ICCVW 2019,
 * arXiv 1904.11492. Source: xvjiarui/GCNet. Status: equal to the official code. Both branches take the context of the
 * original input; multiplying comes first.
 *
 *     const y = new ContextBlock(gpu, 64, 1 / 16).forward(x);   // [B, 64, H, W] → [B, 64, H, W]
 */
export class ContextBlock extends Module {
  conv_mask: Conv2d | null;
  channel_add_conv: Branch | null;
  channel_mul_conv: Branch | null;

  /** @param ratio hidden channels of a branch, as a share of `channels`; truncated. */
  constructor(gpu: Device, channels: number, ratio: number, options: ContextBlockOptions = {}) {
    const { pooling = 'att', fusions = ['channel_add'] } = checkOptions('ContextBlock', options, 'pooling fusions');
    super(gpu);
    const hidden = Math.trunc(channels * ratio);
    if (hidden < 1)
      throw new ShapeError(
        'ContextBlock',
        'channels · ratio must be at least 1',
        `${channels} · ${ratio}`,
        'use a larger ratio',
      );
    this.conv_mask = pooling === 'att' ? new Conv2d(gpu, channels, 1) : null;
    if (this.conv_mask) {
      this.conv_mask.weight.assign(kaimingNormal(gpu, [1, channels, 1, 1], layerRandom(gpu)));
      this.conv_mask.bias!.assign(zeros(gpu, [1]));
    }
    this.channel_add_conv = fusions.includes('channel_add') ? branch(gpu, channels, hidden) : null;
    this.channel_mul_conv = fusions.includes('channel_mul') ? branch(gpu, channels, hidden) : null;
  }

  /** y = x · σ(mul(ctx)) + add(ctx), ctx_c = Σ_n x[c, n] softmax_n(mask(x)). x and y [B, C, H, W]. */
  forward(x: Tensor): Tensor {
    const context = this.context(x);
    const scaled = this.channel_mul_conv ? mul(x, run(this.channel_mul_conv, context, 'sigmoid')) : x;
    return this.channel_add_conv ? add(scaled, run(this.channel_add_conv, context)) : scaled;
  }

  /** [B, C, 1, 1]. */
  private context(x: Tensor): Tensor {
    const [batch, channels, height, width] = x.shape;
    if (!this.conv_mask) return mean(x, [2, 3], { keep: true });
    const weights = softmax(this.conv_mask.forward(x).reshape(batch, 1, height * width));
    attend(() => ({
      kind: 'spatial',
      grid: [height, width],
      keep: { weights },
      row: (kept, _query, _head, image) => kept.weights.slice(0, image, image + 1).reshape(-1),
      full: (kept) => copy(kept.weights),
    }));
    return matmul(x.reshape(batch, channels, height * width), weights, { transposeB: true }).reshape(
      batch,
      channels,
      1,
      1,
    );
  }
}

/** Bottleneck of a branch; its last convolution starts at zero. */
function branch(gpu: Device, channels: number, hidden: number): Branch {
  const last = new Conv2d(gpu, hidden, channels);
  for (const variable of last.params().values()) variable.assign(zeros(gpu, variable.shape));
  return { 0: new Conv2d(gpu, channels, hidden), 1: new LayerNorm(gpu, [hidden, 1, 1]), 3: last };
}

const run = (layers: Branch, context: Tensor, activation?: Activation): Tensor =>
  layers[3].forward(relu(layers[1].forward(layers[0].forward(context))), activation);
