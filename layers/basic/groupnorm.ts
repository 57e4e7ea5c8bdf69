/** Normalisation of each image's channels, in groups or one by one. */
import { checkOptions } from '../../engine/arguments.ts';
import { Module } from '../../engine/module.ts';
import type { Variable } from '../../engine/variable.ts';
import type { Device } from '../../engine/device.ts';
import { ShapeError } from '../../engine/errors.ts';
import { parameter } from '../../engine/variable.ts';
import { ones, zeros } from '../../engine/create.ts';
import type { Tensor } from '../../engine/tensor.ts';
import { show } from '../../engine/shape.ts';
import { groupNorm } from '../../kernels/index.ts';

export interface GroupNormOptions {
  eps?: number;
  /** Learn `weight` and `bias`. */
  affine?: boolean;
}

/** nn.GroupNorm for [B, C, …] (Wu and He, arXiv 1803.08494). State: `weight`, `bias` [C]. */
export class GroupNorm extends Module {
  readonly groups: number;
  readonly channels: number;
  readonly eps: number;
  weight: Variable | null;
  bias: Variable | null;

  /** @throws ShapeError when the channels do not split into the groups. */
  constructor(gpu: Device, groups: number, channels: number, options: GroupNormOptions = {}) {
    const { eps = 1e-5, affine = true } = checkOptions('GroupNorm', options, 'eps affine');
    super(gpu);
    if (!Number.isInteger(groups) || groups < 1 || channels % groups)
      throw new ShapeError(
        'GroupNorm',
        'the channels must split into the groups',
        `${channels} channels, ${groups} groups`,
        'use a number of groups that divides the channels',
      );
    this.groups = groups;
    this.channels = channels;
    this.eps = eps;
    this.weight = affine ? parameter(ones(gpu, [channels])) : null;
    this.bias = affine ? parameter(zeros(gpu, [channels])) : null;
  }

  /** x and y [B, C, …]. @throws ShapeError for another number of channels. */
  forward(x: Tensor): Tensor {
    if (x.rank < 2 || x.shape[1] !== this.channels)
      throw new ShapeError('GroupNorm', `needs ${this.channels} channels on axis 1`, show(x.shape));
    return groupNorm(x, this.groups, { weight: this.weight ?? undefined, bias: this.bias ?? undefined, eps: this.eps });
  }
}
