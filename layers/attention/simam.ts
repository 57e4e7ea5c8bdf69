import { checkOptions } from '../../engine/arguments.ts';
import { attend } from '../../engine/capture.ts';
import type { Device } from '../../engine/device.ts';
import { ShapeError } from '../../engine/errors.ts';
import { Module } from '../../engine/module.ts';
import { show } from '../../engine/shape.ts';
import type { Tensor } from '../../engine/tensor.ts';
import { add, affine, div, mean, mul, sigmoid, sub, variance } from '../../kernels/index.ts';
import { elementMap } from './gate-map.ts';

/**
 * A gate without parameters: the more a pixel differs from the rest of its channel, the more of it passes. Paper: Yang
 * et al., "SimAM: A Simple, Parameter-Free Attention Module for Convolutional Neural Networks", ICML 2021 (PMLR 139).
 * Source: ZjjConan/SimAM. Status: equal to the official code: the mean is that of all H·W pixels, the sum of squares is
 * divided by H·W - 1.
 *
 *     const y = new SimAM(gpu).forward(x);   // [B, C, H, W] → [B, C, H, W]
 */
export class SimAM extends Module {
  /** λ, which keeps the gates of a flat channel finite. */
  readonly lambda: number;

  constructor(gpu: Device, options: { lambda?: number } = {}) {
    super(gpu);
    const { lambda = 1e-4 } = checkOptions('SimAM', options, 'lambda');
    this.lambda = lambda;
  }

  /**
   * y = x · σ((x - μ)² / (4(v + λ)) + ½), v the unbiased variance. x and y [B, C, H, W].
   * @throws ShapeError for a single position, which differs from nothing.
   */
  forward(x: Tensor): Tensor {
    if (x.shape[2] * x.shape[3] < 2)
      throw new ShapeError('SimAM', 'a single position has no others to differ from', show(x.shape));
    const centred = sub(x, mean(x, [2, 3], { keep: true }));
    const spread = add(variance(x, [2, 3], { keep: true }), this.lambda);
    const gate = sigmoid(affine(div(mul(centred, centred), spread), { alpha: 0.25, beta: 0.5 }));
    attend(() => elementMap(gate));
    return mul(x, gate);
  }
}
