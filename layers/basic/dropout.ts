/**
 * Dropout layers. The mask is a function of the layer's seed and of how often it ran, so that a run repeats to the bit.
 * In `eval`, and with p 0, x passes unchanged.
 */
import { fresh } from '../../engine/ambient.ts';
import type { Device } from '../../engine/device.ts';
import { Module } from '../../engine/module.ts';
import type { Tensor } from '../../engine/tensor.ts';
import { ones } from '../../engine/create.ts';
import { dropout, mul } from '../../kernels/index.ts';
import { checkNumber } from '../../kernels/make/options.ts';
import { layerRandom } from './init.ts';

/** nn.Dropout: elements are dropped with probability p, the rest divided by 1 - p. */
export class Dropout extends Module {
  readonly p: number;
  readonly seed: number;
  /** Calls in training so far. */
  calls = 0;

  constructor(gpu: Device, p = 0.5, seed = layerRandom(gpu).word()) {
    super(gpu);
    checkNumber('Dropout', 'p', p, 'at most 1');
    this.p = p;
    this.seed = seed;
  }

  forward(x: Tensor): Tensor {
    return this.training && this.p > 0 ? this.drop(x) : x;
  }

  protected drop(x: Tensor): Tensor {
    return dropout(x, { p: this.p, seed: this.seed, counter: fresh(() => this.calls++) });
  }
}

/** nn.Dropout2d: whole channels of [B, C, …] are dropped. */
export class Dropout2d extends Dropout {
  protected override drop(x: Tensor): Tensor {
    const [batch, channels, ...rest] = x.shape;
    return mul(x, super.drop(ones(this.device, [batch, channels, ...rest.map(() => 1)], x.dtype)));
  }
}
