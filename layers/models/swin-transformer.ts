import { checkOptions } from '../../engine/arguments.ts';
import type { Device } from '../../engine/device.ts';
import { ShapeError } from '../../engine/errors.ts';
import { Module } from '../../engine/module.ts';
import { show } from '../../engine/shape.ts';
import type { Tensor } from '../../engine/tensor.ts';
import type { Variable } from '../../engine/variable.ts';
import { parameter } from '../../engine/variable.ts';
import { add, mean } from '../../kernels/index.ts';
import { SwinV2Block } from '../attention/swin-v2.ts';
import { SwinBlock } from '../attention/swin.ts';
import { layerRandom } from '../basic/init.ts';
import { truncNormal } from '../basic/trunc-normal.ts';
import { LayerNorm } from '../basic/layernorm.ts';
import { Linear } from '../basic/linear.ts';
import { initLinears } from '../transformer/init-linears.ts';
import type { Grid } from '../transformer/patch-embed.ts';
import { checkGrid, PatchEmbed, patchGrid } from '../transformer/patch-embed.ts';

export interface SwinOptions {
  version?: 1 | 2;
  /** Rows and columns of the pictures. */
  size?: number | Grid;
  patch?: number;
  channels?: number;
  /** Logits; 0 leaves the head out. */
  classes?: number;
  /** Channels of the first stage; each later one has twice as many. */
  dim?: number;
  /** Blocks and heads of each stage. */
  depths?: readonly number[];
  heads?: readonly number[];
  window?: number;
  mlpRatio?: number;
  qkvBias?: boolean;
  /** Version 1: in place of 1 / √(channels of a head). */
  qkScale?: number | null;
  /** Learn a position embedding too. */
  positions?: boolean;
  /** Normalise the patches. On by default. */
  patchNorm?: boolean;
  /** Version 2: the window of the pretraining, for each stage; 0 for the window itself. */
  pretrainedWindows?: readonly number[];
}

/** Four neighbouring tokens as one: [B, H·W, C] → [B, H·W / 4, 2C]. Version 2 normalises last. */
class PatchMerging extends Module {
  norm: LayerNorm;
  reduction: Linear;
  readonly grid: Grid;
  readonly normFirst: boolean;

  constructor(gpu: Device, dim: number, grid: Grid, normFirst: boolean) {
    super(gpu);
    if (grid.some((side) => side % 2))
      throw new ShapeError('PatchMerging', 'rows and columns must be even', show(grid), 'choose another picture size');
    this.grid = grid;
    this.normFirst = normFirst;
    this.norm = new LayerNorm(gpu, normFirst ? 4 * dim : 2 * dim);
    this.reduction = new Linear(gpu, 4 * dim, 2 * dim, { bias: false });
  }

  forward(x: Tensor): Tensor {
    const [batch, , dim] = x.shape;
    const [rows, columns] = this.grid;
    // The cell's pixels by columns: upper left, lower left, upper right, lower right.
    const cells = x
      .reshape(batch, rows / 2, 2, columns / 2, 2, dim)
      .permute(0, 1, 3, 4, 2, 5)
      .reshape(batch, (rows * columns) / 4, 4 * dim);
    return this.normFirst
      ? this.reduction.forward(this.norm.forward(cells))
      : this.norm.forward(this.reduction.forward(cells));
  }
}

interface Stage {
  blocks: (SwinBlock | SwinV2Block)[];
  downsample: PatchMerging | null;
}

/**
 * Swin transformers, versions 1 and 2: stages of windowed attention, between which four tokens become one. Papers: Liu
 * et al., ICCV 2021, arXiv 2103.14030, and CVPR 2022, arXiv 2111.09883. Source: microsoft/Swin-Transformer. Status:
 * equal to the official code, without its dropout and stochastic depth. Pictures are of the size the network was made
 * for, as there.
 *
 *     const logits = new SwinTransformer(gpu).forward(image);   // [B, 3, 224, 224] → [B, 1000]
 */
export class SwinTransformer extends Module {
  patch_embed: PatchEmbed;
  absolute_pos_embed: Variable | null;
  layers: Stage[];
  norm: LayerNorm;
  head: Linear | null;
  readonly grid: Grid;

  /** Swin-T by default. */
  constructor(gpu: Device, given: SwinOptions = {}) {
    const {
      version = 1,
      size = 224,
      patch = 4,
      channels = 3,
      classes = 1000,
      dim = 96,
      depths = [2, 2, 6, 2],
      heads = [3, 6, 12, 24],
      window = 7,
      mlpRatio,
      qkvBias,
      qkScale,
      positions = false,
      patchNorm = true,
      pretrainedWindows = [],
    } = checkOptions(
      'SwinTransformer',
      given,
      'version size patch channels classes dim depths heads window mlpRatio qkvBias qkScale positions ' +
        'patchNorm pretrainedWindows',
    );
    super(gpu);
    this.grid = patchGrid('SwinTransformer', size, patch);
    const tokens = this.grid[0] * this.grid[1];
    this.patch_embed = new PatchEmbed(gpu, channels, dim, { patch, norm: patchNorm });
    this.absolute_pos_embed = positions ? parameter(truncNormal(gpu, [1, tokens, dim], layerRandom(gpu), 0.02)) : null;
    this.layers = depths.map((depth, stage): Stage => {
      const width = dim * 2 ** stage;
      const grid: Grid = [this.grid[0] / 2 ** stage, this.grid[1] / 2 ** stage];
      const blocks = Array.from({ length: depth }, (_, i) => {
        const shift = i % 2 ? Math.floor(window / 2) : 0;
        const options = { heads: heads[stage], window, shift, mlpRatio, qkvBias };
        return version === 1
          ? new SwinBlock(gpu, width, grid, { ...options, qkScale })
          : new SwinV2Block(gpu, width, grid, { ...options, pretrainedWindow: pretrainedWindows[stage] });
      });
      return {
        blocks,
        downsample: stage < depths.length - 1 ? new PatchMerging(gpu, width, grid, version === 1) : null,
      };
    });
    const last = dim * 2 ** (depths.length - 1);
    this.norm = new LayerNorm(gpu, last);
    this.head = classes ? new Linear(gpu, last, classes) : null;
    initLinears(this);
  }

  /**
   * [B, C, H, W] → logits [B, classes], or the mean token's features without a head. @throws ShapeError for another
   * picture size.
   */
  forward(image: Tensor): Tensor {
    const { tokens, grid } = this.patch_embed.forward(image);
    checkGrid('SwinTransformer', grid, this.grid, this.patch_embed.patch);
    const placed = this.absolute_pos_embed ? add(tokens, this.absolute_pos_embed) : tokens;
    const features = this.layers.reduce((x, { blocks, downsample }) => {
      const y = blocks.reduce((z, block) => block.forward(z), x);
      return downsample?.forward(y) ?? y;
    }, placed);
    const pooled = mean(this.norm.forward(features), 1);
    return this.head?.forward(pooled) ?? pooled;
  }
}
