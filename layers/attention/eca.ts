import { checkOptions } from '../../engine/arguments.ts';
import { attend } from '../../engine/capture.ts';
import type { Device } from '../../engine/device.ts';
import { Module } from '../../engine/module.ts';
import type { Tensor } from '../../engine/tensor.ts';
import { mean, mul } from '../../kernels/index.ts';
import { Conv1d } from '../basic/conv.ts';
import { channelMap } from './gate-map.ts';

/**
 * Efficient channel attention: each channel weighed by its neighbours' means, through one short convolution along the
 * channels. Paper: Wang et al., "ECA-Net", CVPR 2020, arXiv 1910.03151. Source: BangguWu/ECANet. Status: equal to the
 * official code.
 *
 *     const y = new EcaLayer(gpu, { kernel: 3 }).forward(x);   // [B, C, H, W] → [B, C, H, W]
 */
export class EcaLayer extends Module {
  conv: Conv1d;

  /**
   * @param kernel odd number of neighbours; the paper derives it from C as |log₂(C)/2 + 1/2| made odd, the code takes
   * it as given.
   */
  constructor(gpu: Device, options: { kernel?: number } = {}) {
    const { kernel = 3 } = checkOptions('EcaLayer', options, 'kernel');
    super(gpu);
    this.conv = new Conv1d(gpu, 1, 1, { kernel, padding: (kernel - 1) / 2, bias: false });
  }

  /** y = x · σ(conv(mean(x))). x and y [B, C, H, W]. */
  forward(x: Tensor): Tensor {
    const [batch, channels] = x.shape;
    const gate = this.conv
      .forward(mean(x, [2, 3]).reshape(batch, 1, channels), 'sigmoid')
      .reshape(batch, channels, 1, 1);
    attend(() => channelMap(gate));
    return mul(x, gate);
  }
}
