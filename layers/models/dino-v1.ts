import { checkOptions } from '../../engine/arguments.ts';
import type { Device } from '../../engine/device.ts';
import { Module } from '../../engine/module.ts';
import type { Tensor } from '../../engine/tensor.ts';
import type { Variable } from '../../engine/variable.ts';
import { parameter } from '../../engine/variable.ts';
import { add, concat } from '../../kernels/index.ts';
import { layerRandom } from '../basic/init.ts';
import { truncNormal } from '../basic/trunc-normal.ts';
import { LayerNorm } from '../basic/layernorm.ts';
import type { Places } from '../transformer/token-attention.ts';
import { TransformerBlock } from '../transformer/block.ts';
import { initLinears } from '../transformer/init-linears.ts';
import type { Grid } from '../transformer/patch-embed.ts';
import { PatchEmbed, patchGrid } from '../transformer/patch-embed.ts';
import { resizePositions } from '../transformer/positions.ts';
import { tokenOf } from './vision-transformer.ts';

export interface DinoOptions {
  /** Side of the pictures that the position embeddings are for; other sizes resize them. */
  size?: number;
  patch?: number;
  channels?: number;
  dim?: number;
  depth?: number;
  heads?: number;
  mlpRatio?: number;
  qkvBias?: boolean;
  eps?: number;
}

/**
 * The vision transformers of DINO, self-distilled without labels: their class tokens' last map outlines objects. Paper:
 * Caron et al., "Emerging Properties in Self-Supervised Vision Transformers", ICCV 2021, arXiv 2104.14294. Source:
 * facebookresearch/dino, vision_transformer.py. Status: equal to the official code, without its dropout and stochastic
 * depth. Pixels beyond the last whole patch are dropped, as there. Published training checkpoints put
 * `teacher.backbone.` before the names.
 *
 *     const map = new DinoV1(gpu).lastSelfAttention(image);   // [B, heads, 1 + N, 1 + N]
 */
export class DinoV1 extends Module {
  cls_token: Variable;
  pos_embed: Variable;
  patch_embed: PatchEmbed;
  blocks: TransformerBlock[];
  norm: LayerNorm;
  readonly grid: Grid;

  /** ViT-S/16 by default. */
  constructor(gpu: Device, options: DinoOptions = {}) {
    const {
      size = 224,
      patch = 16,
      channels = 3,
      dim = 384,
      depth = 12,
      heads = 6,
      mlpRatio = 4,
      qkvBias = true,
      eps = 1e-6,
    } = checkOptions('DinoV1', options, 'size patch channels dim depth heads mlpRatio qkvBias eps');
    super(gpu);
    const random = layerRandom(gpu);
    this.grid = patchGrid('DinoV1', size, patch);
    this.cls_token = parameter(truncNormal(gpu, [1, 1, dim], random, 0.02));
    this.pos_embed = parameter(truncNormal(gpu, [1, 1 + this.grid[0] * this.grid[1], dim], random, 0.02));
    this.patch_embed = new PatchEmbed(gpu, channels, dim, { patch });
    const block = { heads, mlpRatio, qkvBias, eps };
    this.blocks = Array.from({ length: depth }, () => new TransformerBlock(gpu, dim, block));
    this.norm = new LayerNorm(gpu, dim, { eps });
    initLinears(this);
  }

  /** The class token's features: [B, C, H, W] → [B, dim]. */
  forward(image: Tensor): Tensor {
    const { tokens, places } = this.tokens(image);
    const last = this.blocks.reduce((x, block) => block.forward(x, places), tokens);
    return tokenOf(this.norm.forward(last), 0);
  }

  /**
   * What each of the last `count` blocks gives, through the last norm, class token included: [B, 1 + patches, dim]
   * each.
   */
  intermediateLayers(image: Tensor, count = 1): Tensor[] {
    return this.within(() => {
      const { tokens, places } = this.tokens(image);
      const outs: Tensor[] = [];
      this.blocks.reduce((x, block, i) => {
        const y = block.forward(x, places);
        if (i >= this.blocks.length - count) outs.push(this.norm.forward(y));
        return y;
      }, tokens);
      return outs;
    });
  }

  /** The last block's map [B, heads, N, N] as a tensor to compute with; no more of that block is run. */
  lastSelfAttention(image: Tensor): Tensor {
    return this.within(() => {
      const { tokens, places } = this.tokens(image);
      const last = this.blocks.at(-1)!;
      const before = this.blocks.slice(0, -1).reduce((x, block) => block.forward(x, places), tokens);
      return last.attn.weights(last.norm1.forward(before), places);
    });
  }

  private tokens(image: Tensor): { tokens: Tensor; places: Places } {
    const { tokens: patches, grid } = this.patch_embed.forward(image);
    const [batch, , dim] = patches.shape;
    const tokens = concat([this.cls_token.expand(batch, 1, dim), patches], 1);
    const table = dinoPositions(this.pos_embed, this.grid, grid, { pixels: image.shape.slice(2), offset: 0.1 });
    return { tokens: add(tokens, table), places: { grid, prefix: 1 } };
  }
}

export interface DinoPositionOptions {
  antialias?: boolean;
  offset: number;
  /** Height and width of the picture. */
  pixels: readonly number[];
}

/**
 * Position embeddings [1, 1 + N, C] for another grid, that of the class token as it is. As the official code, a grid
 * with as many patches is resized too unless the picture is square.
 */
export function dinoPositions(
  table: Tensor,
  from: Grid,
  to: Grid,
  { pixels: [height, width], ...options }: DinoPositionOptions,
): Tensor {
  if (to[0] * to[1] === from[0] * from[1] && height === width) return table;
  return concat([table.slice(1, 0, 1), resizePositions(table.slice(1, 1), from, to, options)], 1);
}
