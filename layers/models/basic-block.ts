import { checkOptions } from '../../engine/arguments.ts';
import type { Device } from '../../engine/device.ts';
import type { Tensor } from '../../engine/tensor.ts';
import { BatchNorm } from '../basic/batchnorm.ts';
import type { Conv2d } from '../basic/conv.ts';
import type { ResNetBlockOptions } from './residual.ts';
import { conv3, Residual } from './residual.ts';

/**
 * The block of the shallower residual networks, with a gate on what it adds if one is asked for. Paper: He et al.,
 * "Deep Residual Learning for Image Recognition", CVPR 2016, arXiv 1512.03385. Sources: torchvision's and timm 1.0.28's
 * `BasicBlock` and `Bottleneck`, which name alike; Jongchan/attention-module for the paper's CBAM, which comes under
 * `cbam` and not `se`. Status: equal to these codes.
 *
 *     const block = new BasicBlock(gpu, 64, 128, { stride: 2, gate: 'se' });
 *     const y = block.forward(x);   // [B, 64, H, W] → [B, 128, H/2, W/2]
 */
export class BasicBlock extends Residual {
  static readonly expansion = 1;
  conv1: Conv2d;
  bn1: BatchNorm;
  conv2: Conv2d;
  bn2: BatchNorm;

  constructor(gpu: Device, ins: number, width: number, options: ResNetBlockOptions = {}) {
    checkOptions('BasicBlock', options, 'stride gate');
    super(gpu, ins, width, options);
    this.conv1 = conv3(gpu, ins, width, options.stride);
    this.bn1 = new BatchNorm(gpu, width);
    this.conv2 = conv3(gpu, width, width);
    this.bn2 = new BatchNorm(gpu, width);
  }

  /** relu(gate(BN(conv(relu(BN(conv x))))) + shortcut). [B, ins, H, W] → [B, width, H/stride, W/stride]. */
  forward(x: Tensor): Tensor {
    const y = this.bn1.forward(this.conv1.forward(x), 'relu');
    return this.joined(x, this.bn2.forward(this.conv2.forward(y)));
  }
}
