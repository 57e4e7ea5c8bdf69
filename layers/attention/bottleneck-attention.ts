import { checkOptions } from '../../engine/arguments.ts';
import { attend } from '../../engine/capture.ts';
import type { Device } from '../../engine/device.ts';
import { ShapeError } from '../../engine/errors.ts';
import { Module } from '../../engine/module.ts';
import { show } from '../../engine/shape.ts';
import type { Tensor } from '../../engine/tensor.ts';
import { add, avgPool2d, matmul, mul, softmax, split } from '../../kernels/index.ts';
import { pair } from '../../kernels/make/pairs.ts';
import { Conv2d } from '../basic/conv.ts';
import { layerRandom } from '../basic/init.ts';
import { roundChannels } from '../basic/round-channels.ts';
import { truncNormal } from '../basic/trunc-normal.ts';
import { checkHeads } from '../transformer/token-attention.ts';
import { formedMap } from './formed-map.ts';
import { RelativePositions } from './relative-positions.ts';

export interface BottleneckAttentionOptions {
  /** Channels of the result; the input's by default. */
  outs?: number;
  /** 2 pools the result. */
  stride?: 1 | 2;
  heads?: number;
  /** Channels of one head's queries and keys; `qkRatio` of the result's over the heads, rounded to 8, unless given. */
  keyDim?: number | null;
  qkRatio?: number;
  qkvBias?: boolean;
  /** Scale the position term as the others. */
  scalePositions?: boolean;
}

/**
 * Bottleneck attention: all positions look at all, and know how far rows and columns are apart. Paper: Srinivas et al.,
 * "Bottleneck Transformers for Visual Recognition", CVPR 2021, arXiv 2101.11605. Source: timm 1.0.28, `BottleneckAttn`.
 * Status: equal to that code. The position's score takes the query before its scale; pictures are of one size.
 *
 *     const y = new BottleneckAttention(gpu, 64, [8, 8]).forward(x);   // [B, 64, 8, 8] → [B, 64, 8, 8]
 */
export class BottleneckAttention extends Module {
  qkv: Conv2d;
  pos_embed: RelativePositions;
  readonly size: readonly [number, number];
  readonly options: { heads: number; keyDim: number; stride: number; scalePositions: boolean };

  /** @param size rows and columns of the pictures. */
  constructor(
    gpu: Device,
    channels: number,
    size: readonly [number, number],
    options: BottleneckAttentionOptions = {},
  ) {
    super(gpu);
    const {
      outs = channels,
      stride = 1,
      heads = 4,
      keyDim,
      qkRatio = 1,
      qkvBias: bias = false,
      scalePositions = false,
    } = checkOptions('BottleneckAttention', options, 'outs stride heads keyDim qkRatio qkvBias scalePositions');
    checkHeads('BottleneckAttention', outs, heads);
    const keys = keyDim ?? Math.floor(roundChannels(outs * qkRatio) / heads);
    this.size = pair('BottleneckAttention', 'size', size);
    this.options = { heads, keyDim: keys, stride, scalePositions };
    this.qkv = new Conv2d(gpu, channels, 2 * heads * keys + outs, { bias });
    this.qkv.weight!.assign(truncNormal(gpu, this.qkv.weight!.shape, layerRandom(gpu), channels ** -0.5));
    this.pos_embed = new RelativePositions(gpu, this.size, keys);
  }

  /** softmax(q·k/√d + q·r) v. x [B, C, H, W] → [B, outs, H/stride, W/stride]. */
  forward(x: Tensor): Tensor {
    const [batch, , height, width] = x.shape;
    if (height !== this.size[0] || width !== this.size[1])
      throw new ShapeError(
        'BottleneckAttention',
        `needs pictures of ${this.size.join('×')}`,
        show(x.shape),
        'give the size of the pictures',
      );
    const { heads, keyDim, stride, scalePositions } = this.options;
    const [count, scale] = [height * width, keyDim ** -0.5];
    const projected = this.qkv.forward(x);
    const values = projected.shape[1] - 2 * heads * keyDim;
    const [q, key, value] = split(projected, [heads * keyDim, heads * keyDim, values], 1).map((part) =>
      part.reshape(batch * heads, -1, count),
    );
    const query = q.transpose();
    const content = matmul(query, key);
    const places = this.pos_embed.forward(query.reshape(batch * heads, height, width, keyDim));
    const weights = softmax(scalePositions ? mul(add(content, places), scale) : add(mul(content, scale), places));
    const grid = [height, width] as const;
    attend(() =>
      formedMap(weights.reshape(batch, heads, count, count), { kind: 'dense', grid, queries: grid }, weights.shape),
    );
    const y = matmul(value, weights, { transposeB: true }).reshape(batch, values, height, width);
    return stride === 1 ? y : avgPool2d(y, stride);
  }
}
