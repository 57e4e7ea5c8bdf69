import { checkOptions } from '../../engine/arguments.ts';
import { attend } from '../../engine/capture.ts';
import type { Device } from '../../engine/device.ts';
import { Module } from '../../engine/module.ts';
import type { Tensor } from '../../engine/tensor.ts';
import { add, scaledDotProductAttention } from '../../kernels/index.ts';
import { LayerNorm } from '../basic/layernorm.ts';
import { Linear } from '../basic/linear.ts';
import { Mlp } from '../transformer/mlp.ts';
import type { Grid } from '../transformer/patch-embed.ts';
import { checkHeads, heads } from '../transformer/token-attention.ts';
import { tokenMap } from './token-map.ts';

export interface CrossAttentionOptions {
  heads?: number;
  qkvBias?: boolean;
  /** In place of 1 / √(channels of a head). */
  qkScale?: number | null;
}

/**
 * Cross attention: the class token of one branch asks the patch tokens of another, itself among them. Paper: Chen et
 * al., "CrossViT: Cross-Attention Multi-Scale Vision Transformer for Image Classification", ICCV 2021, arXiv
 * 2103.14899. Source: IBM/CrossViT, `CrossAttention`. Status: equal to the official code, without its dropout. Only the
 * class token comes out.
 *
 *     const y = new CrossAttention(gpu, 64, { heads: 4 }).forward(x);   // [B, L, 64] → [B, 1, 64]
 */
export class CrossAttention extends Module {
  wq: Linear;
  wk: Linear;
  wv: Linear;
  proj: Linear;
  readonly heads: number;
  readonly scale: number;

  constructor(gpu: Device, dim: number, options: CrossAttentionOptions = {}) {
    super(gpu);
    const {
      heads: count = 8,
      qkvBias: bias = false,
      qkScale,
    } = checkOptions('CrossAttention', options, 'heads qkvBias qkScale');
    checkHeads('CrossAttention', dim, count);
    this.heads = count;
    this.scale = qkScale ?? (dim / count) ** -0.5;
    this.wq = new Linear(gpu, dim, dim, { bias });
    this.wk = new Linear(gpu, dim, dim, { bias });
    this.wv = new Linear(gpu, dim, dim, { bias });
    this.proj = new Linear(gpu, dim, dim);
  }

  /**
   * proj(softmax(q₀ kᵀ · scale) v). x [B, 1 + N, C], the token that asks first, → [B, 1, C]; its map has one query and
   * lies on `grid`.
   */
  forward(x: Tensor, grid: Grid = [1, x.shape[1] - 1]): Tensor {
    const { scale } = this;
    const [query, key, value] = [this.wq.forward(x.slice(1, 0, 1)), this.wk.forward(x), this.wv.forward(x)].map(
      (part) => heads(part, this.heads),
    );
    attend(() =>
      tokenMap(
        { query, key },
        { grid, prefix: 1 },
        ({ query: q, key: k }) => scaledDotProductAttention(q, k, k, { scale, needWeights: true }).weights,
      ),
    );
    const out = scaledDotProductAttention(query, key, value, { scale });
    return this.proj.forward(out.transpose(1, 2).reshape(x.shape[0], 1, x.shape[2]));
  }
}

export interface CrossAttentionBlockOptions extends CrossAttentionOptions {
  /** Hidden channels of the MLP, as a multiple; null without MLP. */
  mlpRatio?: number | null;
  /** Of the norms; networks pass 1e-6. */
  eps?: number;
}

/**
 * CrossViT's block: cross attention with a residual and, unless `mlpRatio` is null, an MLP. Paper, source and status as
 * CrossAttention.
 *
 *     const y = new CrossAttentionBlock(gpu, 64, { heads: 4 }).forward(x);   // [B, L, 64] → [B, 1, 64]
 */
export class CrossAttentionBlock extends Module {
  norm1: LayerNorm;
  attn: CrossAttention;
  norm2: LayerNorm | null;
  mlp: Mlp | null;

  constructor(gpu: Device, dim: number, options: CrossAttentionBlockOptions = {}) {
    super(gpu);
    const {
      mlpRatio = 4,
      eps = 1e-5,
      ...attention
    } = checkOptions('CrossAttentionBlock', options, 'heads qkvBias qkScale mlpRatio eps');
    this.norm1 = new LayerNorm(gpu, dim, { eps });
    this.attn = new CrossAttention(gpu, dim, attention);
    this.norm2 = mlpRatio === null ? null : new LayerNorm(gpu, dim, { eps });
    this.mlp = mlpRatio === null ? null : new Mlp(gpu, dim, Math.floor(dim * mlpRatio));
  }

  /** y = x₀ + attention(LN x); y += MLP(LN y). x [B, 1 + N, C] → [B, 1, C]. */
  forward(x: Tensor, grid?: Grid): Tensor {
    const attended = add(x.slice(1, 0, 1), this.attn.forward(this.norm1.forward(x), grid));
    return this.mlp && this.norm2 ? this.mlp.forward(this.norm2.forward(attended), attended) : attended;
  }
}
