import { checkOptions } from '../../engine/arguments.ts';
import { attend } from '../../engine/capture.ts';
import { copy } from '../../engine/cast.ts';
import { zeros } from '../../engine/create.ts';
import type { Device } from '../../engine/device.ts';
import { ShapeError } from '../../engine/errors.ts';
import { Module } from '../../engine/module.ts';
import { show } from '../../engine/shape.ts';
import type { Tensor } from '../../engine/tensor.ts';
import type { Variable } from '../../engine/variable.ts';
import { parameter } from '../../engine/variable.ts';
import { add, avgPool2d, conv2d, matmul, softmax, split } from '../../kernels/index.ts';
import { pair } from '../../kernels/make/pairs.ts';
import { BatchNorm } from '../basic/batchnorm.ts';
import { Conv2d } from '../basic/conv.ts';
import { layerRandom } from '../basic/init.ts';
import { roundChannels } from '../basic/round-channels.ts';
import { truncNormal } from '../basic/trunc-normal.ts';
import { checkHeads } from '../transformer/token-attention.ts';

export interface LambdaOptions {
  heads?: number;
  /** Channels of a key; `qkRatio` of the channels over the heads, rounded to 8, where null. */
  keyDim?: number | null;
  qkRatio?: number;
  /** Side of the window whose relative places are learnt, odd; null for every place of a picture of `size`. */
  window?: number | null;
  /** Rows and columns of the picture: needed where the window is null. */
  size?: readonly [number, number];
  stride?: 1 | 2;
  qkvBias?: boolean;
}

/**
 * Lambda layer: what surrounds a position becomes a linear function, its lambda, which is applied to the query; no map
 * between positions is formed. Paper: Bello, "LambdaNetworks: Modeling Long-Range Interactions Without Attention", ICLR
 * 2021, arXiv 2102.08602. Source: timm 1.0.28, `LambdaLayer`. Status: equal to that code, whose output channels must be
 * the input's. The keys' softmax runs over the positions. Both kinds of position lambda are one convolution here: the
 * table of all relative places is its kernel.
 *
 *     const y = new LambdaLayer(gpu, 64).forward(x);   // [B, 64, H, W] → [B, 64, H, W]
 */
export class LambdaLayer extends Module {
  pos_emb: Variable | null;
  qkv: Conv2d;
  norm_q: BatchNorm;
  norm_v: BatchNorm;
  conv_lambda: { weight: Variable; bias: Variable } | null;
  readonly heads: number;
  readonly keyDim: number;
  readonly size: readonly [number, number] | null;
  readonly stride: number;

  constructor(gpu: Device, channels: number, options: LambdaOptions = {}) {
    super(gpu);
    const {
      heads = 4,
      keyDim = 16,
      qkRatio = 1,
      window = 9,
      size,
      stride = 1,
      qkvBias: bias = false,
    } = checkOptions('LambdaLayer', options, 'heads keyDim qkRatio window size stride qkvBias');
    checkHeads('LambdaLayer', channels, heads);
    if (window === null ? !size : window % 2 !== 1)
      throw new ShapeError(
        'LambdaLayer',
        window === null ? 'needs the size of the picture' : 'the window must be odd',
        String(window),
        window === null ? 'pass { size: [rows, columns] }' : 'use an odd window, as 9',
      );
    const random = layerRandom(gpu);
    const keys = keyDim ?? Math.floor(roundChannels(channels * qkRatio) / heads);
    this.heads = heads;
    this.keyDim = keys;
    this.size = window === null ? pair('LambdaLayer', 'size', size!) : null;
    this.stride = stride;
    this.qkv = new Conv2d(gpu, channels, heads * keys + keys + channels / heads, { bias });
    this.qkv.weight!.assign(truncNormal(gpu, this.qkv.weight!.shape, random, channels ** -0.5));
    this.norm_q = new BatchNorm(gpu, heads * keys);
    this.norm_v = new BatchNorm(gpu, channels / heads);
    this.conv_lambda =
      window === null
        ? null
        : {
            weight: parameter(truncNormal(gpu, [keys, 1, window, window, 1], random, keys ** -0.5)),
            bias: parameter(zeros(gpu, [keys])),
          };
    this.pos_emb = this.size
      ? parameter(truncNormal(gpu, [2 * this.size[0] - 1, 2 * this.size[1] - 1, keys], random, 0.02))
      : null;
  }

  /** y_n = (Σ_m (softmax(k)_m + e_{m−n}) v_mᵀ)ᵀ q_n for each head. x [B, C, H, W] → [B, C, H/stride, W/stride]. */
  forward(x: Tensor): Tensor {
    const [batch, channels, height, width] = x.shape;
    if (this.size && (height !== this.size[0] || width !== this.size[1]))
      throw new ShapeError(
        'LambdaLayer',
        `needs pictures of ${this.size.join('×')}`,
        show(x.shape),
        'give the size of the pictures',
      );
    const [count, values, { heads, keyDim }] = [height * width, channels / this.heads, this];
    const [asking, asked, told] = split(this.qkv.forward(x), [heads * keyDim, keyDim, values], 1);
    const query = this.norm_q.forward(asking).reshape(batch, heads, keyDim, count).permute(0, 3, 1, 2);
    const value = this.norm_v.forward(told);
    const key = softmax(asked.reshape(batch, keyDim, count), 2);
    attend(() => ({
      kind: 'bases',
      heads: keyDim,
      grid: [height, width],
      keep: { key },
      row: (kept, _, head, image) => copy(kept.key.slice(0, image, image + 1).slice(1, head, head + 1)).reshape(-1),
      full: (kept) => copy(kept.key),
    }));
    const content = matmul(key, value.reshape(batch, values, count), { transposeB: true });
    const lambdas = add(content.reshape(batch, 1, keyDim, values), this.positional(value));
    // [B, N, heads, keys] · [B, N, keys, values]
    const y = matmul(query, lambdas).permute(0, 2, 3, 1).reshape(x.shape);
    return this.stride === 1 ? y : avgPool2d(y, this.stride);
  }

  /** What each place around a position tells, for every channel of the values: [B, V, H, W] → [B, N, keys, V]. */
  private positional(value: Tensor): Tensor {
    const [batch, values, height, width] = value.shape;
    const weight = this.conv_lambda
      ? this.conv_lambda.weight.reshape(this.conv_lambda.weight.shape.slice(0, 4))
      : this.pos_emb!.permute(2, 0, 1).reshape(this.keyDim, 1, 2 * height - 1, 2 * width - 1);
    const padding = [(weight.shape[2] - 1) / 2, (weight.shape[3] - 1) / 2] as const;
    const images = value.reshape(batch * values, 1, height, width);
    const told = conv2d(images, weight, this.conv_lambda?.bias, { padding });
    return told.reshape(batch, values, this.keyDim, height * width).permute(0, 3, 2, 1);
  }
}
