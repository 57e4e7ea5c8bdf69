import { checkOptions } from '../../engine/arguments.ts';
import type { Device } from '../../engine/device.ts';
import { Module } from '../../engine/module.ts';
import type { Tensor } from '../../engine/tensor.ts';
import { add, avgPool2d, relu } from '../../kernels/index.ts';
import { BatchNorm } from '../basic/batchnorm.ts';
import { Conv2d } from '../basic/conv.ts';
import { SasaConv } from './sasa-conv.ts';

export interface SasaBottleneckOptions {
  stride?: number;
  groups?: number;
  baseWidth?: number;
}

/**
 * ResNet's bottleneck with 7×7 attention in the middle, and an average pool where it has a stride. Paper: Ramachandran
 * et al., arXiv 1906.05909. Source: leaderj1001/Stand-Alone-Self-Attention. Status: equal to that code.
 *
 *     const y = new SasaBottleneck(gpu, 64, 16).forward(x);   // [B, 64, H, W] → [B, 64, H, W]
 */
export class SasaBottleneck extends Module {
  conv1: [Conv2d, BatchNorm];
  conv2: [SasaConv, BatchNorm];
  conv3: [Conv2d, BatchNorm];
  shortcut: [] | [Conv2d, BatchNorm];
  readonly stride: number;

  /** @param outs a quarter of the output's channels. */
  constructor(gpu: Device, ins: number, outs: number, options: SasaBottleneckOptions = {}) {
    const {
      stride = 1,
      groups = 1,
      baseWidth = 64,
    } = checkOptions('SasaBottleneck', options, 'stride groups baseWidth');
    super(gpu);
    const width = Math.floor(outs * (baseWidth / 64)) * groups;
    const plain = (from: number, to: number, by = 1): [Conv2d, BatchNorm] => [
      new Conv2d(gpu, from, to, { stride: by, bias: false }),
      new BatchNorm(gpu, to),
    ];
    this.stride = stride;
    this.conv1 = plain(ins, width);
    this.conv2 = [new SasaConv(gpu, width, width, { kernel: 7, groups: 8 }), new BatchNorm(gpu, width)];
    this.conv3 = plain(width, 4 * outs);
    this.shortcut = stride !== 1 || ins !== 4 * outs ? plain(ins, 4 * outs, stride) : [];
  }

  /** x [B, in, H, W] → [B, 4·out, H / stride, W / stride]. */
  forward(x: Tensor): Tensor {
    const through = ([conv, norm]: [Conv2d | SasaConv, BatchNorm], input: Tensor, activation?: 'relu') =>
      norm.forward(conv.forward(input), activation);
    const attended = through(this.conv2, through(this.conv1, x, 'relu'), 'relu');
    const widened = through(this.conv3, attended);
    const identity = this.shortcut.length ? through(this.shortcut, x) : x;
    return relu(add(this.stride > 1 ? avgPool2d(widened, this.stride) : widened, identity));
  }
}
