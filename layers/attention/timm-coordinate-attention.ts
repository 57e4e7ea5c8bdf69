import { checkOptions } from '../../engine/arguments.ts';
import type { Device } from '../../engine/device.ts';
import { Module } from '../../engine/module.ts';
import type { Tensor } from '../../engine/tensor.ts';
import { add, mul } from '../../kernels/index.ts';
import { BatchNorm } from '../basic/batchnorm.ts';
import { Conv2d } from '../basic/conv.ts';
import { roundChannels } from '../basic/round-channels.ts';
import { coordinateGates } from './coordinate-attention.ts';

/** How wide timm's coordinate attentions are inside. */
export interface TimmCoordinateWidths {
  /** Of the inner width to the channels, before `seFactor`. */
  ratio?: number;
  /** Inner channels, in place of `ratio`. */
  hidden?: number;
  /** Widths from `ratio` are rounded to a multiple of this. */
  divisor?: number;
  /** Of coordinate attention's width to that of a squeeze and excitation with as many parameters. */
  seFactor?: number;
}

export interface TimmCoordinateOptions extends TimmCoordinateWidths {
  bias?: boolean;
  /** Add x. */
  skip?: boolean;
}

/** The inner channels. */
export const coordinateWidth = (
  channels: number,
  { ratio = 1 / 16, hidden, divisor = 8, seFactor = 2 / 3 }: TimmCoordinateWidths,
): number => hidden || roundChannels(channels * ratio * seFactor, divisor, 0);

/**
 * Coordinate attention as timm writes it: another width than in `CoordinateAttention`, and no biases by default. Paper:
 * Hou et al., "Coordinate Attention for Efficient Mobile Network Design", CVPR 2021, arXiv 2103.02907. Source: timm
 * 1.0.28, `CoordAttn`. Status: equal to that code.
 *
 *     const y = new TimmCoordinateAttention(gpu, 64).forward(x);   // [B, 64, H, W] → [B, 64, H, W]
 */
export class TimmCoordinateAttention extends Module {
  conv1: Conv2d;
  bn1: BatchNorm;
  conv_h: Conv2d;
  conv_w: Conv2d;
  readonly skip: boolean;

  constructor(gpu: Device, channels: number, options: TimmCoordinateOptions = {}) {
    super(gpu);
    const {
      bias = false,
      skip = false,
      ...widths
    } = checkOptions('TimmCoordinateAttention', options, 'bias skip ratio hidden divisor seFactor');
    const hidden = coordinateWidth(channels, widths);
    this.conv1 = new Conv2d(gpu, channels, hidden, { bias });
    this.bn1 = new BatchNorm(gpu, hidden);
    this.conv_h = new Conv2d(gpu, hidden, channels, { bias });
    this.conv_w = new Conv2d(gpu, hidden, channels, { bias });
    this.skip = skip;
  }

  /** y = x · a_w · a_h (+ x). x and y [B, C, H, W]. */
  forward(x: Tensor): Tensor {
    const { alongRows, alongColumns } = coordinateGates(x, this);
    const gated = mul(mul(x, alongColumns), alongRows);
    return this.skip ? add(gated, x) : gated;
  }
}
