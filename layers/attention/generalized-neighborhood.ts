import { checkOptions } from '../../engine/arguments.ts';
import { attend } from '../../engine/capture.ts';
import type { Device } from '../../engine/device.ts';
import { ShapeError } from '../../engine/errors.ts';
import { Module } from '../../engine/module.ts';
import { show } from '../../engine/shape.ts';
import type { Tensor } from '../../engine/tensor.ts';
import { neighborhoodAttention, neighborhoodAttentionMap, split } from '../../kernels/index.ts';
import { Linear } from '../basic/linear.ts';

/** One number, or one for each axis. */
type PerAxis<T> = T | readonly T[];

export interface GeneralizedNeighborhoodOptions {
  heads: number;
  /** Keys of a window along each axis. */
  kernel: PerAxis<number>;
  dilation?: PerAxis<number>;
  /** Queries that share a window. */
  stride?: PerAxis<number>;
  /** Whether queries see nothing behind them. */
  causal?: PerAxis<boolean>;
  qkvBias?: boolean;
  /** In place of 1 / √(channels of a head). */
  qkScale?: number | null;
}

/**
 * Neighbourhood attention over sequences and images, with strides, even windows and causal axes. Paper: Hassani et al.,
 * "Generalized Neighborhood Attention", 2025, arXiv 2504.16922. Source: the interface and the meaning of
 * SHI-Labs/NATTEN 0.20. Status: equal to its reference mask; there are no biases of relative places.
 *
 *     const attention = new GeneralizedNeighborhood(gpu, 64, { heads: 4, kernel: 8, stride: 4 });
 *     const y = attention.forward(x);   // [B, H, W, 64] → [B, H, W, 64]
 */
export class GeneralizedNeighborhood extends Module {
  qkv: Linear;
  proj: Linear;
  readonly options: GeneralizedNeighborhoodOptions;

  constructor(gpu: Device, dim: number, options: GeneralizedNeighborhoodOptions) {
    super(gpu);
    const names = 'heads kernel dilation stride causal qkvBias qkScale';
    this.options = checkOptions('GeneralizedNeighborhood', options, names);
    if (!(dim % this.options.heads === 0))
      throw new ShapeError(
        'GeneralizedNeighborhood',
        'the heads must divide the channels',
        `${dim} channels, ${this.options.heads} heads`,
        'use a number of heads that divides the channels',
      );
    this.qkv = new Linear(gpu, dim, 3 * dim, { bias: this.options.qkvBias ?? true });
    this.proj = new Linear(gpu, dim, dim);
  }

  /** proj(Σ_j softmax_j(q_i · k_j · scale) v_j), j in the neighbourhood of i. x and y [B, H, W, C], or [B, T, C]. */
  forward(x: Tensor): Tensor {
    if (x.rank !== 3 && x.rank !== 4)
      throw new ShapeError(
        'GeneralizedNeighborhood',
        'x must be [B, H, W, C], or [B, T, C]',
        show(x.shape),
        'add the missing axes with reshape',
      );
    const { heads, kernel, dilation = 1, stride = 1, causal = false, qkScale } = this.options;
    const dim = x.shape.at(-1)!;
    // A sequence is an image of one row.
    const of = <T>(value: PerAxis<T>, one: T): [T, T] => {
      const [first, last = first] = Array.isArray(value) ? (value as readonly T[]) : [value as T];
      return x.rank === 3 ? [one, first] : [first, last];
    };
    const image = x.rank === 3 ? x.reshape(x.shape[0], 1, x.shape[1], dim) : x;
    const [q, k, v] = split(this.qkv.forward(image), dim, 3).map((part) => part.permute(0, 3, 1, 2));
    const options = {
      heads,
      kernel: of(kernel, 1),
      dilation: of(dilation, 1),
      stride: of(stride, 1),
      causal: of(causal, false),
      scale: qkScale ?? (dim / heads) ** -0.5,
    };
    attend(() => neighborhoodAttentionMap(q, k, options));
    return this.proj.forward(neighborhoodAttention(q, k, v, options).permute(0, 2, 3, 1)).reshape(x.shape);
  }
}
