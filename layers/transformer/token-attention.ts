import { checkOptions } from '../../engine/arguments.ts';
import { attend } from '../../engine/capture.ts';
import type { Device } from '../../engine/device.ts';
import { ShapeError } from '../../engine/errors.ts';
import { Module } from '../../engine/module.ts';
import type { Tensor } from '../../engine/tensor.ts';
import { scaledDotProductAttention, split } from '../../kernels/index.ts';
import { scaledWeights, tokenMap } from '../attention/token-map.ts';
import { LayerNorm } from '../basic/layernorm.ts';
import { Linear } from '../basic/linear.ts';

/**
 * Where tokens lie in the picture: `prefix` of them nowhere (class token, registers), the others row by row on a grid.
 */
export interface Places {
  grid: readonly [rows: number, columns: number];
  prefix: number;
}

export interface TokenAttentionOptions {
  heads: number;
  /** Of the projection to queries, keys and values. On by default. */
  qkvBias?: boolean;
  /** Of the projection after attention. On by default. */
  projBias?: boolean;
  /** Normalise each head's queries and keys over their channels. */
  qkNorm?: boolean;
  /** Of these norms. */
  eps?: number;
}

/**
 * Multi-head self-attention of tokens with queries, keys and values in one projection, as vision transformers write it.
 * Paper: Vaswani et al., "Attention Is All You Need", NeurIPS 2017, arXiv 1706.03762. Source: timm 1.0.28, `Attention`;
 * the official code of DINO, DINOv2 and DeiT is the same without the norms.
 *
 *     const y = new TokenAttention(gpu, 64, { heads: 4 }).forward(x);   // [B, L, 64] → [B, L, 64]
 */
export class TokenAttention extends Module {
  qkv: Linear;
  q_norm: LayerNorm | null;
  k_norm: LayerNorm | null;
  proj: Linear;
  readonly heads: number;

  /** @throws ShapeError when the heads do not divide the channels. */
  constructor(gpu: Device, dim: number, options: TokenAttentionOptions) {
    const {
      heads,
      qkvBias = true,
      projBias = true,
      qkNorm = false,
      eps = 1e-6,
    } = checkOptions('TokenAttention', options, 'heads qkvBias projBias qkNorm eps');
    super(gpu);
    checkHeads('TokenAttention', dim, heads);
    this.heads = heads;
    this.qkv = new Linear(gpu, dim, 3 * dim, { bias: qkvBias });
    this.q_norm = qkNorm ? new LayerNorm(gpu, dim / heads, { eps }) : null;
    this.k_norm = qkNorm ? new LayerNorm(gpu, dim / heads, { eps }) : null;
    this.proj = new Linear(gpu, dim, dim, { bias: projBias });
  }

  /** residual + scale · proj(softmax(q kᵀ / √d) v). x and y [B, N, C], scale [C]. */
  forward(x: Tensor, places: Places = { grid: [1, x.shape[1]], prefix: 0 }, residual?: Tensor, scale?: Tensor): Tensor {
    const [query, key, value] = this.project(x, places);
    const out = scaledDotProductAttention(query, key, value);
    const { grid, prefix } = places;
    attend(() => tokenMap({ query, key }, { grid, queries: grid, prefix, flow: { value, out } }));
    return this.proj.forward(out.transpose(1, 2).reshape(x.shape), undefined, residual, scale);
  }

  /** The weights [B, heads, N, N] as a tensor to compute with, gradients and all. */
  weights(x: Tensor, places: Places): Tensor {
    return this.within(() => {
      const [query, key] = this.project(x, places);
      const { grid, prefix } = places;
      attend(() => tokenMap({ query, key }, { grid, queries: grid, prefix }));
      return scaledWeights({ query, key });
    });
  }

  /** [B, N, C] → queries, keys and values [B, heads, N, d]. */
  private project(x: Tensor, { grid, prefix }: Places): readonly [Tensor, Tensor, Tensor] {
    const [batch, tokens, dim] = x.shape;
    const [q, k, v] = split(this.qkv.forward(x), dim, 2).map((part) => heads(part, this.heads));
    if (tokens !== prefix + grid[0] * grid[1])
      throw new ShapeError('TokenAttention', `needs ${prefix} + ${grid.join('·')} tokens`, `${batch} × ${tokens}`);
    return [this.q_norm?.forward(q) ?? q, this.k_norm?.forward(k) ?? k, v];
  }
}

/** [B, N, heads·d] → [B, heads, N, d]. */
export const heads = (x: Tensor, count: number): Tensor =>
  x.reshape(x.shape[0], x.shape[1], count, x.shape[2] / count).transpose(1, 2);

/** @throws ShapeError when the heads do not divide the channels. */
export function checkHeads(op: string, dim: number, count: number): void {
  if (!Number.isInteger(dim / count))
    throw new ShapeError(
      op,
      'the heads must divide the channels',
      `${dim} channels, ${count} heads`,
      'use a number of heads that divides the channels',
    );
}
