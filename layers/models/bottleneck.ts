import { checkOptions } from '../../engine/arguments.ts';
import type { Device } from '../../engine/device.ts';
import type { Tensor } from '../../engine/tensor.ts';
import { BatchNorm } from '../basic/batchnorm.ts';
import { Conv2d } from '../basic/conv.ts';
import type { ResNetBlockOptions } from './residual.ts';
import { conv3, Residual } from './residual.ts';

/** A 3×3 convolution between two of 1×1; the stride is on the 3×3, as torchvision has it. */
export class Bottleneck extends Residual {
  static readonly expansion = 4;
  conv1: Conv2d;
  bn1: BatchNorm;
  conv2: Conv2d;
  bn2: BatchNorm;
  conv3: Conv2d;
  bn3: BatchNorm;

  constructor(gpu: Device, ins: number, width: number, options: ResNetBlockOptions = {}) {
    checkOptions('Bottleneck', options, 'stride gate');
    const outs = Bottleneck.expansion * width;
    super(gpu, ins, outs, options);
    this.conv1 = new Conv2d(gpu, ins, width, { bias: false });
    this.bn1 = new BatchNorm(gpu, width);
    this.conv2 = conv3(gpu, width, width, options.stride);
    this.bn2 = new BatchNorm(gpu, width);
    this.conv3 = new Conv2d(gpu, width, outs, { bias: false });
    this.bn3 = new BatchNorm(gpu, outs);
  }

  /** [B, ins, H, W] → [B, 4·width, H/stride, W/stride]. */
  forward(x: Tensor): Tensor {
    const y = this.bn1.forward(this.conv1.forward(x), 'relu');
    const z = this.bn2.forward(this.conv2.forward(y), 'relu');
    return this.joined(x, this.bn3.forward(this.conv3.forward(z)));
  }
}
