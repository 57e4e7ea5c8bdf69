import { checkOptions } from '../../engine/arguments.ts';
import type { Device } from '../../engine/device.ts';
import { Module } from '../../engine/module.ts';
import type { Tensor } from '../../engine/tensor.ts';
import { adaptiveAvgPool2d, add, concat, interpolate, mean, relu } from '../../kernels/index.ts';
import { BatchNorm } from '../basic/batchnorm.ts';
import { Conv2d } from '../basic/conv.ts';
import { narrowed } from '../basic/narrowed.ts';

type ConvNorm = [Conv2d, BatchNorm];

export interface StripPoolingOptions {
  /** Bins a side of the two square poolings. */
  bins?: readonly [number, number];
  /** How pooled pictures are spread back: corners on corners, as the official networks do. */
  alignCorners?: boolean;
}

/**
 * Strip pooling (the mixed pooling module): what rows and columns and coarse squares show on average, spread back over
 * the picture and added to it. Paper: Hou et al., "Strip Pooling: Rethinking Spatial Pooling for Scene Parsing", CVPR
 * 2020, arXiv 2003.13328. Source: houqb/SPNet. Status: equal to the official code. It has no map: nothing in it is a
 * weight.
 *
 *     const y = new StripPooling(gpu, 64).forward(x);   // [B, 64, H, W] → [B, 64, H, W]
 */
export class StripPooling extends Module {
  conv1_1: ConvNorm;
  conv1_2: ConvNorm;
  conv2_0: ConvNorm;
  conv2_1: ConvNorm;
  conv2_2: ConvNorm;
  conv2_3: ConvNorm;
  conv2_4: ConvNorm;
  conv2_5: ConvNorm;
  conv2_6: ConvNorm;
  conv3: ConvNorm;
  readonly bins: readonly [number, number];
  readonly alignCorners: boolean;

  /** @param channels at least 4. */
  constructor(gpu: Device, channels: number, options: StripPoolingOptions = {}) {
    super(gpu);
    const { bins = [20, 12], alignCorners = true } = checkOptions('StripPooling', options, 'bins alignCorners');
    const inner = narrowed('StripPooling', channels, 4);
    const layer = (ins: number, outs: number, rows = 1, columns = rows): ConvNorm => [
      new Conv2d(gpu, ins, outs, { kernel: [rows, columns], padding: [rows >> 1, columns >> 1], bias: false }),
      new BatchNorm(gpu, outs),
    ];
    this.conv1_1 = layer(channels, inner);
    this.conv1_2 = layer(channels, inner);
    this.conv2_0 = layer(inner, inner, 3);
    this.conv2_1 = layer(inner, inner, 3);
    this.conv2_2 = layer(inner, inner, 3);
    this.conv2_3 = layer(inner, inner, 1, 3);
    this.conv2_4 = layer(inner, inner, 3, 1);
    this.conv2_5 = layer(inner, inner, 3);
    this.conv2_6 = layer(inner, inner, 3);
    this.conv3 = layer(2 * inner, channels);
    this.bins = bins;
    this.alignCorners = alignCorners;
  }

  /** x and y [B, C, H, W]. */
  forward(x: Tensor): Tensor {
    const spread = (pooled: Tensor, layer: ConvNorm) =>
      interpolate(run(layer, pooled), {
        size: x.shape.slice(2),
        mode: 'bilinear',
        alignCorners: this.alignCorners,
      });
    const forSquares = run(this.conv1_1, x, 'relu');
    const squares = [this.conv2_1, this.conv2_2].map((layer, i) =>
      spread(adaptiveAvgPool2d(forSquares, this.bins[i]), layer),
    );
    const forStrips = run(this.conv1_2, x, 'relu');
    const columns = spread(mean(forStrips, 2, { keep: true }), this.conv2_3);
    const rows = spread(mean(forStrips, 3, { keep: true }), this.conv2_4);
    const ofSquares = relu(add(add(run(this.conv2_0, forSquares), squares[0]), squares[1]));
    const ofStrips = relu(add(rows, columns));
    const both = concat([run(this.conv2_5, ofSquares, 'relu'), run(this.conv2_6, ofStrips, 'relu')], 1);
    return relu(add(x, run(this.conv3, both)));
  }
}

const run = ([conv, norm]: ConvNorm, x: Tensor, activation?: 'relu'): Tensor =>
  norm.forward(conv.forward(x), activation);
