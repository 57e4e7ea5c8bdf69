import { checkOptions } from '../../engine/arguments.ts';
import { attend } from '../../engine/capture.ts';
import type { Device } from '../../engine/device.ts';
import { Module } from '../../engine/module.ts';
import type { Tensor } from '../../engine/tensor.ts';
import { concat, imageAttention, pad } from '../../kernels/index.ts';
import { BatchNorm } from '../basic/batchnorm.ts';
import { Conv2d } from '../basic/conv.ts';
import { Dropout2d } from '../basic/dropout.ts';
import { cuts, interlacedMap } from './interlaced-map.ts';

type ConvBn = [Conv2d, [BatchNorm]];
type ConvBnTwice = [Conv2d, [BatchNorm], Conv2d, [BatchNorm]];
type Pair = readonly [number, number];

const point = (gpu: Device, ins: number, outs: number): Conv2d => new Conv2d(gpu, ins, outs, { bias: false });
const convBn = (gpu: Device, ins: number, outs: number): ConvBn => [point(gpu, ins, outs), [new BatchNorm(gpu, outs)]];
const convBnTwice = (gpu: Device, ins: number, outs: number): ConvBnTwice => [
  ...convBn(gpu, ins, outs),
  ...convBn(gpu, outs, outs),
];
const run = ([conv, [bn]]: ConvBn, x: Tensor): Tensor => bn.forward(conv.forward(x), 'relu');

/** Attention inside each picture of a batch, scaled by key channels^-½. */
class TileAttention extends Module {
  f_key: ConvBnTwice;
  f_query: ConvBnTwice;
  f_value: Conv2d;
  W: ConvBn;
  readonly scale: number;

  constructor(gpu: Device, ins: number, keys: number, values: number, outs: number) {
    super(gpu);
    this.f_key = convBnTwice(gpu, ins, keys);
    this.f_query = convBnTwice(gpu, ins, keys);
    this.f_value = point(gpu, ins, values);
    this.W = convBn(gpu, values, outs);
    this.scale = keys ** -0.5;
  }

  /** y = ReLU(BN(W(Σ_j softmax_j(k^-½ q_i · k_j) v_j))). x [B, C, h, w]; also gives queries and keys [B, k, h·w]. */
  forward(x: Tensor): { y: Tensor; query: Tensor; key: Tensor } {
    const flat = (t: Tensor) => t.reshape(t.shape[0], t.shape[1], -1);
    const project = ([a, bnA, b, bnB]: ConvBnTwice) => flat(run([b, bnB], run([a, bnA], x)));
    const [query, key] = [project(this.f_query), project(this.f_key)];
    const context = imageAttention(query, key, flat(this.f_value.forward(x)), { scale: this.scale });
    return { y: run(this.W, context.reshape(x.shape[0], -1, x.shape[2], x.shape[3])), query, key };
  }
}

/**
 * Interlaced sparse self-attention: first between positions that lie far apart, then between those that lie together.
 * Paper: Huang et al., "Interlaced Sparse Self-Attention for Semantic Segmentation", 2019, arXiv 1907.12273. Source:
 * openseg-group/openseg.pytorch. Status: equal to the official code. Zeros that pad the picture to whole tiles are not
 * masked: they attend, are attended to and count in batch statistics. The block has no residual.
 */
export class InterlacedBlock extends Module {
  long_range_sa: TileAttention;
  short_range_sa: TileAttention;
  readonly down: Pair;

  /** @param down rows and columns of a tile. */
  constructor(gpu: Device, ins: number, keys: number, values: number, outs: number, options: { down?: Pair } = {}) {
    const { down = [8, 8] } = checkOptions('InterlacedBlock', options, 'down');
    super(gpu);
    this.long_range_sa = new TileAttention(gpu, ins, keys, values, outs);
    this.short_range_sa = new TileAttention(gpu, outs, keys, values, outs);
    this.down = down;
  }

  /** x [B, in, H, W] → [B, out, H, W]. */
  forward(x: Tensor): Tensor {
    const [batch, , height, width] = x.shape;
    const [dh, dw] = this.down;
    const grid: Pair = [Math.ceil(height / dh), Math.ceil(width / dw)];
    const [spareRows, spareColumns] = [grid[0] * dh - height, grid[1] * dw - width];
    const [top, left] = [spareRows >> 1, spareColumns >> 1];
    const padded =
      spareRows || spareColumns
        ? pad(x, { before: [0, 0, top, left], after: [0, 0, spareRows - top, spareColumns - left] })
        : x;
    const { long, short } = cuts(batch, grid, this.down);
    const far = this.long_range_sa.forward(long.apart(padded));
    const near = this.short_range_sa.forward(short.apart(long.together(far.y)));
    const crop = (t: Tensor) => t.slice(2, top, top + height).slice(3, left, left + width);
    const { scale } = this.long_range_sa;
    const picture = {
      batches: batch,
      grid: [height, width],
      padded: [grid[0] * dh, grid[1] * dw],
      place: [top, left],
      crop,
      scale,
    } as const;
    const [ofFar, ofNear] = [
      { ...far, cut: long },
      { ...near, cut: short },
    ];
    attend(() => interlacedMap('long', [ofFar], picture));
    attend(() => interlacedMap('short', [ofNear], picture));
    attend(() => interlacedMap('composed', [ofFar, ofNear], picture));
    return crop(short.together(near.y));
  }
}

export interface InterlacedOptions {
  /** A block for each tile size. */
  downs?: readonly Pair[];
  dropout?: number;
}

/** The module: contexts of all blocks beside the input, mixed by a convolution. */
export class InterlacedModule extends Module {
  stages: InterlacedBlock[];
  conv_bn: ConvBn;
  up_conv: ConvBn | null;
  dropout: Dropout2d;

  constructor(gpu: Device, ins: number, keys: number, values: number, outs: number, options: InterlacedOptions = {}) {
    const { downs = [[8, 8]], dropout = 0 } = checkOptions('InterlacedModule', options, 'downs dropout');
    super(gpu);
    this.stages = downs.map((down) => new InterlacedBlock(gpu, ins, keys, values, outs, { down }));
    const several = downs.length > 1;
    this.conv_bn = convBn(gpu, (several ? downs.length * outs : ins) + downs.length * outs, outs);
    this.up_conv = several ? convBn(gpu, ins, downs.length * outs) : null;
    this.dropout = new Dropout2d(gpu, dropout);
  }

  /** x [B, in, H, W] → [B, out, H, W]. */
  forward(x: Tensor): Tensor {
    const contexts = this.stages.map((stage) => stage.forward(x));
    return this.dropout.forward(run(this.conv_bn, concat([this.up_conv ? run(this.up_conv, x) : x, ...contexts], 1)));
  }
}
