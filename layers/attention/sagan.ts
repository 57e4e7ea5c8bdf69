import { checkOptions } from '../../engine/arguments.ts';
import { attend } from '../../engine/capture.ts';
import type { Device } from '../../engine/device.ts';
import { Module } from '../../engine/module.ts';
import type { Tensor } from '../../engine/tensor.ts';
import type { Variable } from '../../engine/variable.ts';
import { zeros } from '../../engine/create.ts';
import { parameter } from '../../engine/variable.ts';
import { imageAttention, imageAttentionMap, scaleAdd } from '../../kernels/index.ts';
import { Conv1d } from '../basic/conv.ts';
import { narrowed } from '../basic/narrowed.ts';

export interface SaganOptions {
  /** Divide each weight by its largest singular value, estimated by power iteration. On by default, as in the paper. */
  spectral?: boolean;
}

/**
 * SAGAN's self-attention as fastai has it, for maps of any number of spatial axes. Paper: Zhang et al., "Self-Attention
 * Generative Adversarial Networks", ICML 2019, arXiv 1805.08318. Source: fastai/fastai2. Status: equal to fastai's
 * code. Its softmax runs over what it calls the query, so its "key" plays the query of other modules; the paper's
 * narrow values with an output convolution are not in it.
 *
 *     const y = new SaganAttention(gpu, 64, { spectral: false }).forward(x);   // [B, 64, H, W] → [B, 64, H, W]
 */
export class SaganAttention extends Module {
  gamma: Variable;
  query: [Conv1d];
  key: [Conv1d];
  value: [Conv1d];

  /** @param channels at least 8: queries and keys have an eighth of them. */
  constructor(gpu: Device, channels: number, options: SaganOptions = {}) {
    const { spectral = true } = checkOptions('SaganAttention', options, 'spectral');
    super(gpu);
    const project = (out: number) => new Conv1d(gpu, channels, out, { bias: false, spectral });
    const narrow = narrowed('SaganAttention', channels, 8);
    this.query = [project(narrow)];
    this.key = [project(narrow)];
    this.value = [project(channels)];
    this.gamma = parameter(zeros(gpu, [1]));
  }

  /** o_j = Σ_i h_i softmax_i(f_i · g_j); y = gamma · o + x. x and y [B, C, …]. */
  forward(x: Tensor): Tensor {
    const pixels = x.reshape(x.shape[0], x.shape[1], -1);
    const [f, g, h] = [this.query, this.key, this.value].map(([project]) => project.forward(pixels));
    const [height, width] = [x.shape[2], pixels.shape[2] / x.shape[2]];
    attend(() => {
      const map = imageAttentionMap(g, f, {}, { kind: 'dense', grid: [height, width], queries: [height, width] });
      return { ...map, full: (kept) => map.full(kept).transpose() };
    });
    return scaleAdd(x, imageAttention(g, f, h).reshape(x.shape), this.gamma);
  }
}
