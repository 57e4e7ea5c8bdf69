import { checkOptions } from '../../engine/arguments.ts';
import { attend } from '../../engine/capture.ts';
import type { Device } from '../../engine/device.ts';
import { Module } from '../../engine/module.ts';
import type { Tensor } from '../../engine/tensor.ts';
import { mean, mul, relu, sigmoid, softmax, sum } from '../../kernels/index.ts';
import { BatchNorm } from '../basic/batchnorm.ts';
import type { Conv2dOptions } from '../basic/conv.ts';
import { Conv2d } from '../basic/conv.ts';
import { channelMap, headMap } from './gate-map.ts';

export interface SplitAttentionOptions extends Pick<Conv2dOptions, 'stride' | 'padding' | 'dilation' | 'bias'> {
  kernel: NonNullable<Conv2dOptions['kernel']>;
  /** Groups of channels that know nothing of each other: the cardinality. */
  groups?: number;
  /** Splits of each group. */
  radix?: number;
  reduction?: number;
  /** Batch norm after the convolution and in the bottleneck. */
  norm?: boolean;
}

/**
 * Split attention: a convolution into several splits, mixed channel by channel by shares that the whole picture
 * decides. Paper: Zhang et al., "ResNeSt: Split-Attention Networks", 2020, arXiv 2004.08955. Source:
 * zhanghang1989/ResNeSt, `SplAtConv2d`. Status: equal to the official code (without rectified convolutions and dropped
 * blocks): the splits follow each other in the convolution's channels, while the bottleneck gives the groups one after
 * another, each with all of its splits; a single split is gated by σ. In training the bottleneck's norm needs a batch
 * of more than one.
 *
 *     const block = new SplitAttention(gpu, 64, 64, { kernel: 3, padding: 1 });
 *     const y = block.forward(x);   // [B, 64, H, W] → [B, 64, H, W]
 */
export class SplitAttention extends Module {
  conv: Conv2d;
  bn0: BatchNorm | null;
  fc1: Conv2d;
  bn1: BatchNorm | null;
  fc2: Conv2d;
  readonly groups: number;
  readonly radix: number;

  constructor(gpu: Device, ins: number, outs: number, options: SplitAttentionOptions) {
    super(gpu);
    const {
      kernel,
      groups = 1,
      radix = 2,
      reduction = 4,
      norm = true,
      ...window
    } = checkOptions('SplitAttention', options, 'kernel groups radix reduction norm stride padding dilation bias');
    const hidden = Math.max(Math.floor((ins * radix) / reduction), 32);
    this.conv = new Conv2d(gpu, ins, outs * radix, { kernel, groups: groups * radix, ...window });
    this.bn0 = norm ? new BatchNorm(gpu, outs * radix) : null;
    this.fc1 = new Conv2d(gpu, outs, hidden, { groups });
    this.bn1 = norm ? new BatchNorm(gpu, hidden) : null;
    this.fc2 = new Conv2d(gpu, hidden, outs * radix, { groups });
    this.groups = groups;
    this.radix = radix;
  }

  /** y = Σ_r w_r u_r, u the splits of ReLU(BN(conv(x))). x [B, in, H, W] → [B, out, H', W']. */
  forward(x: Tensor): Tensor {
    const { groups, radix } = this;
    const all = normalized(this.conv.forward(x), this.bn0);
    const [batch, width, height, columns] = all.shape;
    const channels = width / radix;
    const splits = all.reshape(batch, radix, channels, height, columns);
    const pooled = mean(radix > 1 ? sum(splits, 1) : all, [2, 3], { keep: true });
    const scores = this.fc2.forward(normalized(this.fc1.forward(pooled), this.bn1));
    if (radix === 1) {
      const gate = sigmoid(scores);
      attend(() => channelMap(gate));
      return mul(all, gate);
    }
    const shares = softmax(scores.reshape(batch, groups, radix, channels / groups).transpose(1, 2), 1);
    attend(() => headMap(shares, { name: 'splits', kind: 'channel', grid: [1, channels] }));
    return sum(mul(splits, shares.reshape(batch, radix, channels, 1, 1)), 1);
  }
}

const normalized = (x: Tensor, norm: BatchNorm | null): Tensor => norm?.forward(x, 'relu') ?? relu(x);
