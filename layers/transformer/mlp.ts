/** The two-layer networks that follow attention in a transformer's block. */
import { checkOptions } from '../../engine/arguments.ts';
import type { Device } from '../../engine/device.ts';
import { Module } from '../../engine/module.ts';
import type { Tensor } from '../../engine/tensor.ts';
import { linearGelu } from '../../kernels/index.ts';
import { Linear } from '../basic/linear.ts';

export interface MlpOptions {
  /** Of both layers. On by default. */
  bias?: boolean;
}

/** fc2(gelu(fc1 x)), with the exact gelu: timm's and the official vision transformers' Mlp. */
export class Mlp extends Module {
  fc1: Linear;
  fc2: Linear;

  /** @param hidden channels between the layers. */
  constructor(gpu: Device, dim: number, hidden: number, options: MlpOptions = {}) {
    const { bias = true } = checkOptions('Mlp', options, 'bias');
    super(gpu);
    this.fc1 = new Linear(gpu, dim, hidden, { bias });
    this.fc2 = new Linear(gpu, hidden, dim, { bias });
  }

  /** x and y [..., dim]; residual + scale · y in the last pass. */
  forward(x: Tensor, residual?: Tensor, scale?: Tensor): Tensor {
    const { fc1, fc2 } = this;
    return fc2.forward(linearGelu(x, fc1.weight, fc1.bias), undefined, residual, scale);
  }
}
