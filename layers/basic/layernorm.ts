/** Normalisation of each position over its own last axes. */
import { checkOptions } from '../../engine/arguments.ts';
import { Module } from '../../engine/module.ts';
import type { Shape } from '../../engine/shape.ts';
import type { Variable } from '../../engine/variable.ts';
import type { Device } from '../../engine/device.ts';
import type { LayerNormOptions } from './last-axes.ts';
import { parameter } from '../../engine/variable.ts';
import { ones, zeros } from '../../engine/create.ts';
import type { Tensor } from '../../engine/tensor.ts';
import { lastAxes } from './last-axes.ts';
import { layerNorm } from '../../kernels/index.ts';

/** nn.LayerNorm over the last axes, those of `shape` (a number for one). State: `weight`, `bias` of that shape. */
export class LayerNorm extends Module {
  readonly shape: Shape;
  readonly eps: number;
  weight: Variable | null;
  bias: Variable | null;

  constructor(gpu: Device, shape: number | Shape, options: LayerNormOptions = {}) {
    const { eps = 1e-5, affine = true, bias = true } = checkOptions('LayerNorm', options, 'eps affine bias');
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
