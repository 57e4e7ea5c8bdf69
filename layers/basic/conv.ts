/**
 * Convolution layers, with PyTorch's parameter names and default initialisation.
 *
 *     const conv = new Conv2d(gpu, 3, 64, { kernel: 7, stride: 2, padding: 3 });
 *     const y = conv.forward(x);   // [B, 3, H, W] → [B, 64, H/2, W/2]
 */
import { checkOptions } from '../../engine/arguments.ts';
import type { Device } from '../../engine/device.ts';
import { ShapeError } from '../../engine/errors.ts';
import type { Shape } from '../../engine/shape.ts';
import type { Tensor } from '../../engine/tensor.ts';
import type { Variable } from '../../engine/variable.ts';
import { parameter } from '../../engine/variable.ts';
import type { Activation } from '../../kernels/elementwise/activation.ts';
import type { Conv1dOptions } from '../../kernels/conv/conv1d.ts';
import type { ConvOptions } from '../../kernels/conv/options.ts';
import type { ConvTransposeOptions } from '../../kernels/conv/conv-transpose2d.ts';
import { conv1d } from '../../kernels/conv/conv1d.ts';
import { conv2d } from '../../kernels/conv/conv2d.ts';
import { conv3d } from '../../kernels/conv/conv3d.ts';
import { convTranspose2d } from '../../kernels/conv/conv-transpose2d.ts';
import type { PairLike } from '../../kernels/make/pairs.ts';
import { pair, single } from '../../kernels/make/pairs.ts';
import { defaultInit, layerRandom } from './init.ts';
import type { SpectralOptions } from './spectral.ts';
import { Weighted } from './spectral.ts';

interface LayerOptions {
  /** On by default. */
  bias?: boolean;
  /** Fixes the initial values; without it each layer of a device draws its own. */
  seed?: number;
  /** Divide the weight by its largest singular value, estimated by power iteration (torch.nn.utils.spectral_norm). */
  spectral?: boolean | SpectralOptions;
}

/** A weight [out, in/groups, …] (transposed: [in, out/groups, …]) and a bias. */
abstract class Conv extends Weighted {
  bias: Variable | null;

  constructor(gpu: Device, weight: Shape, outs: number, { bias = true, seed, spectral }: LayerOptions, axis = 0) {
    const random = layerRandom(gpu, seed);
    super(gpu, defaultInit(gpu, weight, random, weight), random, spectral, axis);
    this.bias = bias ? parameter(defaultInit(gpu, [outs], random, weight)) : null;
  }
}

/** Channels of one group. @throws ShapeError when groups do not divide both widths. */
function perGroup(op: string, channels: number, ins: number, outs: number, groups: number): number {
  for (const n of [ins, outs, groups]) {
    if (!Number.isInteger(n) || n < 1 || n % groups)
      throw new ShapeError(
        op,
        'channels must be whole numbers of at least 1 that groups divide',
        `in ${ins}, out ${outs}, groups ${groups}`,
        'give the widths in and out, then the options',
      );
  }
  return channels / groups;
}

export interface Conv2dOptions extends ConvOptions, LayerOptions {
  /** Rows and columns of the window; 1 by default. */
  kernel?: PairLike;
}

/** nn.Conv2d: `weight` [out, in/groups, kh, kw], `bias` [out]. */
export class Conv2d extends Conv {
  readonly options: ConvOptions;

  constructor(gpu: Device, ins: number, outs: number, given: Conv2dOptions = {}) {
    const {
      kernel = 1,
      bias,
      seed,
      spectral,
      ...options
    } = checkOptions('Conv2d', given, 'stride padding dilation groups bias seed spectral kernel');
    super(
      gpu,
      [outs, perGroup('Conv2d', ins, ins, outs, options.groups ?? 1), ...pair('Conv2d', 'kernel', kernel)],
      outs,
      { bias, seed, spectral },
    );
    this.options = options;
  }

  /** x [B, in, H, W] → [B, out, H', W']; `activation`, 'relu' or 'sigmoid', is applied in the same pass. */
  forward(x: Tensor, activation?: Activation): Tensor {
    return conv2d(x, this.currentWeight(), this.bias ?? undefined, { ...this.options, activation });
  }
}

export interface Conv1dLayerOptions extends Conv1dOptions, LayerOptions {
  /** Length of the window; 1 by default. */
  kernel?: number | readonly [number];
}

/** nn.Conv1d: `weight` [out, in/groups, k], `bias` [out]. */
export class Conv1d extends Conv {
  readonly options: Conv1dOptions;

  constructor(gpu: Device, ins: number, outs: number, given: Conv1dLayerOptions = {}) {
    const {
      kernel = 1,
      bias,
      seed,
      spectral,
      ...options
    } = checkOptions('Conv1d', given, 'stride padding dilation groups bias seed spectral kernel');
    super(
      gpu,
      [outs, perGroup('Conv1d', ins, ins, outs, options.groups ?? 1), single('Conv1d', 'kernel', kernel)],
      outs,
      { bias, seed, spectral },
    );
    this.options = options;
  }

  /** x [B, in, L] → [B, out, L']; `activation`, 'relu' or 'sigmoid', is applied in the same pass. */
  forward(x: Tensor, activation?: Activation): Tensor {
    return conv1d(x, this.currentWeight(), this.bias ?? undefined, { ...this.options, activation });
  }
}

/** nn.Conv3d with a pointwise kernel: `weight` [out, in, 1, 1, 1], `bias` [out]. */
export class Conv3d extends Conv {
  constructor(gpu: Device, ins: number, outs: number, options: LayerOptions = {}) {
    checkOptions('Conv3d', options, 'bias seed spectral');
    super(gpu, [outs, perGroup('Conv3d', ins, ins, outs, 1), 1, 1, 1], outs, options);
  }

  /** x [B, in, T, H, W] → [B, out, T, H, W]. */
  forward(x: Tensor): Tensor {
    return conv3d(x, this.currentWeight(), this.bias ?? undefined);
  }
}

export interface ConvTranspose2dOptions extends ConvTransposeOptions, LayerOptions {
  /** Rows and columns of the window; 1 by default. */
  kernel?: PairLike;
}

/** nn.ConvTranspose2d: `weight` [in, out/groups, kh, kw], `bias` [out]. */
export class ConvTranspose2d extends Conv {
  readonly options: ConvTransposeOptions;

  constructor(gpu: Device, ins: number, outs: number, given: ConvTranspose2dOptions = {}) {
    const {
      kernel = 1,
      bias,
      seed,
      spectral,
      ...options
    } = checkOptions(
      'ConvTranspose2d',
      given,
      'stride padding dilation groups outputPadding outputSize bias seed spectral kernel',
    );
    super(
      gpu,
      [
        ins,
        perGroup('ConvTranspose2d', outs, ins, outs, options.groups ?? 1),
        ...pair('ConvTranspose2d', 'kernel', kernel),
      ],
      outs,
      { bias, seed, spectral },
      1,
    );
    this.options = options;
  }

  /** x [B, in, H, W] → [B, out, H', W']. */
  forward(x: Tensor): Tensor {
    return convTranspose2d(x, this.currentWeight(), this.bias ?? undefined, this.options);
  }
}
