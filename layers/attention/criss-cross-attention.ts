import { checkOptions } from '../../engine/arguments.ts';
import { attend } from '../../engine/capture.ts';
import type { Device } from '../../engine/device.ts';
import { Module } from '../../engine/module.ts';
import type { Tensor } from '../../engine/tensor.ts';
import type { Variable } from '../../engine/variable.ts';
import { zeros } from '../../engine/create.ts';
import { parameter } from '../../engine/variable.ts';
import { crissCrossAttention, crissCrossMap, scaleAdd } from '../../kernels/index.ts';
import { Conv2d } from '../basic/conv.ts';
import { narrowed } from '../basic/narrowed.ts';

export interface CrissCrossOptions {
  /** How often the same weights are applied; 2 reaches every pixel. */
  recurrence?: number;
}

/**
 * Criss-cross attention: each pixel gathers from its row and column; applied twice, from everywhere. Paper: Huang et
 * al., "CCNet: Criss-Cross Attention for Semantic Segmentation", ICCV 2019, arXiv 1811.11721. Source:
 * speedinghzl/CCNet. Status: equal to the official code. The pixel itself counts once, in its row; logits are not
 * scaled.
 *
 *     const y = new CrissCrossAttention(gpu, 64, { recurrence: 2 }).forward(x);   // [B, 64, H, W] → [B, 64, H, W]
 */
export class CrissCrossAttention extends Module {
  gamma: Variable;
  query_conv: Conv2d;
  key_conv: Conv2d;
  value_conv: Conv2d;
  readonly recurrence: number;

  /** @param channels at least 8: queries and keys have an eighth of them. */
  constructor(gpu: Device, channels: number, options: CrissCrossOptions = {}) {
    const { recurrence = 1 } = checkOptions('CrissCrossAttention', options, 'recurrence');
    super(gpu);
    const narrow = narrowed('CrissCrossAttention', channels, 8);
    this.query_conv = new Conv2d(gpu, channels, narrow);
    this.key_conv = new Conv2d(gpu, channels, narrow);
    this.value_conv = new Conv2d(gpu, channels, channels);
    this.gamma = parameter(zeros(gpu, [1]));
    this.recurrence = recurrence;
  }

  /** y = gamma · Σ_{column ∪ row} p v + x, `recurrence` times. x and y [B, C, H, W]. */
  forward(x: Tensor): Tensor {
    const passes: { query: Tensor; key: Tensor }[] = [];
    let y = x;
    for (let i = 0; i < this.recurrence; i++) {
      const [query, key, value] = [this.query_conv, this.key_conv, this.value_conv].map((project) =>
        project.forward(y),
      );
      passes.push({ query, key });
      attend(() => crissCrossMap([{ query, key }]));
      y = scaleAdd(y, crissCrossAttention(query, key, value), this.gamma);
    }
    if (passes.length > 1) attend(() => crissCrossMap(passes));
    return y;
  }
}
