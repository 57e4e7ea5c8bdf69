import { checkFunction, checkOptions } from '../../engine/arguments.ts';
import { ShapeError } from '../../engine/errors.ts';
import type { Device } from '../../engine/device.ts';
import { Module } from '../../engine/module.ts';
import { Tensor } from '../../engine/tensor.ts';
import { globalAvgPool } from '../../kernels/index.ts';
import { BatchNorm } from '../basic/batchnorm.ts';
import { Conv2d } from '../basic/conv.ts';
import { seeded } from '../basic/init.ts';
import { Linear } from '../basic/linear.ts';

export interface AttentionNetOptions {
  classes: number;
  /** Channels that the attention module sees; half and a quarter as many before it. 64 by default. */
  width?: number;
  /** Fixes the initial values; without it each network of a device draws its own. */
  seed?: number;
}

/** Makes the attention module for features [B, channels, H, W]. */
export type MakeAttention = (gpu: Device, channels: number) => Module;

/**
 * A small classifier with a place for any attention module: three convolutions that halve the picture twice, the
 * module, one more convolution, a mean over positions, a linear layer. Source: a definition of this project's own, in
 * which modules can be compared at equal surroundings.
 *
 *     const net = new AttentionNet(gpu, (device, channels) => new CBAM(device, channels), { classes: 10 });
 *     const logits = net.forward(x);   // [B, 3, H, W] → [B, 10]
 */
export class AttentionNet extends Module {
  conv1: Conv2d;
  bn1: BatchNorm;
  conv2: Conv2d;
  bn2: BatchNorm;
  conv3: Conv2d;
  bn3: BatchNorm;
  attention: Module | null;
  conv4: Conv2d;
  bn4: BatchNorm;
  head: Linear;

  /** @param attention null for the network without one. @throws ShapeError for a width that is no multiple of 4. */
  constructor(gpu: Device, attention: MakeAttention | null, options: AttentionNetOptions) {
    const { classes, width = 64, seed } = checkOptions('AttentionNet', options, 'classes width seed');
    if (attention !== null) checkFunction('AttentionNet', attention);
    super(gpu);
    if (!Number.isInteger(width / 4) || width < 4)
      throw new ShapeError('AttentionNet', 'the width must be a multiple of 4', String(width), 'use 64');
    const conv = (ins: number, outs: number, stride: number) =>
      new Conv2d(gpu, ins, outs, { kernel: 3, stride, padding: 1, bias: false });
    const make = () => ({
      convs: [conv(3, width / 4, 1), conv(width / 4, width / 2, 2), conv(width / 2, width, 2), conv(width, width, 1)],
      attention: attention?.(gpu, width) ?? null,
      head: new Linear(gpu, width, classes),
    });
    const made = seed === undefined ? make() : seeded(gpu, seed, make);
    [this.conv1, this.conv2, this.conv3, this.conv4] = made.convs;
    [this.bn1, this.bn2] = [new BatchNorm(gpu, width / 4), new BatchNorm(gpu, width / 2)];
    [this.bn3, this.bn4] = [new BatchNorm(gpu, width), new BatchNorm(gpu, width)];
    this.attention = made.attention;
    this.head = made.head;
  }

  /** Logits of the classes: [B, 3, H, W] → [B, classes]. */
  forward(x: Tensor): Tensor {
    const y1 = this.bn1.forward(this.conv1.forward(x), 'relu');
    const y2 = this.bn2.forward(this.conv2.forward(y1), 'relu');
    const y3 = this.bn3.forward(this.conv3.forward(y2), 'relu');
    const y4 = this.bn4.forward(this.conv4.forward(this.attend(y3)), 'relu');
    return this.head.forward(globalAvgPool(y4, { keep: false }));
  }

  /** The module's first result; some give their map beside it. */
  private attend(x: Tensor): Tensor {
    const y: unknown = this.attention ? this.attention.forward(x) : x;
    const first: unknown = Array.isArray(y) ? y[0] : y;
    if (first instanceof Tensor) return first;
    throw new ShapeError('AttentionNet', 'the attention module must give a tensor', typeof first, 'wrap it');
  }
}
