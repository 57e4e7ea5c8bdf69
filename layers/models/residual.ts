import type { Device } from '../../engine/device.ts';
import { Module } from '../../engine/module.ts';
import type { Tensor } from '../../engine/tensor.ts';
import { add, relu } from '../../kernels/index.ts';
import { TimmCbam } from '../attention/timm-cbam.ts';
import { CBAM } from '../attention/cbam.ts';
import { EcaLayer } from '../attention/eca.ts';
import { SqueezeExcitation } from '../attention/se.ts';
import { BatchNorm } from '../basic/batchnorm.ts';
import { Conv2d } from '../basic/conv.ts';

/** timm's squeeze and excitation, ECA and CBAM; the CBAM of its paper's code. */
export type ResNetGate = 'se' | 'eca' | 'cbam' | 'cbam-paper';
type Gate = SqueezeExcitation | EcaLayer | TimmCbam;

const timmGates: Record<Exclude<ResNetGate, 'cbam-paper'>, (gpu: Device, channels: number) => Gate> = {
  se: (gpu, channels) => new SqueezeExcitation(gpu, channels, Math.max(8, 8 * Math.floor((channels / 16 + 4) / 8))),
  eca: (gpu, channels) => {
    const reach = Math.floor(Math.abs(Math.log2(channels) + 1) / 2);
    return new EcaLayer(gpu, { kernel: Math.max(3, reach % 2 ? reach : reach + 1) });
  },
  cbam: (gpu, channels) => new TimmCbam(gpu, channels),
};

export interface ResNetBlockOptions {
  stride?: number;
  gate?: ResNetGate | null;
}

/** Gate, shortcut and last sum, which both blocks share. */
export abstract class Residual extends Module {
  se: Gate | null;
  cbam: CBAM | null;
  /** A 1×1 convolution and its norm, where the shape changes. */
  downsample: [Conv2d, BatchNorm] | null;

  constructor(gpu: Device, ins: number, outs: number, { stride = 1, gate = null }: ResNetBlockOptions) {
    super(gpu);
    this.se = gate && gate !== 'cbam-paper' ? timmGates[gate](gpu, outs) : null;
    this.cbam = gate === 'cbam-paper' ? new CBAM(gpu, outs) : null;
    this.downsample =
      stride !== 1 || ins !== outs
        ? [new Conv2d(gpu, ins, outs, { stride, bias: false }), new BatchNorm(gpu, outs)]
        : null;
  }

  /** relu(gate(y) + shortcut(x)) */
  protected joined(x: Tensor, y: Tensor): Tensor {
    const gate = this.se ?? this.cbam;
    const shortcut = this.downsample ? this.downsample[1].forward(this.downsample[0].forward(x)) : x;
    return relu(add(gate?.forward(y) ?? y, shortcut));
  }
}

/** A 3×3 convolution that keeps the size, but for its stride. */
export const conv3 = (gpu: Device, ins: number, outs: number, stride = 1): Conv2d =>
  new Conv2d(gpu, ins, outs, { kernel: 3, stride, padding: 1, bias: false });
