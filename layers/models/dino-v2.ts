import { checkOptions } from '../../engine/arguments.ts';
import type { Device } from '../../engine/device.ts';
import { ShapeError } from '../../engine/errors.ts';
import { Module } from '../../engine/module.ts';
import type { Tensor } from '../../engine/tensor.ts';
import type { Variable } from '../../engine/variable.ts';
import { zeros } from '../../engine/create.ts';
import { parameter } from '../../engine/variable.ts';
import { add, concat, where } from '../../kernels/index.ts';
import { layerRandom, normal } from '../basic/init.ts';
import { truncNormal } from '../basic/trunc-normal.ts';
import { LayerNorm } from '../basic/layernorm.ts';
import type { Places } from '../transformer/token-attention.ts';
import type { BlockOptions } from '../transformer/block.ts';
import { TransformerBlock } from '../transformer/block.ts';
import { initLinears } from '../transformer/init-linears.ts';
import type { Grid } from '../transformer/patch-embed.ts';
import { checkTiled, PatchEmbed, patchGrid } from '../transformer/patch-embed.ts';
import { dinoPositions } from './dino-v1.ts';
import { tokenOf } from './vision-transformer.ts';

export interface DinoV2Options extends Omit<BlockOptions, 'heads' | 'qkNorm'> {
  /** Side of the pictures that the position embeddings are for; other sizes resize them. */
  size?: number;
  patch?: number;
  channels?: number;
  dim?: number;
  depth?: number;
  heads?: number;
  registers?: number;
  /** Smooth the position embeddings where they shrink: published networks with registers do. */
  antialias?: boolean;
  /** Added to the grid's sides when the position embeddings are resized; 0 in published networks with registers. */
  offset?: number;
}

/** Tokens after the last norm. */
export interface DinoFeatures {
  /** [B, dim] */
  classToken: Tensor;
  /** [B, patches, dim] */
  patches: Tensor;
  /** [B, registers, dim] */
  registers: Tensor;
}

export interface IntermediateOptions {
  /** Patches as [B, dim, rows, columns] in place of [B, patches, dim]. */
  reshape?: boolean;
  /** Through the last norm. On by default. */
  norm?: boolean;
}

const optionNames =
  'qkvBias projBias eps mlpRatio ffn ffnBias layerScale size ' +
  'patch channels dim depth heads registers antialias offset';

/**
 * DINOv2: features of pictures learnt without labels, with or without registers. Papers: Oquab et al., "DINOv2:
 * Learning Robust Visual Features without Supervision", TMLR 2024, arXiv 2304.07193; Darcet et al., "Vision
 * Transformers Need Registers", ICLR 2024, arXiv 2309.16588. Source: facebookresearch/dinov2, `DinoVisionTransformer`.
 * Status: equal to the official code, without its dropout and stochastic depth. Registers have no position embedding.
 *
 *     const [{ patches }] = new DinoV2(gpu).intermediateLayers(image, 1, { reshape: true });   // [B, 384, H/14, W/14]
 */
export class DinoV2 extends Module {
  cls_token: Variable;
  pos_embed: Variable;
  register_tokens: Variable | null;
  mask_token: Variable;
  patch_embed: PatchEmbed;
  blocks: TransformerBlock[];
  norm: LayerNorm;
  readonly grid: Grid;
  readonly registers: number;
  readonly antialias: boolean;
  readonly offset: number;

