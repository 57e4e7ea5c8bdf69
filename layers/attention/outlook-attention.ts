import { checkOptions } from '../../engine/arguments.ts';
import { attend } from '../../engine/capture.ts';
import { copy } from '../../engine/cast.ts';
import { tensor } from '../../engine/create.ts';
import type { Device } from '../../engine/device.ts';
import { ShapeError } from '../../engine/errors.ts';
import { Module } from '../../engine/module.ts';
import { show } from '../../engine/shape.ts';
import type { Tensor } from '../../engine/tensor.ts';
import { avgPool2d, fold, matmul, mean, mul, oneHot, softmax, sum, unfold } from '../../kernels/index.ts';
import { Linear } from '../basic/linear.ts';
import { checkHeads } from '../transformer/token-attention.ts';

export interface OutlookOptions {
  heads: number;
  /** Side of the window. */
  kernel?: number;
  padding?: number;
  /** Between the windows. */
  stride?: number;
  qkvBias?: boolean;
  /** In place of 1 / √(channels of a head). */
  qkScale?: number | null;
  /** Take and give [B, C, H, W], as convolutions do; [B, H, W, C] by default. */
  channelsFirst?: boolean;
}

/**
 * Outlook attention: the feature at the centre of a window says by itself, without keys, how the k² places of the
 * window look at each other. Paper: Yuan et al., "VOLO: Vision Outlooker for Visual Recognition", TPAMI 2022, arXiv
 * 2106.13112. Source: sail-sg/volo, `OutlookAttention`. Status: equal to the official code, without its dropout. What
 * overlapping windows tell a place is summed, not averaged.
 *
 *     const y = new OutlookAttention(gpu, 64, { heads: 4 }).forward(x);   // [B, H, W, 64] → [B, H, W, 64]
 */
export class OutlookAttention extends Module {
  v: Linear;
  attn: Linear;
  proj: Linear;
  readonly options: { heads: number; kernel: number; padding: number; stride: number; scale: number };
  readonly channelsFirst: boolean;

  constructor(gpu: Device, dim: number, options: OutlookOptions) {
    super(gpu);
    const {
      heads,
      kernel = 3,
      padding = 1,
      stride = 1,
      qkvBias = false,
      qkScale,
      channelsFirst = false,
    } = checkOptions('OutlookAttention', options, 'heads kernel padding stride qkvBias qkScale channelsFirst');
    checkHeads('OutlookAttention', dim, heads);
    this.options = { heads, kernel, padding, stride, scale: qkScale ?? (dim / heads) ** -0.5 };
    this.channelsFirst = channelsFirst;
    this.v = new Linear(gpu, dim, dim, { bias: qkvBias });
    this.attn = new Linear(gpu, dim, kernel ** 4 * heads);
    this.proj = new Linear(gpu, dim, dim);
  }

  /**
   * y_p = proj(Σ over the windows around p of Σ_q softmax_q(a)[p, q] v_q), a from each window's centre. x and y
   * [B, H, W, C], or [B, C, H, W] with `channelsFirst`.
   */
  forward(x: Tensor): Tensor {
    const [picture, tokens] = this.channelsFirst ? [x, x.permute(0, 2, 3, 1)] : [x.permute(0, 3, 1, 2), x];
    const [batch, channels, height, width] = picture.shape;
    const { heads, kernel, padding, stride, scale } = this.options;
    const centres = stride === 1 ? tokens : avgPool2d(picture, stride, { ceilMode: true }).permute(0, 2, 3, 1);
    const [windows, taps] = [centres.shape[1] * centres.shape[2], kernel * kernel];
    const columns = unfold(this.v.forward(tokens).permute(0, 3, 1, 2), kernel, { stride, padding });
    if (columns.shape[2] !== windows)
      throw new ShapeError(
        'OutlookAttention',
        `needs a window for each of ${centres.shape[1]}×${centres.shape[2]} centres`,
        `${columns.shape[2]} windows of ${show(x.shape)}`,
        'use padding (kernel - 1) / 2',
      );
    const value = columns.reshape(batch, heads, channels / heads, taps, windows).permute(0, 1, 4, 3, 2);
    const logits = this.attn.forward(centres).reshape(batch, windows, heads, taps, taps).permute(0, 2, 1, 3, 4);
    const weights = softmax(mul(logits, scale));
    attend(() => ({
      kind: 'window',
      heads,
      grid: [height, width],
      queries: [height, width],
      keep: { weights },
      // In each window the position is one place, or none; what that place looks at is laid back where it lies.
      row: (kept, query, head, image) => {
        const asked = oneHot(tensor(this.device, [query], [1], 'i32'), height * width, { dtype: weights.dtype });
        const place = unfold(asked.reshape(1, 1, height, width), kernel, { stride, padding });
        const own = kept.weights
          .slice(0, image, image + 1)
          .slice(1, head, head + 1)
          .reshape(windows, taps, taps);
        const seen = sum(mul(own, place.reshape(taps, windows).transpose().reshape(windows, taps, 1)), 1);
        return fold(seen.transpose().reshape(1, taps, windows), [height, width], kernel, { stride, padding }).reshape(
          -1,
        );
      },
      full: (kept) => copy(kept.weights),
      through: (kept, given) => {
        const [, size] = given.shape;
        const seen = unfold(given, kernel, { stride, padding }).reshape(batch, size, taps, windows).permute(0, 3, 2, 1);
        const laid = matmul(mean(kept.weights, 1), seen)
          .permute(0, 3, 2, 1)
          .reshape(batch, size * taps, windows);
        return fold(laid, [height, width], kernel, { stride, padding });
      },
    }));
    const told = matmul(weights, value)
      .permute(0, 1, 4, 3, 2)
      .reshape(batch, channels * taps, windows);
    const y = this.proj.forward(fold(told, [height, width], kernel, { stride, padding }).permute(0, 2, 3, 1));
    return this.channelsFirst ? y.permute(0, 3, 1, 2) : y;
  }
}
