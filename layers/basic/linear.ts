/**
 * A dense layer over the last axis, with PyTorch's parameter names and default initialisation.
 *
 *     const head = new Linear(gpu, 512, 10);
 *     const logits = head.forward(x);   // [B, 512] → [B, 10]
 */
import { checkOptions } from '../../engine/arguments.ts';
import type { Device } from '../../engine/device.ts';
import type { Tensor } from '../../engine/tensor.ts';
import type { Variable } from '../../engine/variable.ts';
import { parameter } from '../../engine/variable.ts';
import type { LinearEpilogue } from '../../kernels/matmul/linear.ts';
import { linear } from '../../kernels/matmul/linear.ts';
import { defaultInit, layerRandom } from './init.ts';
import type { SpectralOptions } from './spectral.ts';
import { Weighted } from './spectral.ts';

export interface LinearOptions {
  /** On by default. */
  bias?: boolean;
  /** Fixes the initial values; without it each layer of a device draws its own. */
  seed?: number;
  /** Divide the weight by its largest singular value, estimated by power iteration (torch.nn.utils.spectral_norm). */
  spectral?: boolean | SpectralOptions;
}

/** nn.Linear: `weight` [out, in], `bias` [out], both drawn from U(±1/√in). */
export class Linear extends Weighted {
  bias: Variable | null;

  constructor(gpu: Device, ins: number, outs: number, options: LinearOptions = {}) {
    const { bias = true, seed, spectral } = checkOptions('Linear', options, 'bias seed spectral');
    const random = layerRandom(gpu, seed);
    const shape = [outs, ins];
    super(gpu, defaultInit(gpu, shape, random, shape), random, spectral);
    this.bias = bias ? parameter(defaultInit(gpu, [outs], random, shape)) : null;
  }

  /**
   * [..., in] → [..., out]; a `scale`, the sum with a `residual`, and `activation`, 'relu' or 'sigmoid', are applied in
   * the same pass.
   */
  forward(x: Tensor, activation?: LinearEpilogue['activation'], residual?: Tensor, scale?: Tensor): Tensor {
    return linear(x, this.currentWeight(), this.bias, { activation, residual, scale });
  }
}
