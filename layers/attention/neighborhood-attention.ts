import { checkOptions } from '../../engine/arguments.ts';
import { attend } from '../../engine/capture.ts';
import type { Device } from '../../engine/device.ts';
import { ShapeError } from '../../engine/errors.ts';
import { Module } from '../../engine/module.ts';
import type { Tensor } from '../../engine/tensor.ts';
import type { Variable } from '../../engine/variable.ts';
import { parameter } from '../../engine/variable.ts';
import type { LocalAttentionOptions } from '../../kernels/index.ts';
import { localAttention, localAttentionMap, pad, split } from '../../kernels/index.ts';
import { layerRandom } from '../basic/init.ts';
import { truncNormal } from '../basic/trunc-normal.ts';
import { Linear } from '../basic/linear.ts';
import { withoutPadding } from './padded-map.ts';

export interface NeighborhoodOptions {
  heads: number;
  /** Side of the window, odd. */
  kernel: number;
  dilation?: number;
  /** Learn a bias for each head and relative place. */
  bias?: boolean;
  qkvBias?: boolean;
  /** In place of 1 / √(channels of a head). */
  qkScale?: number | null;
  /** Take and give [B, C, H, W], as convolutions do; [B, H, W, C] by default. */
  channelsFirst?: boolean;
}

/**
 * Neighbourhood attention: each token attends to the k×k tokens nearest to it; at borders the window moves inward and
 * stays whole. Paper: Hassani et al., "Neighborhood Attention Transformer", CVPR 2023, arXiv 2204.07143; dilated: arXiv
 * 2209.15001. Source: the interface of SHI-Labs/NATTEN 0.14.6. Status: forward and gradients equal to that version's
 * CPU kernels, without dropout.
 *
 *     const attention = new NeighborhoodAttention2d(gpu, 64, { heads: 4, kernel: 7 });
 *     const y = attention.forward(x);   // [B, H, W, 64] → [B, H, W, 64]
 */
export class NeighborhoodAttention2d extends Module {
  rpb: Variable | null;
  qkv: Linear;
  proj: Linear;
  readonly options: { heads: number; kernel: number; dilation: number; scale: number };
  readonly channelsFirst: boolean;

  constructor(gpu: Device, dim: number, given: NeighborhoodOptions) {
    const {
      heads,
      kernel,
      dilation = 1,
      bias = true,
      qkvBias = true,
      qkScale,
      channelsFirst = false,
    } = checkOptions('NeighborhoodAttention2d', given, 'heads kernel dilation bias qkvBias qkScale channelsFirst');
    super(gpu);
    if (dim % heads)
      throw new ShapeError(
        'NeighborhoodAttention2d',
        'the heads must divide the channels',
        `${dim} channels, ${heads} heads`,
        'use a number of heads that divides the channels',
      );
    this.options = { heads, kernel, dilation, scale: qkScale ?? (dim / heads) ** -0.5 };
    this.channelsFirst = channelsFirst;
    this.qkv = new Linear(gpu, dim, 3 * dim, { bias: qkvBias });
    this.rpb = bias
      ? parameter(truncNormal(gpu, [heads, 2 * kernel - 1, 2 * kernel - 1], layerRandom(gpu), 0.02))
      : null;
    this.proj = new Linear(gpu, dim, dim);
  }

  /**
   * proj(Σ_j softmax_j(q_i · k_j · scale + rpb[j - i]) v_j). x and y [B, H, W, C], or [B, C, H, W] with
   * `channelsFirst`.
   */
  forward(x: Tensor): Tensor {
    return this.channelsFirst ? this.attended(x.permute(0, 2, 3, 1)).permute(0, 3, 1, 2) : this.attended(x);
  }

  private attended(x: Tensor): Tensor {
    const [, height, width, dim] = x.shape;
    // An image smaller than the window grows by zeros, which take part.
    const least = this.options.kernel * this.options.dilation;
    const [below, right] = [height, width].map((n) => Math.max(0, least - n));
    const whole = below || right ? pad(x, { before: [0, 0, 0], after: [below, right, 0] }) : x;
    const [q, k, v] = split(this.qkv.forward(whole), dim, 3).map((part) => part.permute(0, 3, 1, 2));
    const options: LocalAttentionOptions = { ...this.options, border: 'shift', ...(this.rpb && { bias: this.rpb }) };
    attend(() => withoutPadding(localAttentionMap(q, k, options), [0, 0], [height, width], [height, width]));
    return this.proj.forward(
      localAttention(q, k, v, options).permute(0, 2, 3, 1).slice(1, 0, height).slice(2, 0, width),
    );
  }
}
