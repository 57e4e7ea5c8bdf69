import { checkOptions } from '../../engine/arguments.ts';
import { attend } from '../../engine/capture.ts';
import { copy } from '../../engine/cast.ts';
import type { Device } from '../../engine/device.ts';
import { ShapeError } from '../../engine/errors.ts';
import { Module } from '../../engine/module.ts';
import { show } from '../../engine/shape.ts';
import type { Tensor } from '../../engine/tensor.ts';
import { concat, interpolate, matmul, mul, pad, softmax } from '../../kernels/index.ts';
import { checkName } from '../../kernels/make/options.ts';
import { pair } from '../../kernels/make/pairs.ts';
import { BatchNorm } from '../basic/batchnorm.ts';
import { Conv2d } from '../basic/conv.ts';
import { byPlace } from './relative-shift.ts';

type Pair = readonly [number, number];
type ConvBn = [Conv2d, BatchNorm];
type Scores = { 0: Conv2d; 1: BatchNorm; 3: Conv2d };
type Direction = 'collect' | 'distribute';

export interface PointwiseSpatialOptions {
  /** Channels inside. */
  inner?: number;
  /** Gather from all positions, send to all, or both side by side. */
  direction?: Direction | 'both';
  /** Scores are for absolute positions, of which there must be as many as the mask has cells. */
  compact?: boolean;
  /** The picture's sides are divided by this, corners kept. */
  shrink?: number;
  /** Rows and columns of the distances that have a score, odd. */
  mask?: Pair;
  /** Sums are divided by it; null for the cells of the mask. */
  normalization?: number | null;
  softmax?: boolean;
}

/**
 * Point-wise spatial attention: each position says by itself, without keys, what it takes from every other (collect)
 * and what every other takes from it (distribute). Paper: Zhao et al., "PSANet: Point-wise Spatial Attention Network
 * for Scene Parsing", ECCV 2018. Source: hszhao/semseg, `PSA`. Status: equal to the official code, whose compiled mask
 * is moved rows here. Distances that the mask does not cover count with score 0: they are not masked. When
 * distributing, too, the softmax runs over the senders. The input stands before the result: twice the channels.
 *
 *     const psa = new PointwiseSpatialAttention(gpu, 8, { inner: 4, shrink: 1, mask: [15, 15] });
 *     const y = psa.forward(x);   // [B, 8, H, W] → [B, 16, H, W]
 */
export class PointwiseSpatialAttention extends Module {
  reduce: ConvBn;
  attention: Scores;
  reduce_p: ConvBn | null;
  attention_p: Scores | null;
  proj: ConvBn;
  readonly directions: readonly Direction[];
  readonly compact: boolean;
  readonly shrink: number;
  readonly mask: Pair;
  readonly normalization: number;
  readonly softmax: boolean;

  constructor(gpu: Device, channels: number, options: PointwiseSpatialOptions = {}) {
    super(gpu);
    const {
      inner = 512,
      direction = 'both',
      compact = false,
      shrink = 2,
      mask = [59, 59],
      normalization = 1,
      softmax: normalised = true,
    } = checkOptions('PointwiseSpatialAttention', options, 'inner direction compact shrink mask normalization softmax');
    const bias = false;
    const convBn = (ins: number, outs: number): ConvBn => [
      new Conv2d(gpu, ins, outs, { bias }),
      new BatchNorm(gpu, outs),
    ];
    const [rows, columns] = pair('PointwiseSpatialAttention', 'mask', mask);
    const scores = (): Scores => {
      const [first, bn] = convBn(inner, inner);
      return { 0: first, 1: bn, 3: new Conv2d(gpu, inner, rows * columns, { bias }) };
    };
    checkName('PointwiseSpatialAttention', 'direction', direction, ['collect', 'distribute', 'both']);
    this.directions = direction === 'both' ? ['collect', 'distribute'] : [direction];
    this.reduce = convBn(channels, inner);
    this.attention = scores();
    this.reduce_p = direction === 'both' ? convBn(channels, inner) : null;
    this.attention_p = direction === 'both' ? scores() : null;
    this.proj = convBn(inner * this.directions.length, channels);
    this.compact = compact;
    this.shrink = shrink;
    this.mask = [rows, columns];
    this.normalization = normalization ?? rows * columns;
    this.softmax = normalised;
  }

