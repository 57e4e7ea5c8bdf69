import { checkOptions } from '../../engine/arguments.ts';
import { attend } from '../../engine/capture.ts';
import { copy } from '../../engine/cast.ts';
import type { Device } from '../../engine/device.ts';
import { Module } from '../../engine/module.ts';
import { noGrad } from '../../engine/tape.ts';
import type { Tensor } from '../../engine/tensor.ts';
import type { Variable } from '../../engine/variable.ts';
import { buffer } from '../../engine/variable.ts';
import { add, div, matmul, mean, mul, relu, softmax, sqrt, sum } from '../../kernels/index.ts';
import { BatchNorm } from '../basic/batchnorm.ts';
import { Conv2d } from '../basic/conv.ts';
import { layerRandom, normal } from '../basic/init.ts';

const eps = 1e-6;
const basesMomentum = 0.9;

export interface EmauOptions {
  /** Iterations of expectation and maximisation. */
  stages?: number;
}

/**
 * Expectation-maximisation attention: a few bases are fitted to the picture, which is then rebuilt from them. Paper: Li
 * et al., "Expectation-Maximization Attention Networks for Semantic Segmentation", ICCV 2019, arXiv 1907.13426. Source:
 * XiaLiPKU/EMANet. Status: equal to the official code: the iterations are constants to the gradient, so conv1 gets none
 * and x only by the skip connection; the picture is rebuilt with the responsibilities from before the last update of
 * the bases; batch norm runs with momentum 3e-4 and does not count batches; the running bases move outside the module,
 * by `updateBases`.
 *
 *     const [y, bases] = new EmaUnit(gpu, 64, 16).forward(x);   // [B, 64, H, W] → [B, 64, H, W]
 */
export class EmaUnit extends Module {
  mu: Variable;
  conv1: Conv2d;
  conv2: [Conv2d, BatchNorm];
  readonly stages: number;

  /** @param bases how many; the paper uses 64. */
  constructor(gpu: Device, channels: number, bases: number, options: EmauOptions = {}) {
    const { stages = 3 } = checkOptions('EmaUnit', options, 'stages');
    super(gpu);
    const random = layerRandom(gpu);
    this.mu = buffer(noGrad(() => unit(normal(gpu, [1, channels, bases], random, 0, Math.sqrt(2 / bases)), 0)));
    this.conv1 = new Conv2d(gpu, channels, channels);
    this.conv2 = [
      new Conv2d(gpu, channels, channels, { bias: false }),
      new BatchNorm(gpu, channels, { momentum: 3e-4 }),
    ];
    for (const conv of [this.conv1, this.conv2[0]])
      conv.weight.assign(normal(gpu, conv.weight.shape, random, 0, Math.sqrt(2 / channels)));
    this.stages = stages;
  }

  /** y = ReLU(BN(conv2(ReLU(μ zᵀ))) + x). x [B, C, H, W] → [y, μ]: y like x, the fitted bases [B, C, K]. */
  forward(x: Tensor): [Tensor, Tensor] {
    const [batch, channels, height, width] = x.shape;
    const { z, mu } = noGrad(() => this.fit(this.conv1.forward(x).reshape(batch, channels, -1)));
    attend(() => ({
      kind: 'bases',
      heads: mu.shape[2],
      grid: [height, width],
      keep: { z },
      row: (kept, _, base, image) => copy(kept.z.slice(0, image, image + 1).slice(2, base, base + 1)).reshape(-1),
      full: (kept) => copy(kept.z),
    }));
    const rebuilt = matmul(mu, z, { transposeB: true, activation: 'relu' }).reshape(x.shape);
    return [relu(add(this.normalized(this.conv2[0].forward(rebuilt)), x)), mu];
  }

  /** Responsibilities z [B, N, K] and bases μ [B, C, K], in turn. */
  private fit(pixels: Tensor): { z: Tensor; mu: Tensor } {
    const [batch, ...rest] = [pixels.shape[0], ...this.mu.shape.slice(1)];
    let mu = this.mu.expand(batch, ...rest);
    let z = mu;
    for (let stage = 0; stage < this.stages; stage++) {
      z = softmax(matmul(pixels, mu, { transposeA: true }));
      mu = unit(matmul(pixels, div(z, add(sum(z, 1, { keep: true }), eps))), eps);
    }
    return { z, mu };
  }

  /** The official code calls the functional form, which leaves the count of batches alone. */
  private normalized(x: Tensor): Tensor {
    const count = copy(this.conv2[1].num_batches_tracked!);
    const y = this.conv2[1].forward(x);
    this.conv2[1].num_batches_tracked!.assign(count);
    return y;
  }

  /** Moves the running bases towards the batch's mean, once a training step; they are not normalised again. */
  updateBases(mu: Tensor): void {
    this.mu.assign(noGrad(() => add(mul(this.mu, basesMomentum), mul(mean(mu, 0, { keep: true }), 1 - basesMomentum))));
  }
}

/** Each column divided by its length + `guard`. */
const unit = (bases: Tensor, guard: number): Tensor =>
  div(bases, add(sqrt(sum(mul(bases, bases), 1, { keep: true })), guard));
