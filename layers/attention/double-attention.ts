import { checkOptions } from '../../engine/arguments.ts';
import { attend } from '../../engine/capture.ts';
import { copy } from '../../engine/cast.ts';
import type { Device } from '../../engine/device.ts';
import { Module } from '../../engine/module.ts';
import type { Tensor } from '../../engine/tensor.ts';
import { matmul, softmax } from '../../kernels/index.ts';
import { Conv2d } from '../basic/conv.ts';

export interface DoubleAttentionOptions {
  /** Bring the output back to the input's channels by a 1×1 convolution. */
  reconstruct?: boolean;
}

/**
 * Double attention: gather a bag of global descriptors, then let each position pick from it. Paper: Chen et al.,
 * "A²-Nets: Double Attention Networks", NeurIPS 2018, arXiv 1810.11579. Source: nguyenvo09's port (the authors' own
 * code was not found), which agrees with the paper but for the residual, which it leaves to the caller. Status: equal
 * to that port. Softmax runs over positions for gathering and over descriptors for distributing.
 *
 *     const y = new DoubleAttention(gpu, 64, 32, 16).forward(x);   // [B, 64, H, W] → [B, 32, H, W]
 */
export class DoubleAttention extends Module {
  convA: Conv2d;
  convB: Conv2d;
  convV: Conv2d;
  conv_reconstruct: Conv2d | null;

  /** @param features channels of each descriptor (c_m) @param descriptors how many there are (c_n). */
  constructor(
    gpu: Device,
    channels: number,
    features: number,
    descriptors: number,
    options: DoubleAttentionOptions = {},
  ) {
    const { reconstruct = false } = checkOptions('DoubleAttention', options, 'reconstruct');
    super(gpu);
    this.convA = new Conv2d(gpu, channels, features);
    this.convB = new Conv2d(gpu, channels, descriptors);
    this.convV = new Conv2d(gpu, channels, descriptors);
    this.conv_reconstruct = reconstruct ? new Conv2d(gpu, features, channels) : null;
  }

  /** Z = (A · softmax_n(B)ᵀ) · softmax_k(V). x [B, C, H, W] → [B, c_m or C, H, W]. */
  forward(x: Tensor): Tensor {
    const [batch, , height, width] = x.shape;
    const [a, b, v] = [this.convA, this.convB, this.convV].map((project) =>
      project.forward(x).reshape(batch, -1, height * width),
    );
    const gather = softmax(b, 2);
    const distribute = softmax(v, 1);
    attend(() => ({
      name: 'gather',
      kind: 'bases',
      heads: b.shape[1],
      grid: [height, width],
      keep: { gather },
      row: (kept, _, head, image) =>
        kept.gather
          .slice(0, image, image + 1)
          .slice(1, head, head + 1)
          .reshape(-1),
      full: (kept) => copy(kept.gather),
    }));
    // A query's row over positions: what each descriptor gathered, weighted by how much of it the query picks.
    attend(() => ({
      kind: 'dense',
      grid: [height, width],
      queries: [height, width],
      keep: { gather, distribute },
      row: (kept, query, _, image) =>
        matmul(
          kept.distribute
            .slice(0, image, image + 1)
            .slice(2, query, query + 1)
            .reshape(1, -1),
          kept.gather.slice(0, image, image + 1).reshape(b.shape[1], -1),
        ).reshape(-1),
      full: (kept) => copy(kept.distribute),
      through: (kept, values) =>
        matmul(
          matmul(values.reshape(batch, -1, height * width), kept.gather, { transposeB: true }),
          kept.distribute,
        ).reshape(values.shape),
    }));
    const z = matmul(matmul(a, gather, { transposeB: true }), distribute).reshape(batch, -1, height, width);
    return this.conv_reconstruct ? this.conv_reconstruct.forward(z) : z;
  }
}
