/** Normalisation of each position over its own last axes. */
import type { Device } from '../../engine/device.ts';
import { ShapeError } from '../../engine/errors.ts';
import { Module } from '../../engine/module.ts';
import type { Shape } from '../../engine/shape.ts';
import { sameShape, show } from '../../engine/shape.ts';
import type { Tensor } from '../../engine/tensor.ts';
import type { Variable } from '../../engine/variable.ts';
import { ones, zeros } from '../../engine/create.ts';
import { parameter } from '../../engine/variable.ts';
import { layerNorm, rmsNorm } from '../../kernels/index.ts';

export interface LayerNormOptions {
  eps?: number;
  /** Learn `weight` and `bias`. On by default. */
  affine?: boolean;
  /** Learn `bias` too. On by default. */
  bias?: boolean;
}

/** nn.LayerNorm over the last axes, those of `shape` (a number for one). State: `weight`, `bias` of that shape. */
export class LayerNorm extends Module {
  readonly shape: Shape;
  readonly eps: number;
  weight: Variable | null;
  bias: Variable | null;

  constructor(gpu: Device, shape: number | Shape, { eps = 1e-5, affine = true, bias = true }: LayerNormOptions = {}) {
    super(gpu);
    this.shape = typeof shape === 'number' ? [shape] : shape;
    this.eps = eps;
    this.weight = affine ? parameter(ones(gpu, this.shape)) : null;
    this.bias = affine && bias ? parameter(zeros(gpu, this.shape)) : null;
  }

  /** x and y [..., ...shape]. @throws ShapeError for other last axes. */
  forward(x: Tensor): Tensor {
    return this.over(x, lastAxes('LayerNorm', x, this.shape));
  }

  /** The same over other axes of x, as many as `shape` has: 1 for the channels of [B, C, …]. */
  over(x: Tensor, axes: number | readonly number[]): Tensor {
    return layerNorm(x, axes, { weight: this.weight ?? undefined, bias: this.bias ?? undefined, eps: this.eps });
  }
}

/** nn.RMSNorm over the last axes, those of `shape`. State: `weight`. PyTorch's default eps is that of f32. */
export class RMSNorm extends Module {
  readonly shape: Shape;
  readonly eps: number;
  weight: Variable | null;

  constructor(
    gpu: Device,
    shape: number | Shape,
    { eps = 2 ** -23, affine = true }: Omit<LayerNormOptions, 'bias'> = {},
  ) {
    super(gpu);
    this.shape = typeof shape === 'number' ? [shape] : shape;
    this.eps = eps;
    this.weight = affine ? parameter(ones(gpu, this.shape)) : null;
  }

  /** x and y [..., ...shape]. @throws ShapeError for other last axes. */
  forward(x: Tensor): Tensor {
    return rmsNorm(x, lastAxes('RMSNorm', x, this.shape), { weight: this.weight ?? undefined, eps: this.eps });
  }
}

function lastAxes(op: string, x: Tensor, shape: Shape): number[] {
  if (!sameShape(x.shape.slice(-shape.length), shape))
    throw new ShapeError(op, `the last axes must be ${show(shape)}`, show(x.shape));
  return shape.map((_, i) => x.rank - shape.length + i);
}
