import { checkOptions } from '../../engine/arguments.ts';
import { attend } from '../../engine/capture.ts';
import type { Device } from '../../engine/device.ts';
import { Module } from '../../engine/module.ts';
import type { Tensor } from '../../engine/tensor.ts';
import { add, div, exp, mean, mul, sqrt, sub, variance } from '../../kernels/index.ts';
import { channelMap } from './gate-map.ts';

export interface GaussianContextOptions {
  /** Width of the bell, in deviations of the channels' means. */
  c?: number;
  eps?: number;
}

/**
 * Gaussian context transformer: the further a channel's mean lies from those of the others, the less of it passes,
 * along a bell without parameters. Paper: Ruan et al., "Gaussian Context Transformer", CVPR 2021 (GCT-B0). No official
 * code exists. Status: OWN DEFINITION after the paper: exp(-z²/(2c²)), where widespread copies compute exp(-z²/2 · c).
 *
 *     const y = new GaussianContextTransformer(gpu).forward(x);   // [B, C, H, W] → [B, C, H, W]
 */
export class GaussianContextTransformer extends Module {
  readonly c: number;
  readonly eps: number;

  constructor(gpu: Device, options: GaussianContextOptions = {}) {
    super(gpu);
    const { c = 2, eps = 1e-5 } = checkOptions('GaussianContextTransformer', options, 'c eps');
    this.c = c;
    this.eps = eps;
  }

  /** y = x · exp(-z²/(2c²)), z the channels' means, normalised over the channels. x and y [B, C, H, W]. */
  forward(x: Tensor): Tensor {
    const means = mean(x, [2, 3], { keep: true });
    const centred = sub(means, mean(means, 1, { keep: true }));
    const z = div(centred, sqrt(add(variance(means, 1, { correction: 0, keep: true }), this.eps)));
    const gate = exp(mul(mul(z, z), -1 / (2 * this.c * this.c)));
    attend(() => channelMap(gate));
    return mul(x, gate);
  }
}
