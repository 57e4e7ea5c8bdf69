import { checkOptions } from '../../engine/arguments.ts';
import { attend } from '../../engine/capture.ts';
import type { Device } from '../../engine/device.ts';
import { ShapeError } from '../../engine/errors.ts';
import { Module } from '../../engine/module.ts';
import { show } from '../../engine/shape.ts';
import type { Tensor } from '../../engine/tensor.ts';
import { avgPool2d, mul, sum, unfold, unsqueeze } from '../../kernels/index.ts';
import { BatchNorm } from '../basic/batchnorm.ts';
import { Conv2d } from '../basic/conv.ts';
import { windowMap } from './window-map.ts';

const groupWidth = 16;
const reduction = 4;

export interface InvolutionOptions {
  /** Side of the window, odd. */
  kernel?: number;
  stride?: number;
}

/**
 * Involution: each position makes its own kernel from its own feature, one for every 16 channels. Paper: Li et al.,
 * "Involution: Inverting the Inherence of Convolution for Visual Recognition", CVPR 2021, arXiv 2103.06255. Source:
 * d-li14/involution, `involution_naive.py`. Status: equal to the official code. The weights go through no softmax and
 * may be negative.
 *
 *     const y = new Involution(gpu, 64, { kernel: 7 }).forward(x);   // [B, 64, H, W] → [B, 64, H, W]
 */
export class Involution extends Module {
  conv1: { conv: Conv2d; bn: BatchNorm };
  conv2: { conv: Conv2d };
  readonly kernel: number;
  readonly stride: number;

  /** @param channels a multiple of 16. */
  constructor(gpu: Device, channels: number, options: InvolutionOptions = {}) {
    super(gpu);
    const { kernel = 7, stride = 1 } = checkOptions('Involution', options, 'kernel stride');
    if (channels % groupWidth || kernel % 2 !== 1)
      throw new ShapeError(
        'Involution',
        `the channels must be a multiple of ${groupWidth} and the kernel odd`,
        `${channels} channels, kernel ${kernel}`,
        'use such a width and kernel',
      );
    const narrow = channels / reduction;
    this.conv1 = { conv: new Conv2d(gpu, channels, narrow, { bias: false }), bn: new BatchNorm(gpu, narrow) };
    this.conv2 = { conv: new Conv2d(gpu, narrow, (kernel * kernel * channels) / groupWidth) };
    this.kernel = kernel;
    this.stride = stride;
  }

  /** y_n = Σ_δ w_{n,δ} x_{n·s+δ}. x [B, C, H, W], H and W multiples of the stride, → [B, C, H/s, W/s]. */
  forward(x: Tensor): Tensor {
    const [batch, channels, height, width] = x.shape;
    const { kernel, stride } = this;
    if (height % stride || width % stride)
      throw new ShapeError(
        'Involution',
        `height and width must be multiples of the stride ${stride}`,
        show(x.shape),
        'pad or cut the picture',
      );
    const [groups, taps, padding] = [channels / groupWidth, kernel * kernel, (kernel - 1) / 2];
    const queries = [height / stride, width / stride] as const;
    const outputs = queries[0] * queries[1];
    const narrow = this.conv1.conv.forward(stride > 1 ? avgPool2d(x, stride) : x);
    const kernels = this.conv2.conv.forward(this.conv1.bn.forward(narrow, 'relu'));
    const weights = kernels.reshape(batch, groups, taps, outputs);
    attend(() => windowMap(weights, { kernel, stride, padding, grid: [height, width], queries }));
    const windows = unfold(x, kernel, { stride, padding }).reshape(batch, groups, groupWidth, taps, outputs);
    return sum(mul(unsqueeze(weights, 2), windows), 3).reshape(batch, channels, ...queries);
  }
}
