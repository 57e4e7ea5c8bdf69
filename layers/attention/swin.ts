import { pair } from '../../kernels/make/pairs.ts';
import { checkOptions } from '../../engine/arguments.ts';
import { attend } from '../../engine/capture.ts';
import type { Device } from '../../engine/device.ts';
import { ShapeError } from '../../engine/errors.ts';
import { Module } from '../../engine/module.ts';
import { show } from '../../engine/shape.ts';
import type { Tensor } from '../../engine/tensor.ts';
import type { Variable } from '../../engine/variable.ts';
import { buffer, parameter } from '../../engine/variable.ts';
import type { BlockAttentionOptions } from '../../kernels/index.ts';
import { blockAttention, blockAttentionMap, split } from '../../kernels/index.ts';
import { layerRandom } from '../basic/init.ts';
import { truncNormal } from '../basic/trunc-normal.ts';
import { LayerNorm } from '../basic/layernorm.ts';
import { Linear } from '../basic/linear.ts';
import { Mlp } from '../transformer/mlp.ts';
import { fitWindow, relativeIndex, shiftMask } from './swin-windows.ts';

type Pair = readonly [number, number];

export interface SwinAttentionOptions {
  heads: number;
  /** Rows and columns of a window. */
  window: number | Pair;
  /** Bias of the projection to queries, keys and values. */
  qkvBias?: boolean;
  /** In place of 1 / √(channels of a head). */
  qkScale?: number | null;
}

/** An image of tokens in place of a batch of windows. */
export interface SwinImage {
  grid: Pair;
  shift: number;
}

/** Multi-head attention inside windows, with a learnt bias for each relative place: what a SwinBlock attends with. */
export class SwinWindowAttention extends Module {
  relative_position_bias_table: Variable;
  relative_position_index: Variable;
  qkv: Linear;
  proj: Linear;
  readonly window: Pair;
  readonly heads: number;
  readonly scale: number;

  constructor(gpu: Device, dim: number, options: SwinAttentionOptions) {
    const {
      heads,
      window,
      qkvBias = true,
      qkScale,
    } = checkOptions('SwinWindowAttention', options, 'heads window qkvBias qkScale');
    super(gpu);
    if (dim % heads)
      throw new ShapeError(
        'SwinWindowAttention',
        'the heads must divide the channels',
        `${dim} channels, ${heads} heads`,
        'use a number of heads that divides the channels',
      );
    this.window = pair('SwinWindowAttention', 'window', window);
    this.heads = heads;
    this.scale = qkScale ?? (dim / heads) ** -0.5;
    const [rows, columns] = this.window;
    this.relative_position_bias_table = parameter(
      truncNormal(gpu, [(2 * rows - 1) * (2 * columns - 1), heads], layerRandom(gpu), 0.02),
    );
    this.relative_position_index = buffer(relativeIndex(gpu, this.window));
    this.qkv = new Linear(gpu, dim, 3 * dim, { bias: qkvBias });
    this.proj = new Linear(gpu, dim, dim);
  }

  /** Newer files leave it to the code. */
  override get optional(): readonly string[] {
    return ['relative_position_index'];
  }

  /**
   * residual + proj(softmax(q kᵀ · scale + table[query - key] + mask) v).
   * @param x [B·windows, N, C], or [B, H·W, C] with an `image`, whose windows it then reads in place.
   * @param mask [windows, N, N], added to the scores; not with an image, whose own shift says which regions meet.
   */
  forward(x: Tensor, mask?: Tensor, image: SwinImage = { grid: this.window, shift: 0 }, residual?: Tensor): Tensor {
    const [batch, tokens, dim] = x.shape;
    const [height, width] = image.grid;
    if (tokens !== height * width)
      throw new ShapeError('SwinWindowAttention', `needs ${height}·${width} tokens`, show(x.shape));
    const [q, k, v] = split(this.qkv.forward(x), dim, 2).map((part) =>
      part.reshape(batch, height, width, this.heads, -1).permute(0, 3, 4, 1, 2),
    );
    const [rows, columns] = this.window;
    const table = this.relative_position_bias_table.transpose().reshape(this.heads, 2 * rows - 1, 2 * columns - 1);
    const options: BlockAttentionOptions = {
      window: this.window,
      shift: image.shift,
      scale: this.scale,
      bias: table,
      ...(mask && { mask }),
    };
    attend(() => blockAttentionMap(q, k, options));
    const out = blockAttention(q, k, v, options).reshape(batch, dim, tokens).transpose();
    return this.proj.forward(out, undefined, residual);
  }
}

export interface SwinBlockOptions {
  heads: number;
  /** Side of a window; where the image is no larger, the window is the image's shorter side and nothing is shifted. */
  window?: number;
  /** Half of the window in every other block of a network; 0 in the rest. */
  shift?: number;
  /** Hidden channels of the MLP, as a multiple. */
  mlpRatio?: number;
  qkvBias?: boolean;
  /** In place of 1 / √(channels of a head). */
  qkScale?: number | null;
}

/**
 * Swin: attention inside windows, which every other block shifts by half their size. Paper: Liu et al., "Swin
 * Transformer: Hierarchical Vision Transformer using Shifted Windows", ICCV 2021, arXiv 2103.14030. Source:
 * microsoft/Swin-Transformer. Status: equal to the official code, without its dropout and stochastic depth. The block
 * reads windows where they lie in the image, so it needs neither the roll nor `attn_mask`, which is there for the state
 * dict: pairs from regions that only the roll brought together get -100 in the kernel.
 *
 *     const block = new SwinBlock(gpu, 96, [56, 56], { heads: 3, window: 7, shift: 3 });
 *     const y = block.forward(x);   // [B, 56 · 56, 96] → [B, 56 · 56, 96]
 */
export class SwinBlock extends Module {
  norm1: LayerNorm;
  attn: SwinWindowAttention;
  norm2: LayerNorm;
  mlp: Mlp;
  attn_mask: Variable | null;
  readonly grid: Pair;
  readonly shift: number;

  /** @param grid rows and columns of the tokens, multiples of the window. */
  constructor(gpu: Device, dim: number, grid: Pair, options: SwinBlockOptions) {
    const {
      heads,
      window,
      shift,
      mlpRatio = 4,
      qkvBias = true,
      qkScale,
    } = checkOptions('SwinBlock', options, 'heads window shift mlpRatio qkvBias qkScale');
    super(gpu);
    const { side, shift: rolled } = fitWindow('SwinBlock', grid, window, shift);
    this.grid = grid;
    this.shift = rolled;
    this.norm1 = new LayerNorm(gpu, dim);
    this.attn = new SwinWindowAttention(gpu, dim, { heads, window: side, qkvBias, qkScale });
    this.norm2 = new LayerNorm(gpu, dim);
    this.mlp = new Mlp(gpu, dim, Math.floor(dim * mlpRatio));
    this.attn_mask = this.shift ? buffer(shiftMask(gpu, grid, side, this.shift)) : null;
  }

  /** Newer files leave it to the code. */
  override get optional(): readonly string[] {
    return this.attn_mask ? ['attn_mask'] : [];
  }

  /** x += attention(LN(x)); x += MLP(LN(x)). x and y [B, H·W, C], or a picture [B, C, H, W]. */
  forward(x: Tensor): Tensor {
    if (x.rank === 4)
      return this.forward(x.reshape(x.shape[0], x.shape[1], -1).transpose())
        .transpose()
        .reshape(x.shape);
    const attended = this.attn.forward(this.norm1.forward(x), undefined, { grid: this.grid, shift: this.shift }, x);
    return this.mlp.forward(this.norm2.forward(attended), attended);
  }
}
