import { checkOptions } from '../../engine/arguments.ts';
import { attend } from '../../engine/capture.ts';
import type { Device } from '../../engine/device.ts';
import { Module } from '../../engine/module.ts';
import type { Tensor } from '../../engine/tensor.ts';
import { add, mean, mul, sigmoid, silu, unsqueeze } from '../../kernels/index.ts';
import { Linear } from '../basic/linear.ts';
import { elementMap } from './gate-map.ts';
import type { TimmCoordinateOptions } from './timm-coordinate-attention.ts';
import { coordinateWidth } from './timm-coordinate-attention.ts';

/**
 * Coordinate attention without a norm, by dense layers: scores along rows and along columns, one gate of their sum.
 * Paper: after Hou et al., "Coordinate Attention for Efficient Mobile Network Design", CVPR 2021, arXiv 2103.02907.
 * Source: timm 1.0.28, `SimpleCoordAttn`. Status: equal to that code. The paper's form multiplies two gates.
 *
 *     const y = new SimpleCoordinateAttention(gpu, 64).forward(x);   // [B, 64, H, W] → [B, 64, H, W]
 */
export class SimpleCoordinateAttention extends Module {
  fc1: Linear;
  fc_h: Linear;
  fc_w: Linear;
  readonly skip: boolean;

  constructor(gpu: Device, channels: number, options: TimmCoordinateOptions = {}) {
    super(gpu);
    const {
      ratio = 1 / 4,
      bias = true,
      skip = false,
      ...widths
    } = checkOptions('SimpleCoordinateAttention', options, 'ratio bias skip hidden divisor seFactor');
    const hidden = coordinateWidth(channels, { ratio, ...widths });
    this.fc1 = new Linear(gpu, channels, hidden, { bias });
    this.fc_h = new Linear(gpu, hidden, channels, { bias });
    this.fc_w = new Linear(gpu, hidden, channels, { bias });
    this.skip = skip;
  }

  /** y = x · σ(s_h + s_w) (+ x). x and y [B, C, H, W]. */
  forward(x: Tensor): Tensor {
    // Means across one axis, [B, C, L] → scores along the other, [B, C, L].
    const scores = (means: Tensor, layer: Linear) =>
      layer.forward(silu(this.fc1.forward(means.transpose()))).transpose();
    const rows = unsqueeze(scores(mean(x, 3), this.fc_h), 3);
    const columns = unsqueeze(scores(mean(x, 2), this.fc_w), 2);
    const gate = sigmoid(add(rows, columns));
    attend(() => elementMap(gate));
    return this.skip ? add(mul(x, gate), x) : mul(x, gate);
  }
}
