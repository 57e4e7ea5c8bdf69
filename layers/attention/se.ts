/**
 * Squeeze and excitation: channels weighed by a small network that sees their means. Paper: Hu et al.,
 * "Squeeze-and-Excitation Networks", CVPR 2018, arXiv 1709.01507. Status: equal to two common codes, which differ in
 * bias and weight rank: moskomule/senet.pytorch (linear, no bias) and torchvision (1×1, bias).
 */
import { checkOptions } from '../../engine/arguments.ts';
import { attend } from '../../engine/capture.ts';
import type { Device } from '../../engine/device.ts';
import { Module } from '../../engine/module.ts';
import type { Tensor } from '../../engine/tensor.ts';
import { mean, mul } from '../../kernels/index.ts';
import { Conv2d } from '../basic/conv.ts';
import { channelMap } from './gate-map.ts';
import { Linear } from '../basic/linear.ts';
import { narrowed } from '../basic/narrowed.ts';

/** x · σ(W₂ ReLU(W₁ mean(x))), without biases. */
export class SELayer extends Module {
  fc: { 0: Linear; 2: Linear };

  constructor(gpu: Device, channels: number, options: { reduction?: number } = {}) {
    const { reduction = 16 } = checkOptions('SELayer', options, 'reduction');
    super(gpu);
    const hidden = narrowed('SELayer', channels, reduction);
    this.fc = {
      0: new Linear(gpu, channels, hidden, { bias: false }),
      2: new Linear(gpu, hidden, channels, { bias: false }),
    };
  }

  /** x and y [B, C, H, W]. */
  forward(x: Tensor): Tensor {
    const gate = this.fc[2].forward(this.fc[0].forward(mean(x, [2, 3]), 'relu'), 'sigmoid');
    attend(() => channelMap(gate));
    return mul(x, gate.reshape(x.shape[0], x.shape[1], 1, 1));
  }
}

/** The same with 1×1 convolutions and biases. */
export class SqueezeExcitation extends Module {
  fc1: Conv2d;
  fc2: Conv2d;

  /** @param squeezed channels between the layers. */
  constructor(gpu: Device, channels: number, squeezed: number) {
    super(gpu);
    this.fc1 = new Conv2d(gpu, channels, squeezed);
    this.fc2 = new Conv2d(gpu, squeezed, channels);
  }

  /** x and y [B, C, H, W]. */
  forward(x: Tensor): Tensor {
    const gate = this.fc2.forward(this.fc1.forward(mean(x, [2, 3], { keep: true }), 'relu'), 'sigmoid');
    attend(() => channelMap(gate));
    return mul(x, gate);
  }
}
