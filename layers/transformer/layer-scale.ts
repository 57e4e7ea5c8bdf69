import type { Device } from '../../engine/device.ts';
import { Module } from '../../engine/module.ts';
import type { Tensor } from '../../engine/tensor.ts';
import type { Variable } from '../../engine/variable.ts';
import { full } from '../../engine/create.ts';
import { parameter } from '../../engine/variable.ts';
import { mul } from '../../kernels/index.ts';

/** x · gamma, one factor a channel (Touvron et al., "Going deeper with Image Transformers", arXiv 2103.17239). */
export class LayerScale extends Module {
  gamma: Variable;

  constructor(gpu: Device, dim: number, initial: number) {
    super(gpu);
    this.gamma = parameter(full(gpu, [dim], initial));
  }

  /** x and y [..., C]. */
  forward(x: Tensor): Tensor {
    return mul(x, this.gamma);
  }
}
