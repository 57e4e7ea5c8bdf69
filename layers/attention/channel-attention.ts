/**
 * Dual attention: position attention over all pixels, channel attention over all channels. Paper: Fu et al., "Dual
 * Attention Network for Scene Segmentation", CVPR 2019, arXiv 1809.02983. Source: junfu1115/DANet. Status: equal to the
 * official code. Channel attention is not the paper's formula: the code weighs by rowmax(E) - E, so that the least
 * similar channel counts most.
 */
import { Module } from '../../engine/module.ts';
import type { Variable } from '../../engine/variable.ts';
import type { Device } from '../../engine/device.ts';
import { parameter } from '../../engine/variable.ts';
import { zeros } from '../../engine/create.ts';
import type { Tensor } from '../../engine/tensor.ts';
import { attend } from '../../engine/capture.ts';
import { copy } from '../../engine/cast.ts';
import { matmul, mul, softmax } from '../../kernels/index.ts';

/** Channel attention: y = gamma · softmax(rowmax(E) - E) X + x with E = X Xᵀ. No weights but gamma. */
export class ChannelAttention extends Module {
  gamma: Variable;

  constructor(gpu: Device) {
    super(gpu);
    this.gamma = parameter(zeros(gpu, [1]));
  }

  /** x and y [B, C, H, W]. */
  forward(x: Tensor): Tensor {
    const pixels = x.reshape(x.shape[0], x.shape[1], -1);
    const weights = channelWeights(pixels);
    attend(() => ({
      kind: 'channel',
      grid: [1, x.shape[1]],
      queries: [1, x.shape[1]],
      keep: { weights },
      row: ({ weights: all }, channel, _, batch) =>
        all
          .slice(0, batch, batch + 1)
          .slice(1, channel, channel + 1)
          .reshape(-1),
      full: ({ weights: all }) => copy(all),
    }));
    return matmul(weights, pixels, { scale: this.gamma, residual: pixels }).reshape(x.shape);
  }
}

/**
 * softmax(rowmax(E) - E): the shift by the row's maximum does not change a softmax, so -E has the same weights and
 * gradients.
 */
const channelWeights = (pixels: Tensor): Tensor => softmax(mul(matmul(pixels, pixels, { transposeB: true }), -1));
