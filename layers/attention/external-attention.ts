import { attend } from '../../engine/capture.ts';
import { copy } from '../../engine/cast.ts';
import type { Device } from '../../engine/device.ts';
import { Module } from '../../engine/module.ts';
import type { Tensor } from '../../engine/tensor.ts';
import { add, div, relu, softmax, sum } from '../../kernels/index.ts';
import { BatchNorm } from '../basic/batchnorm.ts';
import { Conv1d, Conv2d } from '../basic/conv.ts';
import { layerRandom, normal } from '../basic/init.ts';

const memories = 64;
const eps = 1e-9;

/**
 * External attention: every position looks at 64 learnt memories that all pictures share, in place of the other
 * positions. Paper: Guo et al., "Beyond Self-Attention: External Attention Using Two Linear Layers for Visual Tasks",
 * TPAMI 2022, arXiv 2105.02358. Source: MenghaoGuo/EANet, `External_attention`. Status: equal to the official code. The
 * softmax runs over the positions, and each position's weights are then divided by their sum over the memories. The two
 * memories start equal and learn apart, as they do in the official code once it has moved to the GPU.
 *
 *     const y = new ExternalAttention(gpu, 64).forward(x);   // [B, 64, H, W] → [B, 64, H, W]
 */
export class ExternalAttention extends Module {
  conv1: Conv2d;
  linear_0: Conv1d;
  linear_1: Conv1d;
  conv2: [Conv2d, BatchNorm];

  constructor(gpu: Device, channels: number) {
    super(gpu);
    const random = layerRandom(gpu);
    this.conv1 = new Conv2d(gpu, channels, channels);
    this.linear_0 = new Conv1d(gpu, channels, memories, { bias: false });
    this.linear_1 = new Conv1d(gpu, memories, channels, { bias: false });
    this.conv2 = [new Conv2d(gpu, channels, channels, { bias: false }), new BatchNorm(gpu, channels)];
    for (const { weight } of [this.conv1, this.linear_1, this.conv2[0]])
      weight!.assign(normal(gpu, weight!.shape, random, 0, Math.sqrt(2 / channels)));
    this.linear_0.weight!.assign(copy(this.linear_1.weight!.transpose(0, 1)));
  }

  /** y = ReLU(BN(conv2(M₁ a)) + x), a = softmax_n(M₀ conv1(x)) / Σ_k. x and y [B, C, H, W]. */
  forward(x: Tensor): Tensor {
    const [batch, channels, height, width] = x.shape;
    const pixels = this.conv1.forward(x).reshape(batch, channels, height * width);
    const shares = softmax(this.linear_0.forward(pixels), 2);
    const a = div(shares, add(sum(shares, 1, { keep: true }), eps));
    attend(() => ({
      kind: 'bases',
      heads: memories,
      grid: [height, width],
      keep: { a },
      row: (kept, _, memory, image) => copy(kept.a.slice(0, image, image + 1).slice(1, memory, memory + 1)).reshape(-1),
      full: (kept) => copy(kept.a),
    }));
    const [conv, bn] = this.conv2;
    return relu(add(bn.forward(conv.forward(this.linear_1.forward(a).reshape(x.shape))), x));
  }
}
