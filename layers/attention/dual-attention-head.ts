import type { Device } from '../../engine/device.ts';
import { Module } from '../../engine/module.ts';
import type { Tensor } from '../../engine/tensor.ts';
import { add } from '../../kernels/index.ts';
import { BatchNorm } from '../basic/batchnorm.ts';
import { Conv2d } from '../basic/conv.ts';
import { ChannelAttention } from './channel-attention.ts';
import { PositionAttention } from './position-attention.ts';
import { Dropout2d } from '../basic/dropout.ts';
import { narrowed } from '../basic/narrowed.ts';

type ConvBn = [Conv2d, BatchNorm];
type Classifier = [Dropout2d, Conv2d];

const convBn = (gpu: Device, ins: number, outs: number): ConvBn => [
  new Conv2d(gpu, ins, outs, { kernel: 3, padding: 1, bias: false }),
  new BatchNorm(gpu, outs),
];
const run = ([conv, bn]: ConvBn, x: Tensor): Tensor => bn.forward(conv.forward(x), 'relu');
const classify = ([dropout, conv]: Classifier, x: Tensor): Tensor => conv.forward(dropout.forward(x));

/**
 * DANet's segmentation head: position and channel attention side by side, each between 3×3 convolutions, summed. Paper
 * and source as layers/attention/position-attention.ts. Status: after the official code; gives its three outputs.
 *
 *     const [sum, position, channel] = new DualAttentionHead(gpu, 64, 19).forward(x);
 *     // [B, 64, H, W] → [B, 19, H, W]
 */
export class DualAttentionHead extends Module {
  conv5a: ConvBn;
  conv5c: ConvBn;
  sa: PositionAttention;
  sc: ChannelAttention;
  conv51: ConvBn;
  conv52: ConvBn;
  conv6: Classifier;
  conv7: Classifier;
  conv8: Classifier;

  /**
   * @param channels of the backbone's features, at least 32; the branches have a quarter @param classes of the output.
   */
  constructor(gpu: Device, channels: number, classes: number) {
    super(gpu);
    const inner = narrowed('DualAttentionHead', channels, 4);
    const classifier = (): Classifier => [new Dropout2d(gpu, 0.1), new Conv2d(gpu, inner, classes)];
    this.conv5a = convBn(gpu, channels, inner);
    this.conv5c = convBn(gpu, channels, inner);
    this.sa = new PositionAttention(gpu, inner);
    this.sc = new ChannelAttention(gpu);
    this.conv51 = convBn(gpu, inner, inner);
    this.conv52 = convBn(gpu, inner, inner);
    this.conv6 = classifier();
    this.conv7 = classifier();
    this.conv8 = classifier();
  }

  /**
   * x [B, C, H, W] → class maps [B, classes, H, W] of both branches together, of position and of channel attention
   * alone.
   */
  forward(x: Tensor): [Tensor, Tensor, Tensor] {
    const position = run(this.conv51, this.sa.forward(run(this.conv5a, x)));
    const channel = run(this.conv52, this.sc.forward(run(this.conv5c, x)));
    return [
      classify(this.conv8, add(position, channel)),
      classify(this.conv6, position),
      classify(this.conv7, channel),
    ];
  }
}
