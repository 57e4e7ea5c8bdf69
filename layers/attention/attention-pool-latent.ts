import { checkOptions } from '../../engine/arguments.ts';
import { attend } from '../../engine/capture.ts';
import type { Device } from '../../engine/device.ts';
import { ShapeError } from '../../engine/errors.ts';
import { Module } from '../../engine/module.ts';
import { show } from '../../engine/shape.ts';
import type { Tensor } from '../../engine/tensor.ts';
import type { Variable } from '../../engine/variable.ts';
import { parameter } from '../../engine/variable.ts';
import { add, mean, scaledDotProductAttention, split } from '../../kernels/index.ts';
import { layerRandom } from '../basic/init.ts';
import { truncNormal } from '../basic/trunc-normal.ts';
import { LayerNorm } from '../basic/layernorm.ts';
import { Linear } from '../basic/linear.ts';
import { checkHeads, heads } from '../transformer/token-attention.ts';
import { Mlp } from '../transformer/mlp.ts';
import type { Grid } from '../transformer/patch-embed.ts';
import { tokenMap } from './token-map.ts';

export interface AttentionPoolLatentOptions {
  heads?: number;
  /** Channels of the result; those of the tokens by default. 0 leaves projection, norm and MLP out. */
  outs?: number;
  /** Hidden channels of the MLP, as a multiple. */
  mlpRatio?: number;
  /** Of the projections to queries, keys and values. On by default. */
  qkvBias?: boolean;
  /** Project the latents to queries; otherwise they are the queries. On by default. */
  queryProjection?: boolean;
  /** Normalise each head's queries and keys over their channels. */
  qkNorm?: boolean;
  /** Normalise before the MLP. */
  norm?: boolean;
  /** Of the norms. */
  eps?: number;
  latents?: number;
  /** Channels of a latent; those of the tokens by default. */
  latentDim?: number;
  /** Tokens that have a position embedding each; none without it. */
  positions?: number;
  /** The first latent's result, the mean of all, or all of them. */
  pool?: 'token' | 'avg' | '';
}

/**
 * Attention pooling: learnt latent vectors query the tokens, and what they gather stands for the picture. Papers: Lee
 * et al., "Set Transformer", ICML 2019, arXiv 1810.00825; Zhai et al., "Scaling Vision Transformers", arXiv 2106.04560
 * (MAP head). Source: timm 1.0.28, `AttentionPoolLatent`. Status: equal to that code. Without `norm` the MLP sees its
 * input as it is.
 *
 *     const y = new AttentionPoolLatent(gpu, 64, { heads: 4 }).forward(x);   // [B, L, 64] → [B, 64]
 */
export class AttentionPoolLatent extends Module {
  pos_embed: Variable | null;
  latent: Variable;
  q: Linear | null;
  kv: Linear;
  q_norm: LayerNorm | null;
  k_norm: LayerNorm | null;
  proj: Linear | null;
  norm: LayerNorm | null;
  mlp: Mlp | null;
  readonly heads: number;
  readonly pool: 'token' | 'avg' | '';

  /** @param dim channels of the tokens; heads divide them. */
  constructor(gpu: Device, dim: number, options: AttentionPoolLatentOptions = {}) {
    const {
      heads: count = 8,
      outs = dim,
      mlpRatio = 4,
      qkvBias: bias = true,
      queryProjection = true,
      qkNorm = false,
      norm = false,
      eps = 1e-5,
      latents = 1,
      latentDim = dim,
      positions,
      pool = 'token',
    } = checkOptions(
      'AttentionPoolLatent',
      options,
      'heads outs mlpRatio qkvBias queryProjection qkNorm norm eps latents latentDim positions pool',
    );
    super(gpu);
    checkHeads('AttentionPoolLatent', dim, count);
    const random = layerRandom(gpu);
    this.heads = count;
    this.pool = pool;
    this.pos_embed =
      positions === undefined ? null : parameter(truncNormal(gpu, [positions, dim], random, dim ** -0.5));
    this.latent = parameter(truncNormal(gpu, [1, latents, latentDim], random, latentDim ** -0.5));
    this.q = queryProjection ? new Linear(gpu, latentDim, dim, { bias }) : null;
    this.kv = new Linear(gpu, dim, 2 * dim, { bias });
    this.q_norm = qkNorm ? new LayerNorm(gpu, dim / count, { eps }) : null;
    this.k_norm = qkNorm ? new LayerNorm(gpu, dim / count, { eps }) : null;
    this.proj = outs ? new Linear(gpu, dim, outs) : null;
    this.norm = outs && norm ? new LayerNorm(gpu, outs, { eps }) : null;
    this.mlp = outs ? new Mlp(gpu, outs, Math.floor(outs * mlpRatio)) : null;
  }

  /**
   * y = proj(softmax(q kᵀ / √d) v); y += mlp(norm y). x [B, N, C] → [B, outs], or [B, latents, outs] without pooling.
   */
  forward(x: Tensor, grid: Grid = [1, x.shape[1]]): Tensor {
    const [batch, tokens, dim] = x.shape;
    const latents = this.latent.shape[1];
    if (this.pos_embed && this.pos_embed.shape[0] !== tokens)
      throw new ShapeError('AttentionPoolLatent', `needs ${this.pos_embed.shape[0]} tokens`, show(x.shape));
    const placed = this.pos_embed ? add(x, this.pos_embed) : x;
    const asked = this.q?.forward(this.latent) ?? this.latent;
    const [k, v] = split(this.kv.forward(placed), dim, 2).map((part) => heads(part, this.heads));
    const q = heads(asked.expand(batch, latents, dim), this.heads);
    const [query, key] = [this.q_norm?.forward(q) ?? q, this.k_norm?.forward(k) ?? k];
    attend(() => tokenMap({ query, key }, { grid, queries: [1, latents] }));
    const gathered = scaledDotProductAttention(query, key, v).transpose(1, 2).reshape(batch, latents, dim);
    const projected = this.proj?.forward(gathered) ?? gathered;
    const y = this.mlp?.forward(this.norm?.forward(projected) ?? projected, projected) ?? projected;
    if (this.pool === 'avg') return mean(y, 1);
    return this.pool === 'token' ? y.slice(1, 0, 1).reshape(batch, -1) : y;
  }
}
