import { checkOptions } from '../../engine/arguments.ts';
import { attend } from '../../engine/capture.ts';
import type { Device } from '../../engine/device.ts';
import { ShapeError } from '../../engine/errors.ts';
import { Module } from '../../engine/module.ts';
import type { Tensor } from '../../engine/tensor.ts';
import { mean, mul, softmax, split, stack, sum } from '../../kernels/index.ts';
import { BatchNorm } from '../basic/batchnorm.ts';
import { Conv2d } from '../basic/conv.ts';
import { roundChannels } from '../basic/round-channels.ts';
import { headMap } from './gate-map.ts';

export interface SelectiveKernelOptions {
  /** Channels that come out; as many as go in by default. */
  outs?: number;
  /** One path for each, odd and at least 3; a number for two paths of that size. */
  kernels?: number | readonly number[];
  stride?: number;
  dilation?: number;
  groups?: number;
  /** Of the bottleneck's width to the channels that come out. */
  ratio?: number;
  /** Channels of the bottleneck, in place of `ratio`. */
  hidden?: number;
  /** Widths from `ratio` are rounded to a multiple of this. */
  divisor?: number;
  /** Larger kernels are 3×3 with a dilation. */
  keep3x3?: boolean;
  /** Each path sees its share of the channels, and not all. */
  splitInput?: boolean;
}

/**
 * Selective kernels: paths with windows of several sizes, mixed channel by channel by shares that the whole picture
 * decides. Paper: Li et al., "Selective Kernel Networks", CVPR 2019, arXiv 1903.06586. Source: timm 1.0.28,
 * `SelectiveKernel`. Status: equal to that code, which gives each path a share of the channels where the paper gives
 * all: `splitInput: false`. The bottleneck is normalised over the batch alone, which in training must be more than one.
 *
 *     const y = new SelectiveKernel(gpu, 64).forward(x);   // [B, 64, H, W] → [B, 64, H, W]
 */
export class SelectiveKernel extends Module {
  paths: { conv: Conv2d; bn: BatchNorm }[];
  attn: { fc_reduce: Conv2d; bn: BatchNorm; fc_select: Conv2d };
  readonly splitInput: boolean;

  /** @throws ShapeError for an even kernel, or channels that do not split into the paths. */
  constructor(gpu: Device, ins: number, options: SelectiveKernelOptions = {}) {
    super(gpu);
    const {
      outs = ins,
      kernels = [3, 5],
      stride = 1,
      dilation = 1,
      groups = 1,
      ratio = 1 / 16,
      hidden,
      divisor = 8,
      keep3x3 = true,
      splitInput = true,
    } = checkOptions(
      'SelectiveKernel',
      options,
      'outs kernels stride dilation groups ratio hidden divisor keep3x3 splitInput',
    );
    const sizes = typeof kernels === 'number' ? [kernels, kernels] : kernels;
    if (sizes.some((size) => size < 3 || size % 2 !== 1))
      throw new ShapeError('SelectiveKernel', 'kernels must be odd, and at least 3', sizes.join(', '));
    const seen = splitInput ? ins / sizes.length : ins;
    if (!Number.isInteger(seen))
      throw new ShapeError(
        'SelectiveKernel',
        `channels must be a multiple of the ${sizes.length} paths`,
        String(ins),
        'or pass { splitInput: false }',
      );
    this.paths = sizes.map((size) => {
      const [kernel, apart] = keep3x3 ? [3, Math.floor((dilation * (size - 1)) / 2)] : [size, dilation];
      const padding = Math.floor((stride - 1 + apart * (kernel - 1)) / 2);
      const window = { kernel, stride, padding, dilation: apart, groups: Math.min(outs, groups), bias: false };
      return { conv: new Conv2d(gpu, seen, outs, window), bn: new BatchNorm(gpu, outs) };
    });
    const width = hidden || roundChannels(outs * ratio, divisor);
    this.attn = {
      fc_reduce: new Conv2d(gpu, outs, width, { bias: false }),
      bn: new BatchNorm(gpu, width),
      fc_select: new Conv2d(gpu, width, outs * sizes.length, { bias: false }),
    };
    this.splitInput = splitInput;
  }

  /** y = Σ_i w_i ReLU(BN(conv_i(x_i))). x [B, in, H, W] → [B, out, H', W']. */
  forward(x: Tensor): Tensor {
    const { paths, attn } = this;
    const seen = this.splitInput ? split(x, x.shape[1] / paths.length, 1) : paths.map(() => x);
    const parts = stack(
      paths.map(({ conv, bn }, i) => bn.forward(conv.forward(seen[i]), 'relu')),
      1,
    );
    const [batch, count, channels] = parts.shape;
    const reduced = attn.bn.forward(attn.fc_reduce.forward(mean(sum(parts, 1), [2, 3], { keep: true })), 'relu');
    const shares = softmax(attn.fc_select.forward(reduced).reshape(batch, count, channels, 1, 1), 1);
    attend(() => headMap(shares, { name: 'paths', kind: 'channel', grid: [1, channels] }));
    return sum(mul(parts, shares), 1);
  }
}
