import { checkOptions } from '../../engine/arguments.ts';
import type { Device } from '../../engine/device.ts';
import { Module } from '../../engine/module.ts';
import type { Tensor } from '../../engine/tensor.ts';
import { mul, silu, split } from '../../kernels/index.ts';
import { Linear } from '../basic/linear.ts';
import type { MlpOptions } from './mlp.ts';

/**
 * w3(silu(a) · b), where a and b are the halves of w12(x): DINOv2's SwiGLUFFN and SwiGLUFFNFused, which are one.
 * Paper: Shazeer, "GLU Variants Improve Transformer", arXiv 2002.05202. Source: facebookresearch/dinov2.
 * Its hidden width is two thirds of the one asked for, rounded up to a multiple of 8.
 */
export class SwiGlu extends Module {
  w12: Linear;
  w3: Linear;
  readonly hidden: number;

  /** @param hidden the width that an Mlp in its place would have. */
  constructor(gpu: Device, dim: number, hidden: number, options: MlpOptions = {}) {
    const { bias = true } = checkOptions('SwiGlu', options, 'bias');
    super(gpu);
    this.hidden = 8 * Math.floor((Math.floor((hidden * 2) / 3) + 7) / 8);
    this.w12 = new Linear(gpu, dim, 2 * this.hidden, { bias });
    this.w3 = new Linear(gpu, this.hidden, dim, { bias });
  }

  /** x and y [..., dim]; residual + scale · y in the last pass. */
  forward(x: Tensor, residual?: Tensor, scale?: Tensor): Tensor {
    const [a, b] = split(this.w12.forward(x), this.hidden, -1);
    return this.w3.forward(mul(silu(a), b), undefined, residual, scale);
  }
}
