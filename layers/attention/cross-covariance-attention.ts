import { checkOptions } from '../../engine/arguments.ts';
import { attend } from '../../engine/capture.ts';
import type { Device } from '../../engine/device.ts';
import { Module } from '../../engine/module.ts';
import type { Tensor } from '../../engine/tensor.ts';
import type { Variable } from '../../engine/variable.ts';
import { ones } from '../../engine/create.ts';
import { parameter } from '../../engine/variable.ts';
import { matmul, mul, normalize, softmax, split } from '../../kernels/index.ts';
import { Linear } from '../basic/linear.ts';
import { checkHeads, heads } from '../transformer/token-attention.ts';

export interface CrossCovarianceOptions {
  heads?: number;
  qkvBias?: boolean;
}

/**
 * Cross-covariance attention: between channels in place of positions, so that its cost grows with the picture and not
 * with its square. Paper: El-Nouby et al., "XCiT: Cross-Covariance Image Transformers", NeurIPS 2021, arXiv 2106.09681.
 * Source: facebookresearch/xcit, `XCA`. Status: equal to the official code. Queries and keys are normalised over the
 * tokens.
 *
 *     const y = new CrossCovarianceAttention(gpu, 64).forward(x);   // [B, L, 64] → [B, L, 64]
 */
export class CrossCovarianceAttention extends Module {
  temperature: Variable;
  qkv: Linear;
  proj: Linear;
  readonly heads: number;

  constructor(gpu: Device, dim: number, options: CrossCovarianceOptions = {}) {
    const { heads: count = 8, qkvBias = false } = checkOptions('CrossCovarianceAttention', options, 'heads qkvBias');
    super(gpu);
    checkHeads('CrossCovarianceAttention', dim, count);
    this.heads = count;
    this.temperature = parameter(ones(gpu, [count, 1, 1]));
    this.qkv = new Linear(gpu, dim, 3 * dim, { bias: qkvBias });
    this.proj = new Linear(gpu, dim, dim);
  }

  /** proj(softmax(q̂ k̂ᵀ · temperature) v): channels as rows, each of length 1 over the tokens. x and y [B, N, C]. */
  forward(x: Tensor): Tensor {
    const [query, key, value] = split(this.qkv.forward(x), x.shape[2], 2).map((part) => heads(part, this.heads));
    const [q, k] = [query, key].map((part) => normalize(part, 2));
    const weights = softmax(mul(matmul(q, k, { transposeA: true }), this.temperature));
    const channels = weights.shape[2];
    attend(() => ({
      kind: 'channel',
      heads: this.heads,
      grid: [1, channels],
      queries: [1, channels],
      keep: { weights },
      row: ({ weights: all }, channel, head, batch) =>
        all
          .slice(0, batch, batch + 1)
          .slice(1, head, head + 1)
          .slice(2, channel, channel + 1)
          .reshape(channels),
      full: ({ weights: all }) => all.reshape(all.shape),
    }));
    const mixed = matmul(value, weights, { transposeB: true });
    return this.proj.forward(mixed.transpose(1, 2).reshape(x.shape));
  }
}
