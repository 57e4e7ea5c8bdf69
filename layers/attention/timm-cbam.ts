import { attend } from '../../engine/capture.ts';
import type { Device } from '../../engine/device.ts';
import { Module } from '../../engine/module.ts';
import type { Tensor } from '../../engine/tensor.ts';
import { add, amax, concat, mean, mul, sigmoid } from '../../kernels/index.ts';
import { BatchNorm } from '../basic/batchnorm.ts';
import { Conv2d } from '../basic/conv.ts';
import { channelMap, spatialMap } from './gate-map.ts';

/**
 * CBAM as timm writes it: the same idea as `CBAM`, but its weights do not carry over. Paper: Woo et al., ECCV 2018,
 * arXiv 1807.06521. Source: timm 1.0.28, `CbamModule`. Status: equal to that code: 1×1 convolutions without bias in the
 * channel gate, [mean, max] and not [max, mean] in the spatial one, whose batch norm has momentum 0.1, and a maximum
 * that splits the gradient of a tie evenly.
 *
 *     const y = new TimmCbam(gpu, 64).forward(x);   // [B, 64, H, W] → [B, 64, H, W]
 */
export class TimmCbam extends Module {
  channel: { fc1: Conv2d; fc2: Conv2d };
  spatial: { conv: { conv: Conv2d; bn: BatchNorm } };

  /** The channel gate squeezes sixteenfold, to one channel at least. */
  constructor(gpu: Device, channels: number) {
    super(gpu);
    const squeezed = Math.max(1, Math.floor(channels / 16 + 0.5));
    this.channel = {
      fc1: new Conv2d(gpu, channels, squeezed, { bias: false }),
      fc2: new Conv2d(gpu, squeezed, channels, { bias: false }),
    };
    this.spatial = {
      conv: { conv: new Conv2d(gpu, 2, 1, { kernel: 7, padding: 3, bias: false }), bn: new BatchNorm(gpu, 1) },
    };
  }

  /** x and y [B, C, H, W]. */
  forward(x: Tensor): Tensor {
    const { fc1, fc2 } = this.channel;
    const [fromMean, fromMax] = [mean, amax].map((pool) =>
      fc2.forward(fc1.forward(pool(x, [2, 3], { keep: true }), 'relu')),
    );
    const channels = sigmoid(add(fromMean, fromMax));
    attend(() => channelMap(channels));
    const gated = mul(x, channels);
    const { conv, bn } = this.spatial.conv;
    const summary = concat([mean(gated, 1, { keep: true }), amax(gated, 1, { keep: true })], 1);
    const places = bn.forward(conv.forward(summary), 'sigmoid');
    attend(() => spatialMap(places));
    return mul(gated, places);
  }
}
