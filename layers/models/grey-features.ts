import type { Device } from '../../engine/device.ts';
import { ShapeError } from '../../engine/errors.ts';
import { Module } from '../../engine/module.ts';
import { show } from '../../engine/shape.ts';
import type { Tensor } from '../../engine/tensor.ts';
import { add, affine, avgPool2d } from '../../kernels/index.ts';
import { BatchNorm } from '../basic/batchnorm.ts';
import { Conv2d } from '../basic/conv.ts';

/** Channels of the features. */
const width = 64;

/** Red, green and blue in the lightness that the network sees, and its middle. */
const lightness = [0.3, 0.6, 0.1];
const middle = 0.45;

/**
 * The four convolutions of `ColourNet`: features that learnt to give grey photographs their colours back. What modules
 * of the zoo were trained on, and are shown on. Its weights are `ColourNet`'s own names, `convs` and `norms`.
 *
 *     const features = new GreyFeatures(gpu).eval().forward(image);   // [B, 3, H, W] in 0…1 → [B, 64, H/8, W/8]
 */
export class GreyFeatures extends Module {
  convs: Conv2d[];
  norms: BatchNorm[];

  constructor(gpu: Device) {
    super(gpu);
    const conv = (ins: number, outs: number, stride: number) =>
      new Conv2d(gpu, ins, outs, { kernel: 3, stride, padding: 1 });
    this.convs = [conv(1, width / 2, 2), conv(width / 2, width, 2), conv(width, width, 1), conv(width, width, 1)];
    this.norms = [width / 2, width, width, width].map((channels) => new BatchNorm(gpu, channels));
  }

  /** A picture is looked at in half its size: a cell of the features is 8×8 pixels of it. */
  forward(image: Tensor): Tensor {
    if (image.rank !== 4 || image.shape[1] !== 3 || image.shape[2] % 8 || image.shape[3] % 8)
      throw new ShapeError('GreyFeatures', 'needs [B, 3, H, W], sides multiples of 8', show(image.shape));
    const half = avgPool2d(image, 2);
    const [red, green, blue] = lightness.map((alpha, c) => affine(half.slice(1, c, c + 1), { alpha }));
    return this.ofGrey(add(add(add(red, green), blue), -middle));
  }

  /** [B, 1, H, W], lightness less its middle → [B, 64, H/4, W/4]. */
  ofGrey(grey: Tensor): Tensor {
    return this.convs.reduce((x, conv, i) => this.norms[i].forward(conv.forward(x), 'relu'), grey);
  }
}
