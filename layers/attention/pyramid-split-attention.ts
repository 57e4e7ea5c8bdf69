import { checkOptions, told } from '../../engine/arguments.ts';
import { attend } from '../../engine/capture.ts';
import type { Device } from '../../engine/device.ts';
import { ShapeError } from '../../engine/errors.ts';
import { Module } from '../../engine/module.ts';
import type { Tensor } from '../../engine/tensor.ts';
import { flip, mean, mul, softmax, stack } from '../../kernels/index.ts';
import { Conv2d } from '../basic/conv.ts';
import { narrowed } from '../basic/narrowed.ts';
import { headMap } from './gate-map.ts';

export type Four = readonly [number, number, number, number];

export interface PyramidSplitOptions {
  /** Sizes of the four convolutions' windows. */
  kernels?: Four;
  /** Groups of the four. */
  groups?: Four;
  stride?: number;
}

/**
 * Pyramid split attention: four convolutions with windows of several sizes, weighed against each other by one shared
 * squeeze and excitation. Paper: Zhang et al., "EPSANet: An Efficient Pyramid Squeeze Attention Block on Convolutional
 * Neural Network", ACCV 2022, arXiv 2105.14447. Source: murufeng/EPSANet, `PSAModule`. Status: equal to the official
 * code: the softmax is over sigmoids, so that no scale gets more than e/(e + 3), and the scales come out in reverse,
 * the largest window first.
 *
 *     const y = new PyramidSplitAttention(gpu, 64, 64).forward(x);   // [B, 64, H, W] → [B, 64, H, W]
 */
export class PyramidSplitAttention extends Module {
  conv_1: Conv2d;
  conv_2: Conv2d;
  conv_3: Conv2d;
  conv_4: Conv2d;
  se: { fc1: Conv2d; fc2: Conv2d };

  /**
   * @param outs a multiple of 4, at least 64.
   * @throws ShapeError for others, or groups that do not divide the widths.
   */
  constructor(gpu: Device, ins: number, outs: number, options: PyramidSplitOptions = {}) {
    super(gpu);
    const {
      kernels = [3, 5, 7, 9],
      groups = [1, 4, 8, 16],
      stride = 1,
    } = checkOptions('PyramidSplitAttention', options, 'kernels groups stride');
    if (!Number.isInteger(outs / 4))
      throw new ShapeError(
        'PyramidSplitAttention',
        'needs a multiple of 4 channels to give',
        told(outs),
        'use 64, 68, 72, …',
      );
    const width = outs / 4;
    const hidden = narrowed('PyramidSplitAttention', width, 16);
    const scale = (i: number) =>
      new Conv2d(gpu, ins, width, {
        kernel: kernels[i],
        padding: kernels[i] >> 1,
        stride,
        groups: groups[i],
        bias: false,
      });
    this.conv_1 = scale(0);
    this.conv_2 = scale(1);
    this.conv_3 = scale(2);
    this.conv_4 = scale(3);
    this.se = { fc1: new Conv2d(gpu, width, hidden), fc2: new Conv2d(gpu, hidden, width) };
  }

  /** x [B, in, H, W] → [B, out, H', W']. */
  forward(x: Tensor): Tensor {
    const scales = [this.conv_1, this.conv_2, this.conv_3, this.conv_4].map((conv) => conv.forward(x));
    const gates = scales.map((scale) =>
      this.se.fc2.forward(this.se.fc1.forward(mean(scale, [2, 3], { keep: true }), 'relu'), 'sigmoid'),
    );
    const shares = softmax(stack(gates, 1), 1);
    attend(() => headMap(shares, { name: 'scales', kind: 'channel', grid: [1, shares.shape[2]] }));
    const [batch, width, height, columns] = scales[0].shape;
    return flip(mul(stack(scales, 1), shares), 1).reshape(batch, 4 * width, height, columns);
  }
}
