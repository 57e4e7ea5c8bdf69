import { attend } from '../../engine/capture.ts';
import type { Device } from '../../engine/device.ts';
import { Module } from '../../engine/module.ts';
import type { Tensor } from '../../engine/tensor.ts';
import { imageAttention, imageAttentionMap } from '../../kernels/index.ts';
import { Conv2d } from '../basic/conv.ts';

/**
 * Self-attention with an output convolution: every pixel gathers from every pixel, no residual, no scale, full-width
 * projections. Status: equal to the seed article's code, forward and backward.
 *
 *     const y = new SelfAttention(gpu, 64).forward(x);   // [B, 64, H, W] → [B, 64, H, W]
 */
export class SelfAttention extends Module {
  f: Conv2d;
  g: Conv2d;
  h: Conv2d;
  o: Conv2d;

  /** @param channels of the input and of all four projections. */
  constructor(gpu: Device, channels: number) {
    super(gpu);
    this.f = new Conv2d(gpu, channels, channels);
    this.g = new Conv2d(gpu, channels, channels);
    this.h = new Conv2d(gpu, channels, channels);
    this.o = new Conv2d(gpu, channels, channels);
  }

  /** y = o(h · softmax_j(f_i · g_j)ᵀ). x and y [B, C, H, W]. */
  forward(x: Tensor): Tensor {
    const [, , height, width] = x.shape;
    const [f, g, h] = [this.f, this.g, this.h].map((project) =>
      project.forward(x).reshape(x.shape[0], -1, height * width),
    );
    attend(() => imageAttentionMap(f, g, {}, { kind: 'dense', grid: [height, width], queries: [height, width] }));
    return this.o.forward(imageAttention(f, g, h).reshape(x.shape));
  }
}
