import { attend } from '../../engine/capture.ts';
import { zeros } from '../../engine/create.ts';
import type { Device } from '../../engine/device.ts';
import { ShapeError } from '../../engine/errors.ts';
import { Module } from '../../engine/module.ts';
import { show } from '../../engine/shape.ts';
import type { Tensor } from '../../engine/tensor.ts';
import type { Variable } from '../../engine/variable.ts';
import { parameter } from '../../engine/variable.ts';
import { add, concat, mean, mul, sqrt, sum, variance } from '../../kernels/index.ts';
import { BatchNorm } from '../basic/batchnorm.ts';
import { channelMap } from './gate-map.ts';

/**
 * Style-based recalibration: each channel is weighed by its own mean and deviation. Paper: Lee et al., "SRM: A
 * Style-based Recalibration Module for Convolutional Neural Networks", ICCV 2019, arXiv 1903.10829. Source:
 * hyunjaelee410/style-recalibration-module. Status: OWN DEFINITION after that layer, whose code could not be run: the
 * deviation is the root of the unbiased variance plus 1e-5. The two weights of a channel begin at 0.
 *
 *     const y = new StyleRecalibration(gpu, 64).forward(x);   // [B, 64, H, W] → [B, 64, H, W]
 */
export class StyleRecalibration extends Module {
  /** Of the mean and of the deviation. */
  cfc: Variable;
  bn: BatchNorm;

  constructor(gpu: Device, channels: number) {
    super(gpu);
    this.cfc = parameter(zeros(gpu, [channels, 2]));
    this.bn = new BatchNorm(gpu, channels);
  }

  /**
   * y = x · σ(BN(w · [mean, deviation])). x and y [B, C, H, W].
   * @throws ShapeError for a single position, which has no deviation.
   */
  forward(x: Tensor): Tensor {
    const [batch, channels, height, width] = x.shape;
    if (height * width < 2)
      throw new ShapeError('StyleRecalibration', 'a single position has no deviation', show(x.shape));
    const deviation = sqrt(add(variance(x, [2, 3]), 1e-5));
    const style = concat(
      [mean(x, [2, 3]), deviation].map((of) => of.reshape(batch, channels, 1)),
      2,
    );
    const gate = this.bn.forward(sum(mul(style, this.cfc), 2), 'sigmoid').reshape(batch, channels, 1, 1);
    attend(() => channelMap(gate));
    return mul(x, gate);
  }
}
