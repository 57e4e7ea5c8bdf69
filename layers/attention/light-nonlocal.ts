import { attend } from '../../engine/capture.ts';
import type { Device } from '../../engine/device.ts';
import { ShapeError } from '../../engine/errors.ts';
import { Module } from '../../engine/module.ts';
import type { Tensor } from '../../engine/tensor.ts';
import { zeros } from '../../engine/create.ts';
import { add, div, matmul } from '../../kernels/index.ts';
import { BatchNorm } from '../basic/batchnorm.ts';
import { Conv2d } from '../basic/conv.ts';
import { layerRandom, normal } from '../basic/init.ts';

/**
 * Lightweight non-local block: no projections, no softmax; queries and keys are a slice of the channels, keys and
 * values a strided grid. Paper: Li et al., "Neural Architecture Search for Lightweight Non-Local Networks", CVPR 2020,
 * arXiv 2004.01961. Source: LiYingwei/AutoNL. Status: equal to an exact port of the TensorFlow code. The product is
 * divided by the number of positions of the full map.
 *
 *     const y = new LightNonLocal(gpu, 64, 0.25, 2).forward(x);   // [B, 64, H, W] → [B, 64, H, W]
 */
export class LightNonLocal extends Module {
  depthwise_conv: Conv2d;
  bn: BatchNorm;
  readonly narrow: number;
  readonly stride: number;

  /**
   * @param ratio share of the channels that queries and keys use @param stride between the positions that serve as keys
   * and values.
   */
  constructor(gpu: Device, channels: number, ratio: number, stride: number) {
    super(gpu);
    this.narrow = Math.trunc(ratio * channels);
    if (this.narrow < 1)
      throw new ShapeError(
        'LightNonLocal',
        'ratio · channels must be at least 1',
        `${ratio} · ${channels}`,
        'use a larger ratio',
      );
    this.stride = stride;
    this.depthwise_conv = new Conv2d(gpu, channels, channels, { kernel: 3, padding: 1, groups: channels, bias: false });
    this.depthwise_conv.weight.assign(normal(gpu, [channels, 1, 3, 3], layerRandom(gpu), 0, Math.sqrt(2 / 9)));
    this.bn = new BatchNorm(gpu, channels, { eps: 1e-3, momentum: 0.01 });
    this.bn.weight!.assign(zeros(gpu, [channels]));
  }

  /** y = x + BN(dw(Σ_m (θ_n · φ_m) g_m / (H · W))). x and y [B, C, H, W]. */
  forward(x: Tensor): Tensor {
    const [batch, channels, height, width] = x.shape;
    const sampled = x.slice(2, 0, height, this.stride).slice(3, 0, width, this.stride);
    const theta = x.slice(1, 0, this.narrow).reshape(batch, this.narrow, -1);
    const phi = sampled.slice(1, 0, this.narrow).reshape(batch, this.narrow, -1);
    const g = sampled.reshape(batch, channels, -1);
    const positions = height * width;
    attend(() => ({
      kind: 'dense',
      grid: [sampled.shape[2], sampled.shape[3]],
      queries: [height, width],
      keep: { theta, phi },
      row: (kept, query, _, image) =>
        div(
          matmul(
            kept.theta.slice(0, image, image + 1).slice(2, query, query + 1),
            kept.phi.slice(0, image, image + 1),
            { transposeA: true },
          ),
          positions,
        ).reshape(-1),
      full: (kept) => div(matmul(kept.theta, kept.phi, { transposeA: true }), positions),
    }));
    // (θᵀφ) gᵀ = θᵀ (φ gᵀ): the right side never forms the N×M map.
    const f = div(matmul(matmul(g, phi, { transposeB: true }), theta), positions).reshape(x.shape);
    return add(x, this.bn.forward(this.depthwise_conv.forward(f)));
  }
}
