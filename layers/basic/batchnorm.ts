/**
 * Batch normalisation of [B, C, …], any number of positions, with PyTorch's names and running statistics.
 *
 *     const bn = new BatchNorm(gpu, 64).train();
 *     const y = bn.forward(x);   // [B, 64, H, W]; the running statistics have moved on
 */
import { checkOptions } from '../../engine/arguments.ts';
import type { Device } from '../../engine/device.ts';
import { ShapeError } from '../../engine/errors.ts';
import { Module } from '../../engine/module.ts';
import { show } from '../../engine/shape.ts';
import type { Tensor } from '../../engine/tensor.ts';
import type { Variable } from '../../engine/variable.ts';
import { ones, zeros } from '../../engine/create.ts';
import { buffer, parameter } from '../../engine/variable.ts';
import { noGrad } from '../../engine/tape.ts';
import type { Activation } from '../../kernels/elementwise/activation.ts';
import { add, batchNorm, batchNormTrain } from '../../kernels/index.ts';

export interface BatchNormLayerOptions {
  eps?: number;
  /** The batch's share of the running statistics; null for the plain average over all batches. */
  momentum?: number | null;
  /** Learn `weight` and `bias`. On by default. */
  affine?: boolean;
  /** Keep running statistics. Off, the batch's own serve at inference too. */
  trackRunningStats?: boolean;
}

/**
 * nn.BatchNorm1d, 2d and 3d (Ioffe and Szegedy, arXiv 1502.03167). State: `weight`, `bias`, `running_mean`,
 * `running_var` [C], `num_batches_tracked` [].
 */
export class BatchNorm extends Module {
  readonly channels: number;
  readonly eps: number;
  readonly momentum: number | null;
  weight: Variable | null;
  bias: Variable | null;
  running_mean: Variable | null;
  running_var: Variable | null;
  num_batches_tracked: Variable | null;

  constructor(gpu: Device, channels: number, options: BatchNormLayerOptions = {}) {
    const {
      eps = 1e-5,
      momentum = 0.1,
      affine = true,
      trackRunningStats = true,
    } = checkOptions('BatchNorm', options, 'eps momentum affine trackRunningStats');
    super(gpu);
    this.channels = channels;
    this.eps = eps;
    this.momentum = momentum;
    this.weight = affine ? parameter(ones(gpu, [channels])) : null;
    this.bias = affine ? parameter(zeros(gpu, [channels])) : null;
    this.running_mean = trackRunningStats ? buffer(zeros(gpu, [channels])) : null;
    this.running_var = trackRunningStats ? buffer(ones(gpu, [channels])) : null;
    this.num_batches_tracked = trackRunningStats ? buffer(zeros(gpu, [], 'i32')) : null;
  }

  /** PyTorch before 0.4.1 counted no batches. */
  override get optional(): readonly string[] {
    return this.num_batches_tracked ? ['num_batches_tracked'] : [];
  }

  /**
   * x and y [B, C, …]; `activation`, 'relu' or 'sigmoid', is applied in the same pass.
   * @throws ShapeError for another number of channels, or one value per channel in training.
   */
  forward(x: Tensor, activation?: Activation): Tensor {
    if (x.rank < 2 || x.shape[1] !== this.channels)
      throw new ShapeError('BatchNorm', `needs ${this.channels} channels on axis 1`, show(x.shape));
    const affine = {
      weight: this.weight ?? undefined,
      bias: this.bias ?? undefined,
      eps: this.eps,
      ...(activation && { activation }),
    };
    const { running_mean: mean, running_var: variance, num_batches_tracked: batches } = this;
    if (!mean || !variance || !batches) return batchNormTrain(x, affine).out;
    if (!this.training) return batchNorm(x, mean, variance, affine);
    noGrad(() => batches.assign(add(batches, 1)));
    const { out, runningMean, runningVariance } = batchNormTrain(x, {
      ...affine,
      runningMean: mean,
      runningVariance: variance,
      momentum: this.momentum ?? batches,
    });
    mean.assign(runningMean!);
    variance.assign(runningVariance!);
    return out;
  }
}