  /** [x, cbr(Σ_i y_i softmax_i(A[i, n]))]. x [B, C, H, W], H − 1 and W − 1 multiples of the shrink, → [B, 2C, H, W]. */
  forward(x: Tensor): Tensor {
    const [height, width] = x.shape.slice(2);
    const { shrink } = this;
    if ((height - 1) % shrink || (width - 1) % shrink)
      throw new ShapeError(
        'PointwiseSpatialAttention',
        `height and width must be 1 more than a multiple of ${shrink}`,
        show(x.shape),
        'use another shrink, or another size',
      );
    const size = [(height - 1) / shrink + 1, (width - 1) / shrink + 1] as const;
    const resized = (y: Tensor, to: Pair) =>
      shrink === 1 ? y : interpolate(y, { size: to, mode: 'bilinear', alignCorners: true });
    const gathered = this.directions.map((direction, i) => {
      const [reduce, scores] = i ? [this.reduce_p!, this.attention_p!] : [this.reduce, this.attention];
      return this.gather(resized(run(reduce, x), size), scores, direction);
    });
    return concat([x, resized(run(this.proj, concat(gathered, 1)), [height, width])], 1);
  }

  /** y [B, C, h, w] → what each position gets, of the same shape. */
  private gather(y: Tensor, { 0: first, 1: bn, 3: last }: Scores, direction: Direction): Tensor {
    const [batch, channels, height, width] = y.shape;
    const count = height * width;
    const scores = last.forward(run([first, bn], y));
    const told = this.compact ? this.absolute(scores) : this.relative(scores);
    // [B, other, here]: what a position says of another, whoever of them sends.
    const sent = direction === 'collect' ? told : told.transpose();
    const weights = this.softmax ? softmax(sent, 1) : sent;
    const grid = [height, width] as const;
    attend(() => ({
      name: direction,
      kind: 'dense',
      grid,
      queries: grid,
      keep: { weights },
      row: (kept, query, _head, image) =>
        copy(kept.weights.slice(0, image, image + 1).slice(2, query, query + 1)).reshape(-1),
      full: (kept) => copy(kept.weights).reshape(batch, count, height, width),
      through: (kept, values) => matmul(values.reshape(batch, -1, count), kept.weights).reshape(values.shape),
    }));
    return mul(matmul(y.reshape(batch, channels, count), weights), 1 / this.normalization).reshape(y.shape);
  }

  private absolute(scores: Tensor): Tensor {
    const [batch, cells, height, width] = scores.shape;
    if (cells !== height * width)
      throw new ShapeError(
        'PointwiseSpatialAttention',
        `a compact mask needs ${cells} positions`,
        `${height}·${width}`,
        'give the mask the size of the shrunk picture',
      );
    return scores.reshape(batch, cells, cells);
  }

  /** Scores by distance to scores by place: [B, mask, h, w] → [B, h·w of the other, h·w here], 0 beyond the mask. */
  private relative(scores: Tensor): Tensor {
    const [batch, , height, width] = scores.shape;
    const [rows, columns] = this.mask;
    const apart = [2 * height - 1, 2 * width - 1];
    const before = [height - 1 - Math.floor(rows / 2), width - 1 - Math.floor(columns / 2)];
    const after = [apart[0] - rows - before[0], apart[1] - columns - before[1]];
    const all = pad(scores.reshape(batch, rows, columns, height, width), {
      before: [0, ...before, 0, 0],
      after: [0, ...after, 0, 0],
    });
    // Rows apart, columns apart, y, x → y, rows apart, x, column of the other → that, x, y, row of the other.
    const byColumn = byPlace(all.permute(0, 3, 1, 4, 2));
    const both = byPlace(byColumn.permute(0, 4, 3, 1, 2));
    return both.permute(0, 4, 1, 3, 2).reshape(batch, height * width, height * width);
  }
}

const run = ([conv, bn]: ConvBn, x: Tensor): Tensor => bn.forward(conv.forward(x), 'relu');
