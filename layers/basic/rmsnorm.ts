import { checkOptions } from '../../engine/arguments.ts';
import { Module } from '../../engine/module.ts';
import type { Shape } from '../../engine/shape.ts';
import type { Variable } from '../../engine/variable.ts';
import type { Device } from '../../engine/device.ts';
import type { LayerNormOptions } from './last-axes.ts';
import { parameter } from '../../engine/variable.ts';
import { ones } from '../../engine/create.ts';
import type { Tensor } from '../../engine/tensor.ts';
import { rmsNorm } from '../../kernels/index.ts';
import { lastAxes } from './last-axes.ts';

/** nn.RMSNorm over the last axes, those of `shape`. State: `weight`. PyTorch's default eps is that of f32. */
export class RMSNorm extends Module {
  readonly shape: Shape;
  readonly eps: number;
  weight: Variable | null;

  constructor(gpu: Device, shape: number | Shape, options: Omit<LayerNormOptions, 'bias'> = {}) {
    const { eps = 2 ** -23, affine = true } = checkOptions('RMSNorm', options, 'eps affine');
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
