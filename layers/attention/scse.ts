import { checkOptions } from '../../engine/arguments.ts';
import { attend } from '../../engine/capture.ts';
import type { Device } from '../../engine/device.ts';
import { Module } from '../../engine/module.ts';
import type { Tensor } from '../../engine/tensor.ts';
import { add, mean, mul } from '../../kernels/index.ts';
import { Conv2d } from '../basic/conv.ts';
import { narrowed } from '../basic/narrowed.ts';
import { channelMap, spatialMap } from './gate-map.ts';

/**
 * Concurrent squeeze and excitation: a gate on channels and one on positions, side by side, their results added. Paper:
 * Roy et al., "Concurrent Spatial and Channel Squeeze & Excitation in Fully Convolutional Networks", MICCAI 2018, arXiv
 * 1803.02579. Source: qubvel-org/segmentation_models.pytorch, `SCSEModule`. Status: equal to that code; other copies
 * take the larger of the two results.
 *
 *     const y = new SCSE(gpu, 64).forward(x);   // [B, 64, H, W] → [B, 64, H, W]
 */
export class SCSE extends Module {
  cSE: { 1: Conv2d; 3: Conv2d };
  sSE: { 0: Conv2d };

  /** @throws ShapeError where the reduction leaves no channels. */
  constructor(gpu: Device, channels: number, options: { reduction?: number } = {}) {
    super(gpu);
    const { reduction = 16 } = checkOptions('SCSE', options, 'reduction');
    const hidden = narrowed('SCSE', channels, reduction);
    this.cSE = { 1: new Conv2d(gpu, channels, hidden), 3: new Conv2d(gpu, hidden, channels) };
    this.sSE = { 0: new Conv2d(gpu, channels, 1) };
  }

  /** y = x · σ(W₃ ReLU(W₁ mean(x))) + x · σ(w x). x and y [B, C, H, W]. */
  forward(x: Tensor): Tensor {
    const channels = this.cSE[3].forward(this.cSE[1].forward(mean(x, [2, 3], { keep: true }), 'relu'), 'sigmoid');
    attend(() => channelMap(channels));
    const places = this.sSE[0].forward(x, 'sigmoid');
    attend(() => spatialMap(places));
    return add(mul(x, channels), mul(x, places));
  }
}
