import { checkOptions } from '../../engine/arguments.ts';
import type { Device } from '../../engine/device.ts';
import { ShapeError } from '../../engine/errors.ts';
import { Module } from '../../engine/module.ts';
import type { Tensor } from '../../engine/tensor.ts';
import type { Variable } from '../../engine/variable.ts';
import { parameter } from '../../engine/variable.ts';
import { add, amax, concat, mean, mul } from '../../kernels/index.ts';
import { AttentionPoolLatent } from '../attention/attention-pool-latent.ts';
import { layerRandom, normal } from '../basic/init.ts';
import { truncNormal } from '../basic/trunc-normal.ts';
import { LayerNorm } from '../basic/layernorm.ts';
import { Linear } from '../basic/linear.ts';
import type { BlockOptions } from '../transformer/block.ts';
import { TransformerBlock } from '../transformer/block.ts';
import { initLinears } from '../transformer/init-linears.ts';
import type { Grid } from '../transformer/patch-embed.ts';
import { checkTiled, PatchEmbed, patchGrid } from '../transformer/patch-embed.ts';
import { resizePositions } from '../transformer/positions.ts';

/**
 * How tokens become one vector: the class token, a mean or maximum of the patches, attention pooling, or not at all.
 */
export type Pooling = 'token' | 'avg' | 'max' | 'avgmax' | 'map' | '';

export interface VisionTransformerOptions extends Omit<BlockOptions, 'heads' | 'ffn' | 'ffnBias'> {
  /** Rows and columns of the pictures that the position embeddings are for; other sizes resize them. */
  size?: number | Grid;
  patch?: number;
  channels?: number;
  /** Logits; 0 leaves the head out. */
  classes?: number;
  pool?: Pooling;
  dim?: number;
  depth?: number;
  heads?: number;
  /** On by default. */
  classToken?: boolean;
  registers?: number;
  /** Position embeddings for the patches alone. */
  patchPositions?: boolean;
  /** A norm before the blocks, and patches without bias (CLIP). */
  preNorm?: boolean;
  /** The norm after the blocks. On by default. */
  finalNorm?: boolean;
  /** Put it after the pooling; so it is by default for means and maxima. */
  poolNorm?: boolean;
  /** A second token and head that learn from a teacher (DeiT). */
  distilled?: boolean;
}

const optionNames =
  'qkvBias projBias qkNorm eps mlpRatio layerScale size patch channels classes ' +
  'pool dim depth heads classToken registers patchPositions preNorm finalNorm poolNorm distilled';

/**
 * Vision transformers in timm's names: ViT, DeiT (distilled or not), and their forms with registers, LayerScale or a
 * pooled head. Papers: Dosovitskiy et al., "An Image is Worth 16×16 Words", ICLR 2021, arXiv 2010.11929; Touvron et
 * al., "Training data-efficient image transformers & distillation through attention", ICML 2021, arXiv 2012.12877;
 * Darcet et al., "Vision Transformers Need Registers", ICLR 2024, arXiv 2309.16588. Source: timm 1.0.28,
 * `VisionTransformer` and `VisionTransformerDistilled`. Status: equal to that code with `dynamic_img_size` on, without
 * dropout and stochastic depth. Pooling leaves class token and registers out; position embeddings go to another grid by
 * antialiased bicubic interpolation, as timm's.
 *
 *     const net = new VisionTransformer(gpu, { dim: 384, heads: 6 });   // ViT-S/16
 *     const { out, maps } = capture(() => net.forward(image));   // blocks.0.attn.attention, …
 */
export class VisionTransformer extends Module {
  cls_token: Variable | null;
  dist_token: Variable | null;
  reg_token: Variable | null;
  pos_embed: Variable;
  patch_embed: PatchEmbed;
  norm_pre: LayerNorm | null;
  blocks: TransformerBlock[];
  norm: LayerNorm | null;
  attn_pool: AttentionPoolLatent | null;
  fc_norm: LayerNorm | null;
  head: Linear | null;
  head_dist: Linear | null;
  /** The patches that the position embeddings are for. */
  readonly grid: Grid;
  /** Tokens before those of the patches. */
  readonly prefix: number;
  readonly pool: Pooling;
  readonly patchPositions: boolean;

