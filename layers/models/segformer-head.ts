import { checkOptions } from '../../engine/arguments.ts';
import type { Device } from '../../engine/device.ts';
import { ShapeError } from '../../engine/errors.ts';
import { Module } from '../../engine/module.ts';
import type { Tensor } from '../../engine/tensor.ts';
import { concat, interpolate } from '../../kernels/index.ts';
import { toImage, toTokens } from '../attention/spatial-reduction.ts';
import { BatchNorm } from '../basic/batchnorm.ts';
import { Conv2d } from '../basic/conv.ts';
import { Linear } from '../basic/linear.ts';

export interface SegFormerHeadOptions {
  /** Channels of the four inputs, finest first. */
  channels: readonly number[];
  /** Channels inside. */
  width: number;
  classes: number;
}

/**
 * SegFormer's head: linear layers that bring four stages to one size and add them up to masks. Paper: Xie et al.,
 * "SegFormer: Simple and Efficient Design for Semantic Segmentation with Transformers", NeurIPS 2021, arXiv 2105.15203.
 * Source: NVlabs/SegFormer, `SegFormerHead`. Status: equal to the official code, without its dropout. It keeps
 * `conv_seg`, which its files have and nothing reads.
 *
 *     const head = new SegFormerHead(gpu, { channels: [32, 64, 160, 256], width: 256, classes: 150 });
 *     const logits = head.forward(...encoder.forward(image));   // [B, 150, H/4, W/4]
 */
export class SegFormerHead extends Module {
  conv_seg: Conv2d;
  linear_c4: { proj: Linear };
  linear_c3: { proj: Linear };
  linear_c2: { proj: Linear };
  linear_c1: { proj: Linear };
  linear_fuse: { conv: Conv2d; bn: BatchNorm };
  linear_pred: Conv2d;

  constructor(gpu: Device, options: SegFormerHeadOptions) {
    const { channels, width, classes } = checkOptions('SegFormerHead', options, 'channels width classes');
    super(gpu);
    const project = (i: number) => ({ proj: new Linear(gpu, channels[i], width) });
    this.conv_seg = new Conv2d(gpu, width, classes);
    this.linear_c4 = project(3);
    this.linear_c3 = project(2);
    this.linear_c2 = project(1);
    this.linear_c1 = project(0);
    this.linear_fuse = { conv: new Conv2d(gpu, 4 * width, width, { bias: false }), bn: new BatchNorm(gpu, width) };
    this.linear_pred = new Conv2d(gpu, width, classes);
  }

  /** Four pictures of features, finest first → logits [B, classes, h, w] of the first one's size. */
  forward(...features: Tensor[]): Tensor {
    if (features.length !== 4)
      throw new ShapeError('SegFormerHead', 'needs the four stages, finest first', `${features.length} inputs`);
    const size = features[0].shape.slice(2);
    const parts = [this.linear_c1, this.linear_c2, this.linear_c3, this.linear_c4].map(({ proj }, i) => {
      const [, , rows, columns] = features[i].shape;
      const projected = toImage(proj.forward(toTokens(features[i])), [rows, columns]);
      return i ? interpolate(projected, { size, mode: 'bilinear' }) : projected;
    });
    const { conv, bn } = this.linear_fuse;
    return this.linear_pred.forward(bn.forward(conv.forward(concat(parts.toReversed(), 1)), 'relu'));
  }
}
