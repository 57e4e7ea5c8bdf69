import { checkOptions } from '../../engine/arguments.ts';
import { attend } from '../../engine/capture.ts';
import { zeros } from '../../engine/create.ts';
import type { Device } from '../../engine/device.ts';
import { ShapeError } from '../../engine/errors.ts';
import { Module } from '../../engine/module.ts';
import type { Tensor } from '../../engine/tensor.ts';
import type { Variable } from '../../engine/variable.ts';
import { parameter } from '../../engine/variable.ts';
import { add, concat, mean, scaledDotProductAttention, split } from '../../kernels/index.ts';
import { layerRandom } from '../basic/init.ts';
import { Linear } from '../basic/linear.ts';
import { truncNormal } from '../basic/trunc-normal.ts';
import { resizePositions } from '../transformer/positions.ts';
import { checkHeads, heads } from '../transformer/token-attention.ts';
import { toImage, toTokens } from './spatial-reduction.ts';
import { tokenMap } from './token-map.ts';

export interface AttentionPool2dOptions {
  /** Channels of the result; the input's by default. */
  outs?: number;
  /** Channels of queries, keys and values; the input's by default. */
  dim?: number;
  /** One for every 64 channels by default. */
  heads?: number;
  /** Queries, keys and values in three projections, under the names `q`, `k` and `v`. */
  separate?: boolean;
  /** Give what the first token has gathered, or what the pixels have, as a picture. */
  pool?: 'token' | '';
  /** The first token is learnt, in place of the mean of the pixels. */
  classToken?: boolean;
}

/**
 * Attention pooling of a picture, as CLIP's ResNets end: the mean pixel asks all pixels. Paper: Radford et al.,
 * "Learning Transferable Visual Models From Natural Language Supervision", ICML 2021, arXiv 2103.00020. Source: timm
 * 1.0.28, `AttentionPool2d`. Status: equal to that code, which takes square tables alone and whose names are not
 * CLIP's. Pictures of another size get resized positions.
 *
 *     const y = new AttentionPool2d(gpu, 64, 8, { heads: 4 }).forward(x);   // [B, 64, H, W] → [B, 64]
 */
export class AttentionPool2d extends Module {
  cls_token: Variable | null;
  pos_embed: Variable;
  qkv: Linear | null;
  q: Linear | null;
  k: Linear | null;
  v: Linear | null;
  proj: Linear;
  readonly side: number;
  readonly heads: number;
  readonly pool: 'token' | '';

  /** @param side rows, and columns, of the pictures that the positions are for. */
  constructor(gpu: Device, channels: number, side: number, options: AttentionPool2dOptions = {}) {
    super(gpu);
    const {
      outs = channels,
      dim = channels,
      heads: count = Math.floor(dim / 64),
      separate = false,
      pool = 'token',
      classToken = false,
    } = checkOptions('AttentionPool2d', options, 'outs dim heads separate pool classToken');
    checkHeads('AttentionPool2d', dim, count);
    if (!Number.isInteger(side) || side < 1)
      throw new ShapeError(
        'AttentionPool2d',
        'the side must be a whole number',
        String(side),
        'give the rows of the picture',
      );
    const random = layerRandom(gpu);
    const deviation = channels ** -0.5;
    const project = (wide: number): Linear => {
      const layer = new Linear(gpu, channels, wide);
      layer.weight!.assign(truncNormal(gpu, layer.weight!.shape, random, deviation));
      layer.bias!.assign(zeros(gpu, [wide]));
      return layer;
    };
    this.cls_token = classToken ? parameter(zeros(gpu, [1, channels])) : null;
    this.pos_embed = parameter(truncNormal(gpu, [side * side + 1, channels], random, deviation));
    this.qkv = separate ? null : project(3 * dim);
    [this.q, this.k, this.v] = separate ? [project(dim), project(dim), project(dim)] : [null, null, null];
    this.proj = new Linear(gpu, dim, outs);
    this.side = side;
    this.heads = count;
    this.pool = pool;
  }

  /**
   * proj(softmax(q kᵀ / √d) v) of [mean or class token, pixels] + positions. x [B, C, H, W] → [B, outs], or a picture.
   */
  forward(x: Tensor): Tensor {
    const [batch, channels, height, width] = x.shape;
    const grid = [height, width] as const;
    const pixels = toTokens(x);
    const first = this.cls_token
      ? this.cls_token.reshape(1, 1, channels).expand(batch, 1, channels)
      : mean(pixels, 1, { keep: true });
    const tokens = add(concat([first, pixels], 1), this.positions(grid));
    const projected = this.qkv
      ? split(this.qkv.forward(tokens), this.qkv.weight!.shape[0] / 3, 2)
      : [this.q!, this.k!, this.v!].map((project) => project.forward(tokens));
    const [query, key, value] = projected.map((part) => heads(part, this.heads));
    attend(() => tokenMap({ query, key }, { grid, queries: grid, prefix: 1 }));
    const asking = this.pool === 'token' ? query.slice(2, 0, 1) : query.slice(2, 1);
    const seen = scaledDotProductAttention(asking, key, value).transpose(1, 2);
    const y = this.proj.forward(seen.reshape(batch, seen.shape[1], -1));
    return this.pool === 'token' ? y.reshape(batch, -1) : toImage(y, grid);
  }

  /** [1 + H·W, C]. */
  private positions(grid: readonly [number, number]): Tensor {
    const { side } = this;
    if (grid[0] === side && grid[1] === side) return this.pos_embed;
    const table = this.pos_embed.slice(0, 1).reshape(1, side * side, -1);
    const resized = resizePositions(table, [side, side], grid, { antialias: true });
    return concat([this.pos_embed.slice(0, 0, 1), resized.reshape(grid[0] * grid[1], -1)]);
  }
}
