import { checkOptions } from '../../engine/arguments.ts';
import { attend } from '../../engine/capture.ts';
import type { Device } from '../../engine/device.ts';
import { Module } from '../../engine/module.ts';
import type { Tensor } from '../../engine/tensor.ts';
import { add, interpolate, mul, relu, sigmoid, softmax, softplus } from '../../kernels/index.ts';
import { checkName } from '../../kernels/make/options.ts';
import { BatchNorm } from '../basic/batchnorm.ts';
import { Conv2d } from '../basic/conv.ts';
import { layerRandom, normal } from '../basic/init.ts';
import { kaimingNormal } from '../basic/kaiming.ts';
import { spatialMap } from './gate-map.ts';

/** ReLU and σ; softplus and σ; ReLU and a softmax over the positions. */
export type GridGateMode = 'concatenation' | 'concatenation_debug' | 'concatenation_residual';

export interface GridGateOptions {
  /** Channels in which the inputs are compared; half those of x by default. */
  hidden?: number;
  mode?: GridGateMode;
  /** The gate is formed on a grid this much coarser than x, along rows and columns. */
  subsample?: number | readonly [number, number];
}

/**
 * The attention gate of Attention U-Net as its authors wrote it: formed on a coarse grid, where a smaller gating signal
 * is resized to, and spread back over x. Papers: Oktay et al., "Attention U-Net: Learning Where to Look for the
 * Pancreas", MIDL 2018, arXiv 1804.03999; Schlemper et al., MedIA 2019. Source: ozan-oktay/Attention-Gated-Networks,
 * `GridAttentionBlock2D`. Status: equal to the official code: the gating signal is projected before it is resized, and
 * what passes goes through a 1×1 convolution and a batch norm.
 *
 *     const block = new GridAttentionGate(gpu, 64, 128);
 *     const [y, gate] = block.forward(x, deep);   // [B, 64, H, W] and [B, 128, 4, 4] → [B, 64, H, W]
 */
export class GridAttentionGate extends Module {
  W: [Conv2d, BatchNorm];
  theta: Conv2d;
  phi: Conv2d;
  psi: Conv2d;
  readonly mode: GridGateMode;

  /** @param channels of x. @param gating those of the gating signal. */
  constructor(gpu: Device, channels: number, gating: number, options: GridGateOptions = {}) {
    super(gpu);
    const {
      hidden,
      mode = 'concatenation',
      subsample = 2,
    } = checkOptions('GridAttentionGate', options, 'hidden mode subsample');
    checkName('GridAttentionGate', 'mode', mode, ['concatenation', 'concatenation_debug', 'concatenation_residual']);
    const width = hidden ?? Math.max(1, channels >> 1);
    this.W = [new Conv2d(gpu, channels, channels), new BatchNorm(gpu, channels)];
    this.theta = new Conv2d(gpu, channels, width, { kernel: subsample, stride: subsample, bias: false });
    this.phi = new Conv2d(gpu, gating, width);
    this.psi = new Conv2d(gpu, width, 1);
    const random = layerRandom(gpu);
    for (const { weight } of [this.W[0], this.theta, this.phi, this.psi])
      weight.assign(kaimingNormal(gpu, weight.shape, random));
    this.W[1].weight!.assign(normal(gpu, [channels], random, 1, 0.02));
    this.mode = mode;
  }

  /**
   * y = BN(W (a · x)), a = σ(ψ(ReLU(θ x + φ g))). x [B, C, H, W] and the gating signal g [B, G, h, w] of any size → y,
   * like x, and the gate [B, 1, H, W].
   */
  forward(x: Tensor, g: Tensor): [Tensor, Tensor] {
    const compared = this.theta.forward(x);
    const resized = (y: Tensor, like: Tensor) => interpolate(y, { size: like.shape.slice(2), mode: 'bilinear' });
    const both = add(compared, resized(this.phi.forward(g), compared));
    const scores = this.psi.forward(this.mode === 'concatenation_debug' ? softplus(both) : relu(both));
    const coarse =
      this.mode === 'concatenation_residual'
        ? softmax(scores.reshape(scores.shape[0], 1, -1)).reshape(scores.shape)
        : sigmoid(scores);
    const gate = resized(coarse, x);
    attend(() => spatialMap(gate));
    return [this.W[1].forward(this.W[0].forward(mul(x, gate))), gate];
  }
}
