import { checkOptions } from '../../engine/arguments.ts';
import { attend } from '../../engine/capture.ts';
import { copy } from '../../engine/cast.ts';
import type { Device } from '../../engine/device.ts';
import { Module } from '../../engine/module.ts';
import type { Tensor } from '../../engine/tensor.ts';
import { mean, mul, sigmoid, silu } from '../../kernels/index.ts';
import { Conv2d } from '../basic/conv.ts';
import { GroupNorm } from '../basic/groupnorm.ts';

export interface EfficientLocalOptions {
  /** Length of the window along each axis, odd. */
  kernel?: number;
  bias?: boolean;
}

/**
 * Efficient local attention: a gate along the rows and one along the columns, from depthwise convolutions of the means
 * across the other axis. Paper: Xu and Wan, "ELA: Efficient Local Attention for Deep Convolutional Neural Networks",
 * arXiv 2403.01123. Source: timm 1.0.28, `EfficientLocalAttn`. Status: equal to that code, which normalises by one
 * group over channels and positions and has a SiLU before the sigmoid; the paper has 16 groups and none.
 *
 *     const y = new EfficientLocalAttention(gpu, 64).forward(x);   // [B, 64, H, W] → [B, 64, H, W]
 */
export class EfficientLocalAttention extends Module {
  conv_h: Conv2d;
  conv_w: Conv2d;
  norm_h: GroupNorm;
  norm_w: GroupNorm;

  constructor(gpu: Device, channels: number, options: EfficientLocalOptions = {}) {
    super(gpu);
    const { kernel = 7, bias = false } = checkOptions('EfficientLocalAttention', options, 'kernel bias');
    const half = Math.floor(kernel / 2);
    this.conv_h = new Conv2d(gpu, channels, channels, {
      kernel: [kernel, 1],
      padding: [half, 0],
      groups: channels,
      bias,
    });
    this.conv_w = new Conv2d(gpu, channels, channels, {
      kernel: [1, kernel],
      padding: [0, half],
      groups: channels,
      bias,
    });
    this.norm_h = new GroupNorm(gpu, 1, channels);
    this.norm_w = new GroupNorm(gpu, 1, channels);
  }

  /** y = x · a_h · a_w. x and y [B, C, H, W]. */
  forward(x: Tensor): Tensor {
    const [, channels, height, width] = x.shape;
    const rows = sigmoid(silu(this.norm_h.forward(this.conv_h.forward(mean(x, 3, { keep: true })))));
    const columns = sigmoid(silu(this.norm_w.forward(this.conv_w.forward(mean(x, 2, { keep: true })))));
    const of = (gate: Tensor, channel: number, image: number) =>
      gate.slice(0, image, image + 1).slice(1, channel, channel + 1);
    // A position's weight is the product of both, a head for each channel.
    const map = (name: 'rows' | 'columns') =>
      attend(() => ({
        name,
        kind: 'spatial',
        heads: channels,
        grid: [height, width],
        keep: { rows, columns },
        row: (kept, _, channel, image) =>
          mul(of(kept.rows, channel, image), of(kept.columns, channel, image)).reshape(-1),
        full: (kept) => copy(kept[name]),
      }));
    map('rows');
    map('columns');
    return mul(mul(x, rows), columns);
  }
}
