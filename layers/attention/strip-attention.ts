import { checkOptions } from '../../engine/arguments.ts';
import { attend } from '../../engine/capture.ts';
import type { Device } from '../../engine/device.ts';
import { Module } from '../../engine/module.ts';
import type { Tensor } from '../../engine/tensor.ts';
import { add, mean, mul, sigmoid } from '../../kernels/index.ts';
import { Conv2d } from '../basic/conv.ts';
import { elementMap } from './gate-map.ts';

export interface StripAttentionOptions {
  /** Refine the means by convolutions along their strip. */
  conv?: boolean;
  /** Length of these. */
  kernel?: number;
  bias?: boolean;
  /** Add x. */
  skip?: boolean;
}

/**
 * Strip attention: each channel is gated by the means of a pixel's row and column. Paper: after Hou et al., "Coordinate
 * Attention for Efficient Mobile Network Design", CVPR 2021, arXiv 2103.02907, and strip pooling. Source: timm 1.0.28,
 * `StripAttn`. Status: equal to that code.
 *
 *     const y = new StripAttention(gpu, 64).forward(x);   // [B, 64, H, W] → [B, 64, H, W]
 */
export class StripAttention extends Module {
  conv_h: Conv2d | null;
  conv_w: Conv2d | null;
  readonly skip: boolean;

  constructor(gpu: Device, channels: number, options: StripAttentionOptions = {}) {
    super(gpu);
    const {
      conv = true,
      kernel = 3,
      bias = false,
      skip = false,
    } = checkOptions('StripAttention', options, 'conv kernel bias skip');
    const half = kernel >> 1;
    const along = (window: [number, number], padding: [number, number]) =>
      conv ? new Conv2d(gpu, channels, channels, { kernel: window, padding, groups: channels, bias }) : null;
    this.conv_h = along([kernel, 1], [half, 0]);
    this.conv_w = along([1, kernel], [0, half]);
    this.skip = skip;
  }

  /** y = x · σ(conv_h(mean_W x) + conv_w(mean_H x)) (+ x). x and y [B, C, H, W]. */
  forward(x: Tensor): Tensor {
    const [rows, columns] = [mean(x, 3, { keep: true }), mean(x, 2, { keep: true })];
    const gate = sigmoid(add(this.conv_h?.forward(rows) ?? rows, this.conv_w?.forward(columns) ?? columns));
    attend(() => elementMap(gate));
    return this.skip ? add(mul(x, gate), x) : mul(x, gate);
  }
}
