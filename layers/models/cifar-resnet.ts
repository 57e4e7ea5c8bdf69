import { checkOptions } from '../../engine/arguments.ts';
import type { Device } from '../../engine/device.ts';
import { Module } from '../../engine/module.ts';
import type { Tensor } from '../../engine/tensor.ts';
import { add, avgPool2d, pad, relu } from '../../kernels/index.ts';
import { BatchNorm } from '../basic/batchnorm.ts';
import { Conv2d } from '../basic/conv.ts';
import { layerRandom } from '../basic/init.ts';
import { kaimingNormal } from '../basic/kaiming.ts';
import { Linear } from '../basic/linear.ts';
import { initConvolutions } from './resnet.ts';

/**
 * How a picture skips a block that changes its shape: every other pixel between channels of zeros, or a 1×1
 * convolution.
 */
export type CifarShortcut = 'A' | 'B';

class CifarBlock extends Module {
  conv1: Conv2d;
  bn1: BatchNorm;
  conv2: Conv2d;
  bn2: BatchNorm;
  shortcut: [Conv2d, BatchNorm] | null;
  readonly outs: number;

  constructor(gpu: Device, ins: number, outs: number, stride: number, option: CifarShortcut) {
    super(gpu);
    const conv = (from: number, step: number) =>
      new Conv2d(gpu, from, outs, { kernel: 3, stride: step, padding: 1, bias: false });
    this.outs = outs;
    this.conv1 = conv(ins, stride);
    this.bn1 = new BatchNorm(gpu, outs);
    this.conv2 = conv(outs, 1);
    this.bn2 = new BatchNorm(gpu, outs);
    const changes = stride !== 1 || ins !== outs;
    this.shortcut =
      changes && option === 'B'
        ? [new Conv2d(gpu, ins, outs, { stride, bias: false }), new BatchNorm(gpu, outs)]
        : null;
  }

  forward(x: Tensor): Tensor {
    const y = this.bn2.forward(this.conv2.forward(this.bn1.forward(this.conv1.forward(x), 'relu')));
    return relu(add(y, this.skipped(x)));
  }

  private skipped(x: Tensor): Tensor {
    if (this.shortcut) return this.shortcut[1].forward(this.shortcut[0].forward(x));
    const [, channels] = x.shape;
    if (channels === this.outs) return x;
    const sampled = x.slice(2, 0, undefined, 2).slice(3, 0, undefined, 2);
    const quarter = Math.floor(this.outs / 4);
    return pad(sampled, { before: [0, quarter, 0, 0], after: [0, quarter, 0, 0] });
  }
}

export interface CifarResNetOptions {
  /** Blocks of the three stages. */
  depths?: readonly number[];
  /** Channels of the three stages. */
  widths?: readonly number[];
  classes?: number;
  shortcut?: CifarShortcut;
}

/**
 * ResNet for CIFAR-10: three stages at full, half and a quarter of the size. Paper: He et al., "Deep Residual Learning
 * for Image Recognition", CVPR 2016, arXiv 1512.03385, section 4.2. Source: akamaster/pytorch_resnet_cifar10. Status:
 * equal to that code, whose last pool is a square as wide as the picture: taller pictures lose their foot, wider ones
 * are refused.
 *
 *     const logits = new CifarResNet(gpu).forward(image);   // [B, 3, 32, 32] → [B, 10]
 */
export class CifarResNet extends Module {
  conv1: Conv2d;
  bn1: BatchNorm;
  layer1: CifarBlock[];
  layer2: CifarBlock[];
  layer3: CifarBlock[];
  linear: Linear;

  /** ResNet-20 by default. */
  constructor(gpu: Device, options: CifarResNetOptions = {}) {
    const {
      depths = [3, 3, 3],
      widths = [16, 32, 64],
      classes = 10,
      shortcut = 'A',
    } = checkOptions('CifarResNet', options, 'depths widths classes shortcut');
    super(gpu);
    this.conv1 = new Conv2d(gpu, 3, widths[0], { kernel: 3, padding: 1, bias: false });
    this.bn1 = new BatchNorm(gpu, widths[0]);
    const stage = (i: number) =>
      Array.from(
        { length: depths[i] },
        (_, k) => new CifarBlock(gpu, widths[k ? i : Math.max(0, i - 1)], widths[i], i && !k ? 2 : 1, shortcut),
      );
    [this.layer1, this.layer2, this.layer3] = [0, 1, 2].map(stage);
    this.linear = new Linear(gpu, widths[2], classes);
    initConvolutions(this, 'in');
    this.linear.weight.assign(kaimingNormal(gpu, this.linear.weight.shape, layerRandom(gpu)));
  }

  /** Square pictures [B, 3, H, W] → logits [B, classes]. */
  forward(image: Tensor): Tensor {
    const pooled = this.stages(image).at(-1)!;
    const mean = avgPool2d(pooled, pooled.shape[3]);
    return this.linear.forward(mean.reshape(mean.shape[0], -1));
  }

  /** The three stages' features: [B, C, H, W] at full, half and a quarter of the size. */
  stages(image: Tensor): Tensor[] {
    return this.within(() => {
      const outs: Tensor[] = [];
      [this.layer1, this.layer2, this.layer3].reduce(
        (x, blocks) => {
          const y = blocks.reduce((z, block) => block.forward(z), x);
          outs.push(y);
          return y;
        },
        this.bn1.forward(this.conv1.forward(image), 'relu'),
      );
      return outs;
    });
  }
}