  constructor(gpu: Device, options: VisionTransformerOptions = {}) {
    const {
      size = 224,
      patch = 16,
      channels = 3,
      classes = 1000,
      pool = 'token',
      dim = 768,
      depth = 12,
      heads = 12,
      classToken = true,
      registers = 0,
      patchPositions = false,
      preNorm = false,
      finalNorm = true,
      distilled = false,
      eps = 1e-6,
      projBias = true,
    } = checkOptions('VisionTransformer', options, optionNames);
    super(gpu);
    if ((pool === 'token' || distilled) && !classToken)
      throw new ShapeError('VisionTransformer', 'there is no class token to pool', `pool ${pool}`, 'pool by avg');
    const random = layerRandom(gpu);
    const token = (count: number) => parameter(normal(gpu, [1, count, dim], random, 0, 1e-6));
    const poolNorm = options.poolNorm ?? ['avg', 'max', 'avgmax'].includes(pool);
    this.grid = patchGrid('VisionTransformer', size, patch);
    this.prefix = Number(classToken) + Number(distilled) + registers;
    this.pool = pool;
    this.patchPositions = patchPositions;
    this.cls_token = classToken ? token(1) : null;
    this.dist_token = distilled ? token(1) : null;
    this.reg_token = registers ? token(registers) : null;
    const places = this.grid[0] * this.grid[1] + (patchPositions ? 0 : this.prefix);
    this.pos_embed = parameter(truncNormal(gpu, [1, places, dim], random, 0.02));
    this.patch_embed = new PatchEmbed(gpu, channels, dim, { patch, bias: !preNorm });
    this.norm_pre = preNorm ? new LayerNorm(gpu, dim, { eps }) : null;
    const block = { ...options, heads, eps, ffnBias: projBias };
    this.blocks = Array.from({ length: depth }, () => new TransformerBlock(gpu, dim, block));
    this.norm = finalNorm && !poolNorm ? new LayerNorm(gpu, dim, { eps }) : null;
    this.attn_pool =
      pool === 'map' ? new AttentionPoolLatent(gpu, dim, { heads, mlpRatio: options.mlpRatio, norm: true, eps }) : null;
    this.fc_norm = finalNorm && poolNorm ? new LayerNorm(gpu, dim, { eps }) : null;
    this.head = classes ? new Linear(gpu, dim, classes) : null;
    this.head_dist = classes && distilled ? new Linear(gpu, dim, classes) : null;
    initLinears(this);
  }

  /**
   * [B, C, H, W], sides multiples of the patch → logits [B, classes]; tokens' features where there is no pooling or no
   * head.
   */
  forward(image: Tensor): Tensor {
    const [logits, distilled] = this.logits(image);
    return distilled ? mul(add(logits, distilled), 0.5) : logits;
  }

  /** The head's logits, and the second head's of a distilled network. */
  logits(image: Tensor): Tensor[] {
    return this.within(() => {
      const { tokens, grid } = this.features(image);
      if (this.dist_token)
        return [this.head, this.head_dist].map((head, i) => {
          const token = tokenOf(tokens, i);
          return head?.forward(token) ?? token;
        });
      const pooled = this.pooled(tokens, grid);
      const normed = this.fc_norm?.forward(pooled) ?? pooled;
      return [this.head?.forward(normed) ?? normed];
    });
  }

  /** The tokens after the last block and its norm: [B, prefix + patches, dim], and the patches' grid. */
  features(image: Tensor): { tokens: Tensor; grid: Grid } {
    return this.within(() => {
      checkTiled('VisionTransformer', image, this.patch_embed.patch);
      const { tokens: patches, grid } = this.patch_embed.forward(image);
      const placed = this.placed(patches, grid);
      const places = { grid, prefix: this.prefix };
      const start = this.norm_pre?.forward(placed) ?? placed;
      const tokens = this.blocks.reduce((x, block) => block.forward(x, places), start);
      return { tokens: this.norm?.forward(tokens) ?? tokens, grid };
    });
  }

  /** Class token, distillation token, registers and patches, with their position embeddings. */
  private placed(patches: Tensor, grid: Grid): Tensor {
    const prefix = [this.cls_token, this.dist_token, this.reg_token].flatMap((token) =>
      token ? [token.expand(patches.shape[0], token.shape[1], token.shape[2])] : [],
    );
    const table = this.positions(grid);
    if (this.patchPositions) return concat([...prefix, add(patches, table)], 1);
    return add(concat([...prefix, patches], 1), table);
  }

  private positions(grid: Grid): Tensor {
    const own = this.grid;
    // As timm: a square with as many patches takes the embeddings as they are, whatever shape they were for.
    const fits = grid[0] * grid[1] === own[0] * own[1] && (grid[0] === grid[1] || grid[0] === own[0]);
    if (fits) return this.pos_embed;
    const before = this.patchPositions ? 0 : this.prefix;
    const patches = resizePositions(this.pos_embed.slice(1, before), own, grid, { antialias: true });
    return before ? concat([this.pos_embed.slice(1, 0, before), patches], 1) : patches;
  }

  private pooled(tokens: Tensor, grid: Grid): Tensor {
    if (this.pool === '') return tokens;
    if (this.pool === 'token') return tokenOf(tokens, 0);
    const patches = tokens.slice(1, this.prefix);
    switch (this.pool) {
      case 'map':
        return this.attn_pool!.forward(patches, grid);
      case 'avg':
        return mean(patches, 1);
      case 'max':
        return amax(patches, 1);
      case 'avgmax':
        return mul(add(amax(patches, 1), mean(patches, 1)), 0.5);
    }
  }
}

/** One token of each picture: [B, N, C] → [B, C]. */
export const tokenOf = (tokens: Tensor, i: number): Tensor =>
  tokens.slice(1, i, i + 1).reshape(tokens.shape[0], tokens.shape[2]);
