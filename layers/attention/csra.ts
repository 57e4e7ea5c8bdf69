/**
 * Class-specific residual attention: for each class the mean of its scores over the picture, and the mean weighed by a
 * softmax of these same scores. Paper: Zhu and Wu, "Residual Attention: A Simple but Effective Method for Multi-Label
 * Recognition", ICCV 2021, arXiv 2108.02456. Source: Kevinz-code/CSRA. Status: equal to the official code: the
 * classifier's rows are brought to length 1, with their gradient, and a temperature of 99 stands for the maximum.
 */
import { checkOptions } from '../../engine/arguments.ts';
import { attend } from '../../engine/capture.ts';
import type { Device } from '../../engine/device.ts';
import { ShapeError } from '../../engine/errors.ts';
import { Module } from '../../engine/module.ts';
import type { Tensor } from '../../engine/tensor.ts';
import { add, div, matmul, max, mean, mul, norm, softmax, sum } from '../../kernels/index.ts';
import { Conv2d } from '../basic/conv.ts';
import { headMap } from './gate-map.ts';

export interface CsraOptions {
  /** Of the softmax over positions; 99 for the maximum. */
  temperature?: number;
  /** λ, the weight of the attended scores. */
  lambda?: number;
}

/**
 * One head.
 *
 *     const logits = new CSRA(gpu, 64, 10).forward(x);   // [B, 64, H, W] → [B, 10]
 */
export class CSRA extends Module {
  head: Conv2d;
  readonly temperature: number;
  readonly lambda: number;

  constructor(gpu: Device, channels: number, classes: number, options: CsraOptions = {}) {
    super(gpu);
    const { temperature = 1, lambda = 0.1 } = checkOptions('CSRA', options, 'temperature lambda');
    this.head = new Conv2d(gpu, channels, classes, { bias: false });
    this.temperature = temperature;
    this.lambda = lambda;
  }

  /** mean_n s + λ Σ_n s softmax(T s), s = (w / ‖w‖) · x. x [B, C, H, W] → [B, classes]. */
  forward(x: Tensor): Tensor {
    const [batch, channels, height, width] = x.shape;
    const weight = this.head.weight.reshape(-1, channels);
    const lengths = norm(weight, 1, { keep: true });
    const scores = matmul(div(weight, lengths), x.reshape(batch, channels, height * width));
    return add(mean(scores, 2), mul(this.attended(scores, [height, width]), this.lambda));
  }

  /** Scores [B, classes, N] → [B, classes]. */
  private attended(scores: Tensor, grid: readonly [number, number]): Tensor {
    if (this.temperature === 99) return max(scores, 2);
    const weights = softmax(mul(scores, this.temperature));
    attend(() => headMap(weights, { kind: 'spatial', grid }));
    return sum(mul(scores, weights), 2);
  }
}

/** Temperatures by the number of heads. */
const temperatures: Record<number, readonly number[]> = {
  1: [1],
  2: [1, 99],
  4: [1, 2, 4, 99],
  6: [1, 2, 3, 4, 5, 99],
  8: [1, 2, 3, 4, 5, 6, 7, 99],
};

/**
 * The sum of heads with temperatures of their own, the last of several being the maximum.
 *
 *     const logits = new MultiheadCSRA(gpu, 64, 10, { heads: 4 }).forward(x);   // [B, 64, H, W] → [B, 10]
 */
export class MultiheadCSRA extends Module {
  multi_head: CSRA[];

  /** @param options `heads`: 1, 2, 4, 6 or 8. @throws ShapeError for other numbers of heads. */
  constructor(gpu: Device, channels: number, classes: number, options: { heads?: number; lambda?: number } = {}) {
    super(gpu);
    const { heads = 1, lambda = 0.1 } = checkOptions('MultiheadCSRA', options, 'heads lambda');
    if (!Object.hasOwn(temperatures, heads))
      throw new ShapeError('MultiheadCSRA', 'there must be 1, 2, 4, 6 or 8 heads', String(heads));
    this.multi_head = temperatures[heads].map(
      (temperature) => new CSRA(gpu, channels, classes, { temperature, lambda }),
    );
  }

  /** x [B, C, H, W] → [B, classes]. */
  forward(x: Tensor): Tensor {
    return this.multi_head.map((head) => head.forward(x)).reduce((total, logits) => add(total, logits));
  }
}
