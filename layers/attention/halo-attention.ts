import { checkOptions } from '../../engine/arguments.ts';
import { attend } from '../../engine/capture.ts';
import { copy } from '../../engine/cast.ts';
import type { Device } from '../../engine/device.ts';
import { ShapeError } from '../../engine/errors.ts';
import { Module } from '../../engine/module.ts';
import { show } from '../../engine/shape.ts';
import type { Tensor } from '../../engine/tensor.ts';
import { add, avgPool2d, matmul, mean, mul, softmax, split, unfold } from '../../kernels/index.ts';
import { Conv2d } from '../basic/conv.ts';
import { layerRandom } from '../basic/init.ts';
import { roundChannels } from '../basic/round-channels.ts';
import { truncNormal } from '../basic/trunc-normal.ts';
import { checkHeads } from '../transformer/token-attention.ts';
import { RelativePositions } from './relative-positions.ts';
import { placeWindow } from './window-map.ts';

export interface HaloOptions {
  /** Channels of the result; the input's by default. */
  outs?: number;
  stride?: 1 | 2;
  heads?: number;
  /** Channels of one head's queries and keys; `qkRatio` of the result's over the heads, rounded to 8, unless given. */
  keyDim?: number | null;
  qkRatio?: number;
  /** Side of the blocks that queries are cut into. */
  block?: number;
  /** How far the keys reach beyond their block. */
  halo?: number;
  qkvBias?: boolean;
  /** With stride 2, pool the result in place of leaving queries out. */
  avgDown?: boolean;
  /** Scale the position term as the others. */
  scalePositions?: boolean;
}

/**
 * Halo attention: queries come in blocks, and each block sees itself and a halo around it. Paper: Vaswani et al.,
 * "Scaling Local Self-Attention for Parameter Efficient Visual Backbones", CVPR 2021, arXiv 2103.12731. Source: timm
 * 1.0.28, `HaloAttn`. Status: equal to that code. The padding around the picture is not masked: its zero keys take part
 * with their position's score. With stride 2 the distances are not doubled.
 *
 *     const y = new HaloAttention(gpu, 64, { block: 4, halo: 1 }).forward(x);   // [B, 64, H, W] → [B, 64, H, W]
 */
export class HaloAttention extends Module {
  q: Conv2d;
  kv: Conv2d;
  pos_embed: RelativePositions;
  readonly options: { heads: number; keyDim: number; block: number; halo: number; scalePositions: boolean };
  /** Of the queries, and of the pooling after it all. */
  readonly strides: readonly [queries: number, pool: number];

  constructor(gpu: Device, channels: number, options: HaloOptions = {}) {
    super(gpu);
    const {
      outs = channels,
      stride = 1,
      heads = 8,
      keyDim,
      qkRatio = 1,
      block = 8,
      halo = 3,
      qkvBias: bias = false,
      avgDown = false,
      scalePositions = false,
    } = checkOptions(
      'HaloAttention',
      options,
      'outs stride heads keyDim qkRatio block halo qkvBias avgDown scalePositions',
    );
    checkHeads('HaloAttention', outs, heads);
    const keys = keyDim ?? Math.floor(roundChannels(outs * qkRatio) / heads);
    const pools = stride > 1 && (avgDown || block % stride !== 0);
    this.strides = pools ? [1, stride] : [stride, 1];
    this.options = { heads, keyDim: keys, block, halo, scalePositions };
    this.q = new Conv2d(gpu, channels, heads * keys, { stride: this.strides[0], bias });
    this.kv = new Conv2d(gpu, channels, heads * keys + outs, { bias });
    for (const { weight } of [this.q, this.kv])
      weight!.assign(truncNormal(gpu, weight!.shape, layerRandom(gpu), channels ** -0.5));
    const side = block + 2 * halo;
    this.pos_embed = new RelativePositions(gpu, [side, side], keys);
  }

  /**
   * softmax(q·k/√d + q·r) v over each block's window.
   * @param x [B, C, H, W], H and W multiples of the block. → [B, outs, H/stride, W/stride]
   */
  forward(x: Tensor): Tensor {
    const [batch, , height, width] = x.shape;
    const { heads, keyDim, block, halo, scalePositions } = this.options;
    if (height % block || width % block)
      throw new ShapeError(
        'HaloAttention',
        `height and width must be multiples of the block ${block}`,
        show(x.shape),
        'pad the picture, or use another block',
      );
    const [rows, columns, side] = [height / block, width / block, block / this.strides[0]];
    const [blocks, win, scale] = [rows * columns, block + 2 * halo, keyDim ** -0.5];
    const query = this.q
      .forward(x)
      .reshape(batch * heads, keyDim, rows, side, columns, side)
      .permute(0, 2, 4, 3, 5, 1)
      .reshape(batch * heads * blocks, side, side, keyDim);
    const told = this.kv.forward(x);
    const windows = unfold(told, win, { stride: block, padding: halo })
      .reshape(batch * heads, told.shape[1] / heads, win * win, blocks)
      .permute(0, 3, 2, 1);
    const values = windows.shape[3] - keyDim;
    const [key, value] = split(windows, [keyDim, values], 3);
    const flat = query.reshape(batch * heads, blocks, side * side, keyDim);
    const content = matmul(flat, key, { transposeB: true });
    const places = this.pos_embed.forward(query).reshape(content.shape);
    const weights = softmax(scalePositions ? mul(add(content, places), scale) : add(mul(content, scale), places));
    attend(() => ({
      kind: 'window',
      heads,
      grid: [height, width],
      queries: [rows * side, columns * side],
      keep: { weights },
      row: (kept, position, head, image) => {
        const [y, c] = [Math.floor(position / (columns * side)), position % (columns * side)];
        const [top, left] = [Math.floor(y / side), Math.floor(c / side)];
        const [at, inside] = [top * columns + left, (y % side) * side + (c % side)];
        const window = kept.weights
          .slice(0, image * heads + head, image * heads + head + 1)
          .slice(1, at, at + 1)
          .slice(2, inside, inside + 1)
          .reshape(win, win);
        return placeWindow(window, [top * block - halo, left * block - halo], [height, width]);
      },
      full: (kept) => copy(kept.weights),
      through: (kept, given) => {
        const [, channels] = given.shape;
        const seen = unfold(given, win, { stride: block, padding: halo })
          .reshape(batch, channels, win * win, blocks)
          .permute(0, 3, 2, 1);
        return matmul(mean(kept.weights.reshape(batch, heads, blocks, side * side, win * win), 1), seen)
          .reshape(batch, rows, columns, side, side, channels)
          .permute(0, 5, 1, 3, 2, 4)
          .reshape(batch, channels, rows * side, columns * side);
      },
    }));
    const y = matmul(weights, value)
      .reshape(batch, heads, rows, columns, side, side, values)
      .permute(0, 1, 6, 2, 4, 3, 5)
      .reshape(batch, heads * values, rows * side, columns * side);
    return this.strides[1] === 1 ? y : avgPool2d(y, this.strides[1]);
  }
}
