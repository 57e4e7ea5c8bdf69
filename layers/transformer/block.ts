import { checkOptions } from '../../engine/arguments.ts';
import type { Device } from '../../engine/device.ts';
import { Module } from '../../engine/module.ts';
import type { Tensor } from '../../engine/tensor.ts';
import { LayerNorm } from '../basic/layernorm.ts';
import type { Places, TokenAttentionOptions } from './token-attention.ts';
import { TokenAttention } from './token-attention.ts';
import { LayerScale } from './layer-scale.ts';
import { Mlp } from './mlp.ts';
import { SwiGlu } from './swiglu.ts';

export interface BlockOptions extends TokenAttentionOptions {
  /** Hidden channels of the MLP, as a multiple. */
  mlpRatio?: number;
  /** What follows attention. */
  ffn?: 'mlp' | 'swiglu';
  /** Of its layers. On by default. */
  ffnBias?: boolean;
  /** What the factors of LayerScale start from; none without it. */
  layerScale?: number | null;
}

/**
 * The block that vision transformers are made of: attention between tokens, then an MLP on each of them.
 *
 *     const block = new TransformerBlock(gpu, 64, { heads: 4 });
 *     const y = block.forward(x, { grid: [4, 4], prefix: 1 });   // [B, 17, 64] → [B, 17, 64]
 */
export class TransformerBlock extends Module {
  norm1: LayerNorm;
  attn: TokenAttention;
  ls1: LayerScale | null;
  norm2: LayerNorm;
  mlp: Mlp | SwiGlu;
  ls2: LayerScale | null;

  constructor(gpu: Device, dim: number, options: BlockOptions) {
    // Networks hand on options of their own among these.
    const {
      eps = 1e-6,
      mlpRatio = 4,
      ffn = 'mlp',
      ffnBias: bias = true,
      layerScale = null,
      heads,
      ...rest
    } = checkOptions('TransformerBlock', options);
    const { qkvBias, projBias, qkNorm } = rest;
    super(gpu);
    const scale = () => (layerScale === null ? null : new LayerScale(gpu, dim, layerScale));
    this.norm1 = new LayerNorm(gpu, dim, { eps });
    this.attn = new TokenAttention(gpu, dim, { heads, qkvBias, projBias, qkNorm, eps });
    this.ls1 = scale();
    this.norm2 = new LayerNorm(gpu, dim, { eps });
    this.mlp = new (ffn === 'mlp' ? Mlp : SwiGlu)(gpu, dim, Math.floor(dim * mlpRatio), { bias });
    this.ls2 = scale();
  }

  /**
   * x += ls1 · attention(norm1 x); x += ls2 · mlp(norm2 x). x and y [B, N, C]. Scales and sums are part of the
   * products, and so is the gelu where no gradient is recorded: seven dispatches.
   */
  forward(x: Tensor, places: Places): Tensor {
    const attended = this.attn.forward(this.norm1.forward(x), places, x, this.ls1?.gamma);
    return this.mlp.forward(this.norm2.forward(attended), attended, this.ls2?.gamma);
  }
}
