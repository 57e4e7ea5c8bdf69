import { checkOptions } from '../../engine/arguments.ts';
import { attend } from '../../engine/capture.ts';
import type { Device } from '../../engine/device.ts';
import { ShapeError } from '../../engine/errors.ts';
import { Module } from '../../engine/module.ts';
import type { Tensor } from '../../engine/tensor.ts';
import type { Variable } from '../../engine/variable.ts';
import { parameter } from '../../engine/variable.ts';
import type { LocalAttentionOptions } from '../../kernels/index.ts';
import { localAttention, localAttentionMap, pad } from '../../kernels/index.ts';
import { Conv2d } from '../basic/conv.ts';
import { layerRandom, normal } from '../basic/init.ts';
import { withoutPadding } from './padded-map.ts';

export interface StandAloneOptions {
  /** Side of the window, odd. */
  kernel?: number;
  heads?: number;
  stride?: number;
  /** Biases of the three projections. */
  bias?: boolean;
  /**
   * `zero`: the input is padded with zeros, which take part in the softmax. `mask`: positions outside the image are
   * left out.
   */
  border?: 'zero' | 'mask';
}

/**
 * Stand-alone self-attention: a layer that takes the place of a convolution. Each pixel attends to the k×k window
 * around it, with learnt vectors for the row and the column of the window. Paper: Ramachandran et al., "Stand-Alone
 * Self-Attention in Vision Models", NeurIPS 2019, arXiv 1906.05909. Status: after the paper's formulas, which leave
 * open how borders, strides and the vectors of several heads are meant; no official code exists. Equal to an
 * independent reference of the reading below. As in the paper, logits are not scaled.
 *
 *     const attention = new StandAloneSelfAttention(gpu, 64, 128, { kernel: 7, heads: 8 });
 *     const y = attention.forward(x);   // [B, 64, H, W] → [B, 128, H, W]
 */
export class StandAloneSelfAttention extends Module {
  query: Conv2d;
  key: Conv2d;
  value: Conv2d;
  rel_h: Variable;
  rel_w: Variable;
  readonly options: Required<StandAloneOptions>;

  /** @param outs split over the heads into an even number of channels each. */
  constructor(gpu: Device, ins: number, outs: number, given: StandAloneOptions = {}) {
    const {
      kernel = 7,
      heads = 8,
      stride = 1,
      bias = false,
      border = 'zero',
    } = checkOptions('StandAloneSelfAttention', given, 'kernel heads stride bias border');
    super(gpu);
    if (outs % (2 * heads))
      throw new ShapeError(
        'StandAloneSelfAttention',
        'each head needs an even number of channels',
        `${outs} channels, ${heads} heads`,
        'half of them meet the row, half the column',
      );
    this.options = { kernel, heads, stride, bias, border };
    this.query = new Conv2d(gpu, ins, outs, { stride, bias });
    this.key = new Conv2d(gpu, ins, outs, { bias });
    this.value = new Conv2d(gpu, ins, outs, { bias });
    const random = layerRandom(gpu);
    this.rel_h = parameter(normal(gpu, [heads, outs / heads / 2, kernel], random));
    this.rel_w = parameter(normal(gpu, [heads, outs / heads / 2, kernel], random));
  }

  /** y_p = Σ_δ softmax_δ(q_p · (k_{p+δ} + rel_δ)) v_{p+δ}. x [B, in, H, W] → [B, out, ⌈H/stride⌉, ⌈W/stride⌉]. */
  forward(x: Tensor): Tensor {
    const { kernel, heads, stride, bias, border } = this.options;
    // Behind a projection with a bias, padded zeros are no zeros any more: then the padding is real.
    const padded = border === 'zero' && bias;
    const rim = padded ? Math.floor(kernel / 2) : 0;
    const around = padded ? pad(x, { before: [rim, rim] }) : x;
    const [q, k, v] = [this.query.forward(x), this.key.forward(around), this.value.forward(around)];
    const options: LocalAttentionOptions = {
      kernel,
      heads,
      stride,
      border: padded ? 'none' : border,
      relH: this.rel_h,
      relW: this.rel_w,
    };
    attend(() => withoutPadding(localAttentionMap(q, k, options), [rim, rim], [x.shape[2], x.shape[3]]));
    return localAttention(q, k, v, options);
  }
}
