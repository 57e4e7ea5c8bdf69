import { checkOptions } from '../../engine/arguments.ts';
import { attend } from '../../engine/capture.ts';
import type { Device } from '../../engine/device.ts';
import { Module } from '../../engine/module.ts';
import type { Tensor } from '../../engine/tensor.ts';
import { zeros } from '../../engine/create.ts';
import { add, mean, relu } from '../../kernels/index.ts';
import { PositionSensitiveAxial } from './position-sensitive-axial.ts';
import { composedMap } from './axial-map.ts';
import { BatchNorm } from '../basic/batchnorm.ts';
import { Conv2d } from '../basic/conv.ts';
import { kaimingNormal } from '../basic/kaiming.ts';
import { layerRandom } from '../basic/init.ts';

/** Drawn so that the backward pass keeps its variance. */
function pointwise(gpu: Device, ins: number, outs: number, stride = 1): Conv2d {
  const conv = new Conv2d(gpu, ins, outs, { bias: false, stride });
  conv.weight.assign(kaimingNormal(gpu, conv.weight.shape, layerRandom(gpu), { fan: 'out' }));
  return conv;
}

export interface AxialBlockOptions {
  groups?: number;
  /** Rows and columns of the pictures; one number for both. */
  size?: number | readonly [height: number, width: number];
  stride?: number;
  /** The attention's channels for 64 planes. */
  baseWidth?: number;
  /** Project the input for the residual: needed where stride or channels change. */
  downsample?: boolean;
}

/**
 * Axial-DeepLab's bottleneck block: attention within columns, then within rows, where a ResNet has its 3×3 convolution.
 * Paper: Wang et al., "Axial-DeepLab: Stand-Alone Axial-Attention for Panoptic Segmentation", ECCV 2020, arXiv
 * 2003.07853. Source: csrhddlam/axial-deeplab. Status: equal to the official code. No ReLU between the two attentions.
 * The block starts as the identity.
 *
 *     const block = new AxialBlock(gpu, 128, 64, { size: 56 });
 *     const y = block.forward(x);   // [B, 128, 56, 56] → [B, 128, 56, 56]
 */
export class AxialBlock extends Module {
  conv_down: Conv2d;
  bn1: BatchNorm;
  hight_block: PositionSensitiveAxial;
  width_block: PositionSensitiveAxial;
  conv_up: Conv2d;
  bn2: BatchNorm;
  downsample: [Conv2d, BatchNorm] | null;

  /** @param planes half the channels of the result. */
  constructor(gpu: Device, ins: number, planes: number, options: AxialBlockOptions = {}) {
    const {
      groups = 8,
      size = 56,
      stride = 1,
      baseWidth = 64,
      downsample = false,
    } = checkOptions('AxialBlock', options, 'groups size stride baseWidth downsample');
    super(gpu);
    const inner = Math.trunc((planes * baseWidth) / 64);
    const [height, width] = typeof size === 'number' ? [size, size] : size;
    this.conv_down = pointwise(gpu, ins, inner);
    this.bn1 = new BatchNorm(gpu, inner);
    this.hight_block = new PositionSensitiveAxial(gpu, inner, inner, { groups, length: height });
    this.width_block = new PositionSensitiveAxial(gpu, inner, inner, { groups, length: width, rows: true, stride });
    this.conv_up = pointwise(gpu, inner, 2 * planes);
    this.bn2 = new BatchNorm(gpu, 2 * planes);
    this.bn2.weight!.assign(zeros(gpu, [2 * planes]));
    this.downsample = downsample ? [pointwise(gpu, ins, 2 * planes, stride), new BatchNorm(gpu, 2 * planes)] : null;
  }

  /**
   * ReLU(BN(conv_up(ReLU(rows(columns(ReLU(BN(conv_down x))))))) + x). x [B, in, H, W] → [B, 2·planes, H/stride,
   * W/stride].
   */
  forward(x: Tensor): Tensor {
    const narrow = this.bn1.forward(this.conv_down.forward(x), 'relu');
    const columns = this.hight_block.along(narrow);
    const rows = this.width_block.along(columns.y);
    attend(() => this.hight_block.map(columns.weights(), x, 'column'));
    attend(() => this.width_block.map(rows.weights(), x, 'row'));
    attend(() =>
      composedMap(
        { columns: columns.weights(), rows: rows.weights() },
        [
          { axis: 0, weights: ({ columns: all }, batch) => imageMean(all, x.shape[3], batch) },
          { axis: 1, weights: ({ rows: all }, batch) => imageMean(all, x.shape[2], batch) },
        ],
        x.shape[0],
        x.shape.slice(2),
      ),
    );
    const identity = this.downsample ? this.downsample[1].forward(this.downsample[0].forward(x)) : x;
    return relu(add(this.bn2.forward(this.conv_up.forward(relu(rows.y))), identity));
  }
}

/** Weights [B·lines, groups, T, T] of one image, the mean over groups. */
const imageMean = (weights: Tensor, lines: number, batch: number): Tensor =>
  mean(weights.slice(0, batch * lines, (batch + 1) * lines), 1);
