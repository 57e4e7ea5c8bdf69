/** Pooling layers: the functions of kernels/pool with their options kept, for use in a `Sequential`. */
import { checkOptions } from '../../engine/arguments.ts';
import type { Device } from '../../engine/device.ts';
import { Module } from '../../engine/module.ts';
import type { Tensor } from '../../engine/tensor.ts';
import type { AvgPoolOptions, BinSize, MaxPoolOptions } from '../../kernels/pool/pool.ts';
import { adaptiveAvgPool2d, adaptiveMaxPool2d, avgPool2d, maxPool2d } from '../../kernels/pool/pool.ts';
import { pair } from '../../kernels/make/pairs.ts';
import type { PairLike } from '../../kernels/make/pairs.ts';

const poolNames = 'stride padding dilation ceilMode outputSize';

/** nn.MaxPool2d. x [B, C, H, W]. */
export class MaxPool2d extends Module {
  readonly kernel: PairLike;
  readonly options: MaxPoolOptions;

  constructor(gpu: Device, kernel: PairLike, options: MaxPoolOptions = {}) {
    super(gpu);
    this.kernel = pair('MaxPool2d', 'kernel', kernel);
    this.options = checkOptions('MaxPool2d', options, `${poolNames} activation`);
  }

  forward(x: Tensor): Tensor {
    return maxPool2d(x, this.kernel, this.options);
  }
}

/** nn.AvgPool2d. x [B, C, H, W]. */
export class AvgPool2d extends Module {
  readonly kernel: PairLike;
  readonly options: AvgPoolOptions;

  constructor(gpu: Device, kernel: PairLike, options: AvgPoolOptions = {}) {
    super(gpu);
    this.kernel = pair('AvgPool2d', 'kernel', kernel);
    this.options = checkOptions('AvgPool2d', options, `${poolNames} countIncludePad divisorOverride`);
  }

  forward(x: Tensor): Tensor {
    return avgPool2d(x, this.kernel, this.options);
  }
}

/** nn.AdaptiveAvgPool2d: any image to `size` bins, null for a side that stays. */
export class AdaptiveAvgPool2d extends Module {
  readonly size: BinSize;

  constructor(gpu: Device, size: BinSize) {
    super(gpu);
    this.size = size;
  }

  forward(x: Tensor): Tensor {
    return adaptiveAvgPool2d(x, this.size);
  }
}

/** nn.AdaptiveMaxPool2d: any image to `size` bins, null for a side that stays. */
export class AdaptiveMaxPool2d extends Module {
  readonly size: BinSize;

  constructor(gpu: Device, size: BinSize) {
    super(gpu);
    this.size = size;
  }

  forward(x: Tensor): Tensor {
    return adaptiveMaxPool2d(x, this.size);
  }
}
