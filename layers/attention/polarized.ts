/**
 * Polarized self-attention: a channel gate that keeps one full axis of channels, and a spatial gate that keeps the full
 * picture. Paper: Liu et al., "Polarized Self-Attention: Towards High-quality Pixel-wise Regression", 2021, arXiv
 * 2107.00782. Source: DeLightCMU/PSA. Status: equal to the official code, which differs from the paper: no softmax over
 * the channels of the pooled query; in the parallel form a softmax over positions follows the product, so that the
 * spatial gate is nearly ½ everywhere, in the sequential form it comes before. The official constructors' `kernel_size`
 * does nothing.
 */
import { attend } from '../../engine/capture.ts';
import type { Device } from '../../engine/device.ts';
import { Module } from '../../engine/module.ts';
import type { Tensor } from '../../engine/tensor.ts';
import { add, matmul, mean, mul, relu, sigmoid, softmax, unsqueeze } from '../../kernels/index.ts';
import { Conv2d } from '../basic/conv.ts';
import { layerRandom } from '../basic/init.ts';
import { kaimingNormal } from '../basic/kaiming.ts';
import { LayerNorm } from '../basic/layernorm.ts';
import { narrowed } from '../basic/narrowed.ts';
import { headMap } from './gate-map.ts';

/** The four projections, and what both forms make of them. */
abstract class Polarized extends Module {
  conv_q_right: Conv2d;
  conv_v_right: Conv2d;
  conv_q_left: Conv2d;
  conv_v_left: Conv2d;

  constructor(gpu: Device, channels: number) {
    super(gpu);
    const half = narrowed('Polarized', channels, 2);
    const project = (outs: number) => {
      const conv = new Conv2d(gpu, channels, outs, { bias: false });
      conv.weight.assign(kaimingNormal(gpu, conv.weight.shape, layerRandom(gpu)));
      return conv;
    };
    this.conv_q_right = project(1);
    this.conv_v_right = project(half);
    this.conv_q_left = project(half);
    this.conv_v_left = project(half);
  }

  /** Half the channels, summed over positions as the query says: [B, C, H, W] → [B, C/2, 1, 1]. */
  protected pooled(x: Tensor): Tensor {
    const [batch, , height, width] = x.shape;
    const [query, value] = [this.conv_q_right, this.conv_v_right].map((conv) =>
      conv.forward(x).reshape(batch, -1, height * width),
    );
    const weights = softmax(query);
    attend(() => headMap(weights, { name: 'channel', kind: 'spatial', grid: [height, width] }));
    return unsqueeze(matmul(value, weights, { transposeB: true }), 3);
  }

  /** The pooled query [B, 1, C/2] and the values [B, C/2, N] of the spatial gate. */
  protected forPlaces(x: Tensor): { query: Tensor; value: Tensor } {
    const [batch, , height, width] = x.shape;
    return {
      query: unsqueeze(mean(this.conv_q_left.forward(x), [2, 3]), 1),
      value: this.conv_v_left.forward(x).reshape(batch, -1, height * width),
    };
  }

  /** Notes weights [B, heads, N] of the spatial gate. */
  protected note(weights: Tensor, x: Tensor): void {
    attend(() => headMap(weights, { name: 'spatial', kind: 'spatial', grid: [x.shape[2], x.shape[3]] }));
  }
}

/**
 * Both gates on x, their results added.
 *
 *     const y = new PolarizedParallel(gpu, 64).forward(x);   // [B, 64, H, W] → [B, 64, H, W]
 */
export class PolarizedParallel extends Polarized {
  conv_up: Conv2d;

  constructor(gpu: Device, channels: number) {
    super(gpu, channels);
    this.conv_up = new Conv2d(gpu, channels >> 1, channels, { bias: false });
  }

  /** y = x · σ(W pooled) + x · σ(softmax(q v)). x and y [B, C, H, W]. */
  forward(x: Tensor): Tensor {
    const channels = this.conv_up.forward(this.pooled(x), 'sigmoid');
    const { query, value } = this.forPlaces(x);
    const weights = softmax(matmul(query, value));
    this.note(weights, x);
    const places = sigmoid(weights).reshape(x.shape[0], 1, x.shape[2], x.shape[3]);
    return add(mul(x, places), mul(x, channels));
  }
}

/**
 * The spatial gate on what the channel gate lets pass.
 *
 *     const y = new PolarizedSequential(gpu, 64).forward(x);   // [B, 64, H, W] → [B, 64, H, W]
 */
export class PolarizedSequential extends Polarized {
  conv_up: { 0: Conv2d; 1: LayerNorm; 3: Conv2d };

  /** @param channels at least 8. */
  constructor(gpu: Device, channels: number) {
    super(gpu, channels);
    const half = channels >> 1;
    const hidden = narrowed('PolarizedSequential', half, 4);
    this.conv_up = {
      0: new Conv2d(gpu, half, hidden),
      1: new LayerNorm(gpu, [hidden, 1, 1]),
      3: new Conv2d(gpu, hidden, channels),
    };
  }

  /** y = u · σ(q softmax(v)), u = x · σ(W₃ ReLU(LN(W₀ pooled))). x and y [B, C, H, W]. */
  forward(x: Tensor): Tensor {
    const { 0: narrow, 1: norm, 3: widen } = this.conv_up;
    const gated = mul(x, widen.forward(relu(norm.forward(narrow.forward(this.pooled(x)))), 'sigmoid'));
    const { query, value } = this.forPlaces(gated);
    const weights = softmax(value);
    this.note(weights, x);
    const places = matmul(query, weights, { activation: 'sigmoid' });
    return mul(gated, places.reshape(x.shape[0], 1, x.shape[2], x.shape[3]));
  }
}
