import { checkOptions } from '../../engine/arguments.ts';
import { attend } from '../../engine/capture.ts';
import type { Device } from '../../engine/device.ts';
import { Module } from '../../engine/module.ts';
import type { Tensor } from '../../engine/tensor.ts';
import { adaptiveMaxPool2d, concat, linear, logsumexp, max, mean, mul, sqrt, sum } from '../../kernels/index.ts';
import { BatchNorm } from '../basic/batchnorm.ts';
import { Conv2d } from '../basic/conv.ts';
import { channelMap, spatialMap } from './gate-map.ts';
import { Linear } from '../basic/linear.ts';
import { narrowed } from '../basic/narrowed.ts';

export type PoolType = 'avg' | 'max' | 'lp' | 'lse';

export interface ChannelGateOptions {
  /** Channels are squeezed by this factor between the two layers. */
  reduction?: number;
  /** Summaries of a channel that are summed before the sigmoid. */
  poolTypes?: readonly PoolType[];
}

/** [B, C, H, W] → [B, C]. */
const pools: Record<PoolType, (x: Tensor) => Tensor> = {
  avg: (x) => mean(x, [2, 3]),
  max: (x) => adaptiveMaxPool2d(x, 1).reshape(x.shape[0], x.shape[1]),
  lp: (x) => sqrt(sum(mul(x, x), [2, 3])),
  lse: (x) => logsumexp(x, [2, 3]),
};

/** x · σ(Σ_pools W₃ ReLU(W₁ pool(x))). */
export class ChannelGate extends Module {
  mlp: { 1: Linear; 3: Linear };
  readonly poolTypes: readonly PoolType[];

  constructor(gpu: Device, channels: number, options: ChannelGateOptions = {}) {
    const { reduction = 16, poolTypes = ['avg', 'max'] } = checkOptions('ChannelGate', options, 'reduction poolTypes');
    super(gpu);
    const hidden = narrowed('CBAM', channels, reduction);
    this.mlp = { 1: new Linear(gpu, channels, hidden), 3: new Linear(gpu, hidden, channels) };
    this.poolTypes = poolTypes;
  }

  /** [B, C, H, W] → [B, C], within 0 … 1. */
  gate(x: Tensor): Tensor {
    const { 1: narrow, 3: widen } = this.mlp;
    const last = this.poolTypes.length - 1;
    const through = (residual: Tensor | undefined, type: PoolType, i: number) =>
      linear(narrow.forward(pools[type](x), 'relu'), widen.weight, widen.bias, {
        residual,
        activation: i === last ? 'sigmoid' : undefined,
      });
    const gate = this.poolTypes.reduce<Tensor | undefined>(through, undefined)!;
    attend(() => channelMap(gate));
    return gate;
  }

  /** x and y [B, C, H, W]. */
  forward(x: Tensor): Tensor {
    return mul(x, this.gate(x).reshape(x.shape[0], x.shape[1], 1, 1));
  }
}

/** x · σ(BN(conv₇ₓ₇([max_c x, mean_c x]))). */
export class SpatialGate extends Module {
  spatial: { conv: Conv2d; bn: BatchNorm };

  constructor(gpu: Device) {
    super(gpu);
    this.spatial = {
      conv: new Conv2d(gpu, 2, 1, { kernel: 7, padding: 3, bias: false }),
      bn: new BatchNorm(gpu, 1, { momentum: 0.01 }),
    };
  }

  /** [B, C, H, W] → [B, 1, H, W], within 0 … 1. */
  gate(x: Tensor): Tensor {
    const summary = concat([max(x, 1, { keep: true }), mean(x, 1, { keep: true })], 1);
    const gate = this.spatial.bn.forward(this.spatial.conv.forward(summary), 'sigmoid');
    attend(() => spatialMap(gate));
    return gate;
  }

  /** x and y [B, C, H, W]. */
  forward(x: Tensor): Tensor {
    return mul(x, this.gate(x));
  }
}

export interface CbamOptions extends ChannelGateOptions {
  /** Leave the spatial gate out. */
  noSpatial?: boolean;
}

/**
 * Convolutional block attention: a gate on channels, then a gate on positions. Paper: Woo et al., "CBAM: Convolutional
 * Block Attention Module", ECCV 2018, arXiv 1807.06521. Source: Jongchan/attention-module. Status: equal to the
 * official code: `lp` pooling is the square root of a sum, not of a mean; the second bias of the shared MLP counts once
 * for each kind of pooling; no ReLU before the spatial sigmoid; batch norm momentum 0.01.
 *
 *     const y = new CBAM(gpu, 64, { reduction: 16 }).forward(x);   // [B, 64, H, W] → [B, 64, H, W]
 */
export class CBAM extends Module {
  ChannelGate: ChannelGate;
  SpatialGate: SpatialGate | null;

  constructor(gpu: Device, channels: number, given: CbamOptions = {}) {
    const { noSpatial = false, ...options } = checkOptions('CBAM', given, 'reduction poolTypes noSpatial');
    super(gpu);
    this.ChannelGate = new ChannelGate(gpu, channels, options);
    this.SpatialGate = noSpatial ? null : new SpatialGate(gpu);
  }

  /** The gates in sequence, without a residual. x and y [B, C, H, W]. */
  forward(x: Tensor): Tensor {
    // The gates' own `gate` and not their `forward`, so that the maps are called cbam.channel and cbam.spatial.
    const gated = mul(x, this.ChannelGate.gate(x).reshape(x.shape[0], x.shape[1], 1, 1));
    return this.SpatialGate ? mul(gated, this.SpatialGate.gate(gated)) : gated;
  }
}