  /** ViT-S/14 of the published size by default. */
  constructor(gpu: Device, options: DinoV2Options = {}) {
    const {
      size = 518,
      patch = 14,
      channels = 3,
      dim = 384,
      depth = 12,
      heads = 6,
      registers = 0,
      eps = 1e-6,
    } = checkOptions('DinoV2', options, optionNames);
    super(gpu);
    const random = layerRandom(gpu);
    this.grid = patchGrid('DinoV2', size, patch);
    this.registers = registers;
    this.antialias = options.antialias ?? false;
    this.offset = options.offset ?? 0.1;
    this.cls_token = parameter(normal(gpu, [1, 1, dim], random, 0, 1e-6));
    this.pos_embed = parameter(truncNormal(gpu, [1, 1 + this.grid[0] * this.grid[1], dim], random, 0.02));
    this.register_tokens = registers ? parameter(normal(gpu, [1, registers, dim], random, 0, 1e-6)) : null;
    this.mask_token = parameter(zeros(gpu, [1, dim]));
    this.patch_embed = new PatchEmbed(gpu, channels, dim, { patch });
    const block = { layerScale: 1, ...options, heads, eps };
    this.blocks = Array.from({ length: depth }, () => new TransformerBlock(gpu, dim, block));
    this.norm = new LayerNorm(gpu, dim, { eps });
    initLinears(this);
  }

  /** The class token's features: [B, C, H, W], sides multiples of the patch, → [B, dim]. */
  forward(image: Tensor): Tensor {
    return this.features(image).classToken;
  }

  /** All tokens' features. @param masked bool [B, patches]: patches that the mask token stands for. */
  features(image: Tensor, masked?: Tensor): DinoFeatures {
    return this.within(() => {
      const { tokens, places } = this.tokens(image, masked);
      const x = this.norm.forward(this.blocks.reduce((y, block) => block.forward(y, places), tokens));
      const { prefix } = places;
      return { classToken: tokenOf(x, 0), registers: x.slice(1, 1, prefix), patches: x.slice(1, prefix) };
    });
  }

  /**
   * What some blocks give: the last `layers` of them, or those of a list, from the first to the last.
   * @throws ShapeError for blocks that are not there.
   */
  intermediateLayers(
    image: Tensor,
    layers: number | readonly number[] = 1,
    { reshape = false, norm = true }: IntermediateOptions = {},
  ): { patches: Tensor; classToken: Tensor }[] {
    const depth = this.blocks.length;
    const wanted = new Set(
      typeof layers === 'number' ? Array.from({ length: layers }, (_, i) => depth - layers + i) : layers,
    );
    if ([...wanted].some((i) => !Number.isInteger(i) || i < 0 || i >= depth))
      throw new ShapeError('DinoV2', `there are blocks 0 to ${depth - 1}`, JSON.stringify(layers));
    return this.within(() => {
      const { tokens, places } = this.tokens(image);
      const outs: { patches: Tensor; classToken: Tensor }[] = [];
      this.blocks.reduce((x, block, i) => {
        const y = block.forward(x, places);
        if (wanted.has(i)) {
          const normed = norm ? this.norm.forward(y) : y;
          const patches = normed.slice(1, places.prefix);
          const shape = [patches.shape[0], -1, ...places.grid];
          outs.push({
            classToken: tokenOf(normed, 0),
            patches: reshape ? patches.transpose(1, 2).reshape(shape) : patches,
          });
        }
        return y;
      }, tokens);
      return outs;
    });
  }

  private tokens(image: Tensor, masked?: Tensor): { tokens: Tensor; places: Places } {
    checkTiled('DinoV2', image, this.patch_embed.patch);
    const { tokens: seen, grid } = this.patch_embed.forward(image);
    const [batch, , dim] = seen.shape;
    const patches = masked ? where(masked.reshape(batch, -1, 1), this.mask_token.reshape(1, 1, dim), seen) : seen;
    const { antialias, offset } = this;
    const table = dinoPositions(this.pos_embed, this.grid, grid, { pixels: image.shape.slice(2), antialias, offset });
    const placed = add(concat([this.cls_token.expand(batch, 1, dim), patches], 1), table);
    const tokens = this.register_tokens
      ? concat([placed.slice(1, 0, 1), this.register_tokens.expand(batch, this.registers, dim), placed.slice(1, 1)], 1)
      : placed;
    return { tokens, places: { grid, prefix: 1 + this.registers } };
  }
}
