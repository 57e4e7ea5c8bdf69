import { checkOptions } from '../../engine/arguments.ts';
import { attend } from '../../engine/capture.ts';
import { cast } from '../../engine/cast.ts';
import type { Device } from '../../engine/device.ts';
import { ShapeError } from '../../engine/errors.ts';
import { Module } from '../../engine/module.ts';
import type { Tensor } from '../../engine/tensor.ts';
import type { Variable } from '../../engine/variable.ts';
import { parameter } from '../../engine/variable.ts';
import {
  add,
  concat,
  localAttentionMap,
  localAttentionWithSums,
  logSoftmax,
  matmul,
  mul,
  pad,
  softmax,
  sum,
} from '../../kernels/index.ts';
import type { Conv2d } from '../basic/conv.ts';
import { layerRandom, normal } from '../basic/init.ts';
import { grouped, projection } from './sasa-conv.ts';
import { withoutPadding } from './padded-map.ts';

export interface SasaStemOptions {
  /** Side of the window; 4 by default. */
  kernel?: number;
  /** Zeros around the input; half of the window by default. */
  padding?: number;
  groups?: number;
  /** Value projections that each place of the window mixes in its own way. */
  m?: number;
  bias?: boolean;
}

/**
 * Self-attention for the start of a network: values are mixed from `m` projections, in shares that depend on the place
 * in the window. Paper: Ramachandran et al., arXiv 1906.05909. Source: leaderj1001/Stand-Alone-Self-Attention. Status:
 * equal to that code, whose softmax is for each channel, and which leaves the last row and column of windows out.
 *
 * The mixture is an attention over both place and projection: with the log of the shares p_m,δ added to the logits,
 * projection m alone gives an output and a softmax sum Z_m, and since the shares add up to 1 so do the Z_m to Z. The
 * layer's output is the outputs' mean by Z_m / Z.
 *
 *     const y = new SasaStem(gpu, 3, 64).forward(x);   // [B, 3, H, W] → [B, 64, H, W]
 */
export class SasaStem extends Module {
  emb_a: Variable;
  emb_b: Variable;
  emb_mix: Variable;
  key_conv: Conv2d;
  query_conv: Conv2d;
  value_conv: Conv2d[];
  readonly options: Required<SasaStemOptions>;

  constructor(gpu: Device, ins: number, outs: number, given: SasaStemOptions = {}) {
    const {
      kernel = 4,
      padding = Math.floor(kernel / 2),
      groups = 1,
      m = 4,
      bias = false,
    } = checkOptions('SasaStem', given, 'kernel padding groups m bias');
    super(gpu);
    if (outs % groups || 2 * padding < kernel - 1)
      throw new ShapeError(
        'SasaStem',
        'groups must divide the channels, and the windows cover the image',
        `${outs} channels, ${groups} groups, kernel ${kernel}, padding ${padding}`,
      );
    this.options = { kernel, padding, groups, m, bias };
    const random = layerRandom(gpu);
    this.emb_a = parameter(normal(gpu, [outs / groups, kernel], random));
    this.emb_b = parameter(normal(gpu, [outs / groups, kernel], random));
    this.emb_mix = parameter(normal(gpu, [m, outs / groups], random));
    this.key_conv = projection(gpu, ins, outs, bias);
    this.query_conv = projection(gpu, ins, outs, bias);
    this.value_conv = Array.from({ length: m }, () => projection(gpu, ins, outs, bias));
  }

  /** y_c = Σ_δ softmax_δ(q_c · k_c,δ) Σ_m p_m,δ v_m,c,δ. x [B, in, H, W] → [B, out, H, W]. */
  forward(x: Tensor): Tensor {
    const { kernel, padding, groups, m } = this.options;
    const [batch, , height, width] = x.shape;
    // Of the windows over the padded input, the first H×W count.
    const around = pad(x, { before: [padding, padding] })
      .slice(2, 0, height + kernel - 1)
      .slice(3, 0, width + kernel - 1);
    const [q, k] = [this.query_conv.forward(x), this.key_conv.forward(around)];
    const channels = q.shape[1];
    const v = concat(
      this.value_conv.map((conv) => conv.forward(around)),
      1,
    );
    const shares = add(
      matmul(this.emb_mix, this.emb_a).reshape(m, kernel, 1),
      matmul(this.emb_mix, this.emb_b).reshape(m, 1, kernel),
    );
    attend(() => ({
      name: 'mixture',
      kind: 'window',
      grid: [kernel, kernel],
      heads: m,
      keep: { shares },
      row: (kept, _, head) =>
        softmax(kept.shares, 0)
          .slice(0, head, head + 1)
          .reshape(-1),
      full: (kept) => softmax(kept.shares, 0).reshape(m, kernel * kernel),
    }));
    attend(() => {
      const map = localAttentionMap(q, k, { heads: channels, kernel, border: 'none' });
      return {
        ...withoutPadding(map, [padding, padding], [x.shape[2], x.shape[3]]),
        full: (kept) => grouped(map.full(kept), groups),
      };
    });
    const copies = (t: Tensor) =>
      t
        .reshape(batch, 1, channels, ...t.shape.slice(2))
        .expand(batch, m, -1, -1, -1)
        .reshape(batch, m * channels, ...t.shape.slice(2));
    const bias = logSoftmax(shares, 0)
      .reshape(m, 1, kernel, kernel)
      .expand(m, channels, kernel, kernel)
      .reshape(m * channels, kernel, kernel);
    const { out, lse } = localAttentionWithSums(copies(q), copies(k), v, {
      heads: m * channels,
      kernel,
      border: 'none',
      bias,
    });
    const each = [batch, m, channels, height, width];
    // Sums of exponentials are f32 whatever the features are.
    const mixture = cast(softmax(lse.reshape(each), 1), out.dtype);
    return sum(mul(mixture, out.reshape(each)), 1);
  }
}
