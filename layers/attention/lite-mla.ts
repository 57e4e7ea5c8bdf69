import { checkOptions } from '../../engine/arguments.ts';
import { attend } from '../../engine/capture.ts';
import { cast } from '../../engine/cast.ts';
import type { Device } from '../../engine/device.ts';
import { Module } from '../../engine/module.ts';
import type { Tensor } from '../../engine/tensor.ts';
import { add, concat, div, matmul, relu, split, sum } from '../../kernels/index.ts';
import { BatchNorm } from '../basic/batchnorm.ts';
import { Conv2d } from '../basic/conv.ts';
import { tokenMap } from './token-map.ts';

export interface LiteMlaOptions {
  /** Heads of one scale; the input's channels over `dim`, times `headsRatio`, unless given. */
  heads?: number;
  headsRatio?: number;
  /** Channels of a head. */
  dim?: number;
  /** Sides of the windows that neighbouring queries, keys and values are mixed in; each adds as many heads. */
  scales?: readonly number[];
  eps?: number;
}

/**
 * Lightweight multi-scale attention: linear attention by ReLU, at several scales side by side. Paper: Cai et al.,
 * "EfficientViT: Multi-Scale Linear Attention for High-Resolution Dense Prediction", ICCV 2023, arXiv 2205.14756.
 * Source: mit-han-lab/efficientvit, `LiteMLA`. Status: equal to the official code, which takes a quadratic path for
 * small pictures with the same result. Each scale adds heads, which the last convolution joins. The sums run in f32.
 *
 *     const y = new LiteMla(gpu, 64, 64).forward(x);   // [B, 64, H, W] → [B, 64, H, W]
 */
export class LiteMla extends Module {
  qkv: { conv: Conv2d };
  aggreg: [Conv2d, Conv2d][];
  proj: { conv: Conv2d; norm: BatchNorm };
  readonly dim: number;
  readonly eps: number;

  constructor(gpu: Device, ins: number, outs: number, options: LiteMlaOptions = {}) {
    super(gpu);
    const {
      dim = 8,
      headsRatio = 1,
      heads = Math.trunc(Math.floor(ins / dim) * headsRatio),
      scales = [5],
      eps = 1e-15,
    } = checkOptions('LiteMla', options, 'dim headsRatio heads scales eps');
    const total = heads * dim;
    const bias = false;
    this.qkv = { conv: new Conv2d(gpu, ins, 3 * total, { bias }) };
    this.aggreg = scales.map((kernel) => [
      new Conv2d(gpu, 3 * total, 3 * total, { kernel, padding: Math.floor(kernel / 2), groups: 3 * total, bias }),
      new Conv2d(gpu, 3 * total, 3 * total, { groups: 3 * heads, bias }),
    ]);
    this.proj = {
      conv: new Conv2d(gpu, total * (1 + scales.length), outs, { bias }),
      norm: new BatchNorm(gpu, outs),
    };
    this.dim = dim;
    this.eps = eps;
  }

  /** BN(proj(Σ_m v_m (k_m · q_n) / (Σ_m k_m · q_n + ε))), q and k after a ReLU. x [B, C, H, W] → [B, outs, H, W]. */
  forward(x: Tensor): Tensor {
    const [batch, , height, width] = x.shape;
    const grid = [height, width] as const;
    const plain = this.qkv.conv.forward(x);
    const scaled = this.aggreg.map(([near, mix]) => mix.forward(near.forward(plain)));
    const [count, { dim }] = [height * width, this];
    const every = cast(concat([plain, ...scaled], 1), 'f32').reshape(batch, -1, 3 * dim, count);
    const [asking, asked, value] = split(every, dim, 2);
    const [query, key] = [relu(asking), relu(asked)];
    const weigh = (products: Tensor) => div(products, add(sum(products, -1, { keep: true }), this.eps));
    attend(() =>
      tokenMap({ query: query.transpose(), key: key.transpose() }, { grid, queries: grid }, (tokens) =>
        weigh(matmul(tokens.query, tokens.key, { transposeB: true })),
      ),
    );
    const all = matmul(sum(key, -1, { keep: true }), query, { transposeA: true });
    const seen = div(matmul(matmul(value, key, { transposeB: true }), query), add(all, this.eps));
    const y = cast(seen, x.dtype).reshape(batch, -1, height, width);
    return this.proj.norm.forward(this.proj.conv.forward(y));
  }
}
