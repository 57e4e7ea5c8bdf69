import { checkOptions } from '../../engine/arguments.ts';
import { attend } from '../../engine/capture.ts';
import type { Device } from '../../engine/device.ts';
import { ShapeError } from '../../engine/errors.ts';
import { Module } from '../../engine/module.ts';
import type { Tensor } from '../../engine/tensor.ts';
import { add, affine, amax, avgPool2d, interpolate, maxPool2d, mean, mul, sigmoid } from '../../kernels/index.ts';
import { BatchNorm } from '../basic/batchnorm.ts';
import { Conv2d } from '../basic/conv.ts';
import { roundChannels } from '../basic/round-channels.ts';
import { channelMap, elementMap } from './gate-map.ts';

export interface GatherExciteOptions {
  /** Positions are gathered from windows of about twice this size, an even number; 0 for the whole picture. */
  extent?: number;
  /** Gather by depthwise convolutions and not by means. */
  extraParams?: boolean;
  /** Mix the channels in a bottleneck before the gate. */
  mlp?: boolean;
  /** Of the bottleneck's width to the channels. */
  ratio?: number;
  /** Channels of the bottleneck, in place of `ratio`. */
  hidden?: number;
  /** Widths from `ratio` are rounded to a multiple of this. */
  divisor?: number;
  /** Halfway between the mean and the maximum. */
  addMaxpool?: boolean;
}

/**
 * Gather and excite: a pixel is weighed by what its neighbourhood shows on average. Paper: Hu et al., "Gather-Excite:
 * Exploiting Feature Context in Convolutional Neural Networks", NeurIPS 2018, arXiv 1810.12348. Source: timm 0.9.16,
 * `GatherExcite` (the authors' code is Caffe, and a part). Status: equal to that code, which fails for extra parameters
 * over the whole picture; those are refused here too. Averages do not count padding; what was gathered is spread back
 * by nearest neighbours.
 *
 *     const y = new GatherExcite(gpu, 64, { extent: 4 }).forward(x);   // [B, 64, H, W] → [B, 64, H, W]
 */
export class GatherExcite extends Module {
  /** conv1, norm1, conv2, … */
  gather: Record<string, Conv2d | BatchNorm> | null;
  mlp: { fc1: Conv2d; fc2: Conv2d } | null;
  readonly extent: number;
  readonly addMaxpool: boolean;

  /** @throws ShapeError for an odd extent, or extra parameters without one. */
  constructor(gpu: Device, channels: number, options: GatherExciteOptions = {}) {
    super(gpu);
    const {
      extent = 0,
      extraParams = false,
      mlp = true,
      ratio = 1 / 16,
      hidden,
      divisor = 1,
      addMaxpool = false,
    } = checkOptions('GatherExcite', options, 'extent extraParams mlp ratio hidden divisor addMaxpool');
    if (!Number.isInteger(extent / 2) || extent < 0 || (extraParams && !extent))
      throw new ShapeError(
        'GatherExcite',
        extraParams ? 'extra parameters need an even extent of at least 2' : 'the extent must be even',
        String(extent),
        'give a power of 2, or 0 for the whole picture without extra parameters',
      );
    const width = hidden || roundChannels(channels * ratio, divisor, 0);
    this.gather = extraParams ? gathering(gpu, channels, Math.floor(Math.log2(extent))) : null;
    this.mlp = mlp ? { fc1: new Conv2d(gpu, channels, width), fc2: new Conv2d(gpu, width, channels) } : null;
    this.extent = extent;
    this.addMaxpool = addMaxpool;
  }

  /** y = x · σ(mlp(gathered)). x and y [B, C, H, W]. */
  forward(x: Tensor): Tensor {
    const gathered = this.gathered(x);
    const mixed = this.mlp ? this.mlp.fc2.forward(this.mlp.fc1.forward(gathered, 'relu')) : gathered;
    const everywhere = mixed.shape[2] === 1 && mixed.shape[3] === 1;
    const gate = sigmoid(everywhere ? mixed : interpolate(mixed, { size: x.shape.slice(2) }));
    attend(() => (everywhere ? channelMap(gate) : elementMap(gate)));
    return mul(x, gate);
  }

  /** [B, C, H, W] → [B, C, ⌈H/extent⌉, ⌈W/extent⌉], or [B, C, 1, 1] of the whole picture. */
  private gathered(x: Tensor): Tensor {
    if (this.gather) {
      const last = Object.keys(this.gather).at(-1);
      return Object.entries(this.gather).reduce(
        (y, [name, layer]) =>
          layer instanceof BatchNorm && name !== last ? layer.forward(y, 'relu') : layer.forward(y),
        x,
      );
    }
    const stride = this.extent;
    const kernel = 2 * stride - 1;
    const window = { stride, padding: kernel >> 1 };
    const average = stride
      ? avgPool2d(x, kernel, { ...window, countIncludePad: false })
      : mean(x, [2, 3], { keep: true });
    if (!this.addMaxpool) return average;
    const largest = stride ? maxPool2d(x, kernel, window) : amax(x, [2, 3], { keep: true });
    return affine(add(average, largest), { alpha: 0.5 });
  }
}

/** Depthwise convolutions that halve the picture, each with its norm. */
function gathering(gpu: Device, channels: number, count: number): Record<string, Conv2d | BatchNorm> {
  const layers: Record<string, Conv2d | BatchNorm> = {};
  for (let i = 1; i <= count; i++) {
    const options = { kernel: 3, stride: 2, padding: 1, groups: channels, bias: false };
    layers[`conv${i}`] = new Conv2d(gpu, channels, channels, options);
    layers[`norm${i}`] = new BatchNorm(gpu, channels);
  }
  return layers;
}
