import { checkOptions } from '../../engine/arguments.ts';
import { attend } from '../../engine/capture.ts';
import type { Device } from '../../engine/device.ts';
import { Module } from '../../engine/module.ts';
import type { Tensor } from '../../engine/tensor.ts';
import { amax, concat, linear, maxPool2d, mean, mul, relu } from '../../kernels/index.ts';
import { CBAM } from '../attention/cbam.ts';
import { channelMap, spatialMap } from '../attention/gate-map.ts';
import { BatchNorm } from '../basic/batchnorm.ts';
import { Conv2d } from '../basic/conv.ts';
import { Linear } from '../basic/linear.ts';

export type ConvNetGate = 'cbam' | 'cbam-official' | 'se';

interface Squeeze {
  0: Linear;
  2: Linear;
}

/** x · σ(W₂ relu(W₁ mean) + W₂ relu(W₁ max)), then · σ(conv₇ₓ₇([mean_c, max_c])). */
class PlainCbam extends Module {
  fc: Squeeze;
  conv: Conv2d;

  constructor(gpu: Device, channels: number) {
    super(gpu);
    const hidden = channels / 16;
    this.fc = { 0: new Linear(gpu, channels, hidden), 2: new Linear(gpu, hidden, channels) };
    this.conv = new Conv2d(gpu, 2, 1, { kernel: 7, padding: 3 });
  }

  forward(x: Tensor): Tensor {
    const { 0: narrow, 2: widen } = this.fc;
    const [fromMean, fromMax] = [mean, amax].map((pool) => narrow.forward(pool(x, [2, 3]), 'relu'));
    const channels = linear(fromMax, widen.weight, widen.bias, {
      residual: widen.forward(fromMean),
      activation: 'sigmoid',
    });
    attend(() => channelMap(channels));
    const gated = mul(x, channels.reshape(...channels.shape, 1, 1));
    const summary = concat([mean(gated, 1, { keep: true }), amax(gated, 1, { keep: true })], 1);
    const places = this.conv.forward(summary, 'sigmoid');
    attend(() => spatialMap(places));
    return mul(gated, places);
  }
}

/** x · σ(W₂ relu(W₁ mean)), with biases. */
class PlainSe extends Module {
  fc: Squeeze;

  constructor(gpu: Device, channels: number) {
    super(gpu);
    this.fc = { 0: new Linear(gpu, channels, channels / 16), 2: new Linear(gpu, channels / 16, channels) };
  }

  forward(x: Tensor): Tensor {
    const gate = this.fc[2].forward(this.fc[0].forward(mean(x, [2, 3]), 'relu'), 'sigmoid');
    attend(() => channelMap(gate));
    return mul(x, gate.reshape(...gate.shape, 1, 1));
  }
}

type Gate = PlainCbam | PlainSe | CBAM;
const gates: Record<ConvNetGate, (gpu: Device, channels: number) => Gate> = {
  cbam: (gpu, channels) => new PlainCbam(gpu, channels),
  'cbam-official': (gpu, channels) => new CBAM(gpu, channels),
  se: (gpu, channels) => new PlainSe(gpu, channels),
};

export interface GatedConvNetOptions {
  gate?: ConvNetGate;
  classes?: number;
}

const widths = [32, 64, 128, 256];

/**
 * Four convolutions, each behind a gate, for pictures of 96×96: small enough to watch what a gate lets through. Papers:
 * Woo et al., "CBAM", arXiv 1807.06521; Hu et al., "Squeeze-and-Excitation Networks", arXiv 1709.01507. Source:
 * moshi1412/STL10. Status: equal to that code, without its dropout. Its CBAM keeps the two layers of the channel gate
 * as `fc`, sees [mean, max] and has a bias in place of a batch norm; `cbam-official` takes Jongchan/attention-module's
 * CBAM in its place.
 *
 *     const logits = new GatedConvNet(gpu, { gate: 'se' }).forward(image);   // [B, 3, 96, 96] → [B, 10]
 */
export class GatedConvNet extends Module {
  conv1!: Conv2d;
  bn1!: BatchNorm;
  conv2!: Conv2d;
  bn2!: BatchNorm;
  conv3!: Conv2d;
  bn3!: BatchNorm;
  conv4!: Conv2d;
  bn4!: BatchNorm;
  classifier: { 1: Linear; 3: Linear };
  // The gates are `cbam1` … `cbam4` or `se1` … `se4`, of which a network has one set.
  [gate: `cbam${number}` | `se${number}`]: Gate;

  constructor(gpu: Device, options: GatedConvNetOptions = {}) {
    const { gate = 'cbam', classes = 10 } = checkOptions('GatedConvNet', options, 'gate classes');
    super(gpu);
    widths.forEach((width, i) => {
      const layer = {
        [`conv${i + 1}`]: new Conv2d(gpu, i ? widths[i - 1] : 3, width, { kernel: 3, padding: 1 }),
        [`bn${i + 1}`]: new BatchNorm(gpu, width),
        [`${gate === 'se' ? 'se' : 'cbam'}${i + 1}`]: gates[gate](gpu, width),
      };
      Object.assign(this, layer);
    });
    this.classifier = { 1: new Linear(gpu, 256, 128), 3: new Linear(gpu, 128, classes) };
  }

  /** A picture [B, 3, H, W] of at least 16×16 → logits [B, classes]. */
  forward(image: Tensor): Tensor {
    const features = [
      [this.conv1, this.bn1, this.cbam1 ?? this.se1],
      [this.conv2, this.bn2, this.cbam2 ?? this.se2],
      [this.conv3, this.bn3, this.cbam3 ?? this.se3],
      [this.conv4, this.bn4, this.cbam4 ?? this.se4],
    ].reduce((x, [conv, bn, gate]) => maxPool2d(relu(gate.forward(bn.forward(conv.forward(x)))), 2), image);
    return this.classifier[3].forward(this.classifier[1].forward(mean(features, [2, 3]), 'relu'));
  }
}
