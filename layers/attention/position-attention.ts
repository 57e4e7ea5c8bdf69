/**
 * Dual attention: position attention over all pixels, channel attention over all channels. Paper: Fu et al., "Dual
 * Attention Network for Scene Segmentation", CVPR 2019, arXiv 1809.02983. Source: junfu1115/DANet. Status: equal to the
 * official code. Channel attention is not the paper's formula: the code weighs by rowmax(E) - E, so that the least
 * similar channel counts most.
 */
import { Module } from '../../engine/module.ts';
import type { Variable } from '../../engine/variable.ts';
import { Conv2d } from '../basic/conv.ts';
import type { Device } from '../../engine/device.ts';
import { parameter } from '../../engine/variable.ts';
import { zeros } from '../../engine/create.ts';
import type { Tensor } from '../../engine/tensor.ts';
import { attend } from '../../engine/capture.ts';
import { imageAttention, imageAttentionMap, scaleAdd } from '../../kernels/index.ts';
import { narrowed } from '../basic/narrowed.ts';

/** Position attention: y = gamma · v softmax_j(q_i · k_j)ᵀ + x. */
export class PositionAttention extends Module {
  gamma: Variable;
  query_conv: Conv2d;
  key_conv: Conv2d;
  value_conv: Conv2d;

  /** @param channels at least 8: queries and keys have an eighth of them. */
  constructor(gpu: Device, channels: number) {
    super(gpu);
    const narrow = narrowed('PositionAttention', channels, 8);
    this.query_conv = new Conv2d(gpu, channels, narrow);
    this.key_conv = new Conv2d(gpu, channels, narrow);
    this.value_conv = new Conv2d(gpu, channels, channels);
    this.gamma = parameter(zeros(gpu, [1]));
  }

  /** x and y [B, C, H, W]. */
  forward(x: Tensor): Tensor {
    const [, , height, width] = x.shape;
    const [q, k, v] = [this.query_conv, this.key_conv, this.value_conv].map((project) =>
      project.forward(x).reshape(x.shape[0], -1, height * width),
    );
    attend(() => imageAttentionMap(q, k, {}, { kind: 'dense', grid: [height, width], queries: [height, width] }));
    return scaleAdd(x, imageAttention(q, k, v).reshape(x.shape), this.gamma);
  }
}
