import { checkOptions } from '../../engine/arguments.ts';
import { attend } from '../../engine/capture.ts';
import { copy } from '../../engine/cast.ts';
import { zeros } from '../../engine/create.ts';
import type { Device } from '../../engine/device.ts';
import { Module } from '../../engine/module.ts';
import type { Tensor } from '../../engine/tensor.ts';
import { add, div, imageAttention, imageAttentionMap, matmul, mean, softmax, sub } from '../../kernels/index.ts';
import { checkName } from '../../kernels/make/options.ts';
import { BatchNorm } from '../basic/batchnorm.ts';
import { Conv2d } from '../basic/conv.ts';
import { layerRandom, normal } from '../basic/init.ts';
import { narrowed } from '../basic/narrowed.ts';

export interface DisentangledOptions {
  /** Channels are divided by this for queries, keys and values. */
  reduction?: number;
  /** Divide the logits by √(channels of a query). On by default. */
  scale?: boolean;
  /** The logits are divided by it; mmsegmentation's head uses 0.05. Without effect on the dot product. */
  temperature?: number;
  mode?: 'embedded_gaussian' | 'dot_product';
  /** Batch normalisation after the output convolution. */
  batchNorm?: boolean;
}

/**
 * Disentangled non-local block: what a pair of positions has in common, both whitened by their mean, and what a
 * position is worth to all, apart. Paper: Yin et al., "Disentangled Non-Local Neural Networks", ECCV 2020, arXiv
 * 2006.06668. Source: open-mmlab/mmsegmentation, `DisentangledNonLocal2d` of dnl_head.py. Status: equal to that code.
 * Both terms gather the same values; the dot product is divided by the number of positions. The block starts as the
 * identity.
 *
 *     const y = new DisentangledNonLocal(gpu, 64, { temperature: 0.05 }).forward(x);   // [B, 64, H, W] → [B, 64, H, W]
 */
export class DisentangledNonLocal extends Module {
  g: { conv: Conv2d };
  conv_out: { conv: Conv2d; bn: BatchNorm | null };
  theta: { conv: Conv2d };
  phi: { conv: Conv2d };
  conv_mask: Conv2d;
  readonly mode: 'embedded_gaussian' | 'dot_product';
  readonly scale: number;

  /** @throws ShapeError when the reduction leaves no channels. */
  constructor(gpu: Device, channels: number, options: DisentangledOptions = {}) {
    super(gpu);
    const {
      reduction = 2,
      scale = true,
      temperature = 1,
      mode = 'embedded_gaussian',
      batchNorm = false,
    } = checkOptions('DisentangledNonLocal', options, 'reduction scale temperature mode batchNorm');
    checkName('DisentangledNonLocal', 'mode', mode, ['embedded_gaussian', 'dot_product']);
    const inner = narrowed('DisentangledNonLocal', channels, reduction);
    const random = layerRandom(gpu);
    const project = () => {
      const conv = new Conv2d(gpu, channels, inner);
      conv.weight!.assign(normal(gpu, conv.weight!.shape, random, 0, 0.01));
      conv.bias!.assign(zeros(gpu, [inner]));
      return { conv };
    };
    this.g = project();
    this.conv_out = {
      conv: new Conv2d(gpu, inner, channels, { bias: !batchNorm }),
      bn: batchNorm ? new BatchNorm(gpu, channels) : null,
    };
    this.theta = project();
    this.phi = project();
    this.conv_mask = new Conv2d(gpu, channels, 1);
    this.mode = mode;
    this.scale = (scale ? inner ** -0.5 : 1) / temperature;
    // The branch adds nothing at first.
    for (const variable of (this.conv_out.bn ?? this.conv_out.conv).params().values())
      variable.assign(zeros(gpu, variable.shape));
  }

  /** y = x + out(Σ_m (p(θ_n − θ̄, φ_m − φ̄) + softmax(mask)_m) g_m). x and y [B, C, H, W]. */
  forward(x: Tensor): Tensor {
    const [batch, , height, width] = x.shape;
    const flat = (y: Tensor) => y.reshape(batch, y.shape[1], height * width);
    const white = (y: Tensor) => sub(y, mean(y, 2, { keep: true }));
    const [g, theta, phi] = [this.g, this.theta, this.phi].map(({ conv }) => flat(conv.forward(x)));
    const pairs = this[this.mode === 'dot_product' ? 'dotProduct' : 'softmaxed'](white(theta), white(phi), g, [
      height,
      width,
    ]);
    const unary = softmax(flat(this.conv_mask.forward(x)), 2);
    attend(() => ({
      name: 'unary',
      kind: 'spatial',
      grid: [height, width],
      keep: { unary },
      row: (kept, _query, _head, image) => copy(kept.unary.slice(0, image, image + 1)).reshape(-1),
      full: (kept) => copy(kept.unary),
    }));
    const y = add(pairs, matmul(g, unary, { transposeB: true })).reshape(batch, -1, height, width);
    const out = this.conv_out.conv.forward(y);
    return add(x, this.conv_out.bn?.forward(out) ?? out);
  }

  private softmaxed(theta: Tensor, phi: Tensor, g: Tensor, grid: readonly [number, number]): Tensor {
    const { scale } = this;
    attend(() => imageAttentionMap(theta, phi, { scale }, { kind: 'dense', grid, queries: grid }));
    return imageAttention(theta, phi, g, { scale });
  }

  /** p = θ·φ / N: the sum over m comes first, and no N×N map is formed. */
  private dotProduct(theta: Tensor, phi: Tensor, g: Tensor, grid: readonly [number, number]): Tensor {
    const count = phi.shape[2];
    const one = (y: Tensor, image: number) => y.slice(0, image, image + 1);
    attend(() => ({
      kind: 'dense',
      grid,
      queries: grid,
      keep: { theta, phi },
      row: (kept, query, _, image) =>
        div(
          matmul(one(kept.theta, image).slice(2, query, query + 1), one(kept.phi, image), { transposeA: true }),
          count,
        ).reshape(-1),
      full: (kept) => div(matmul(kept.theta, kept.phi, { transposeA: true }), count),
    }));
    return div(matmul(matmul(g, phi, { transposeB: true }), theta), count);
  }
}
