import { checkOptions } from '../../engine/arguments.ts';
import { attend } from '../../engine/capture.ts';
import { ones, zeros } from '../../engine/create.ts';
import type { Device } from '../../engine/device.ts';
import { Module } from '../../engine/module.ts';
import type { Tensor } from '../../engine/tensor.ts';
import type { Variable } from '../../engine/variable.ts';
import { parameter } from '../../engine/variable.ts';
import { abs, add, div, mean, mul, sqrt, sum, tanh } from '../../kernels/index.ts';
import { checkName } from '../../kernels/make/options.ts';
import { channelMap } from './gate-map.ts';

export interface GatedChannelOptions {
  epsilon?: number;
  /** How a channel's pixels are summed up: the root of their squares, or their magnitudes. */
  mode?: 'l2' | 'l1';
  /** With `l1`: the pixels are no less than 0, so that their sum is enough. */
  afterRelu?: boolean;
}

/**
 * Gated channel transformation: channels compete or cooperate by their norms, a gate 1 + tanh each. Paper: Yang et al.,
 * "Gated Channel Transformation for Visual Recognition", CVPR 2020, arXiv 1909.11519. Source: z-x-yang/GCT. Status:
 * equal to the official code. Pixels are summed and not averaged, so that ε and α mean less on larger pictures; γ and β
 * begin at 0, where the module is the identity.
 *
 *     const y = new GatedChannelTransformation(gpu, 64).forward(x);   // [B, 64, H, W] → [B, 64, H, W]
 */
export class GatedChannelTransformation extends Module {
  alpha: Variable;
  gamma: Variable;
  beta: Variable;
  readonly options: Required<GatedChannelOptions>;

  constructor(gpu: Device, channels: number, options: GatedChannelOptions = {}) {
    super(gpu);
    const {
      epsilon = 1e-5,
      mode = 'l2',
      afterRelu = false,
    } = checkOptions('GatedChannelTransformation', options, 'epsilon mode afterRelu');
    checkName('GatedChannelTransformation', 'mode', mode, ['l2', 'l1']);
    const shape = [1, channels, 1, 1];
    this.alpha = parameter(ones(gpu, shape));
    this.gamma = parameter(zeros(gpu, shape));
    this.beta = parameter(zeros(gpu, shape));
    this.options = { epsilon, mode, afterRelu };
  }

  /** y = x · (1 + tanh(γ ŝ + β)), ŝ the channels' sizes α‖x‖ over their mean size. x and y [B, C, H, W]. */
  forward(x: Tensor): Tensor {
    const { epsilon, mode, afterRelu } = this.options;
    const over = (y: Tensor) => sum(y, [2, 3], { keep: true });
    const across = (y: Tensor) => mean(y, 1, { keep: true });
    const [size, scale] =
      mode === 'l2'
        ? weighed(sqrt(add(over(mul(x, x)), epsilon)), this.alpha, (s) => sqrt(add(across(mul(s, s)), epsilon)))
        : weighed(over(afterRelu ? x : abs(x)), this.alpha, (s) => add(across(abs(s)), epsilon));
    const gate = add(tanh(add(mul(size, div(this.gamma, scale)), this.beta)), 1);
    attend(() => channelMap(gate));
    return mul(x, gate);
  }
}

/** Sizes times α, and their mean. */
function weighed(size: Tensor, alpha: Tensor, meanOf: (size: Tensor) => Tensor): [Tensor, Tensor] {
  const scaled = mul(size, alpha);
  return [scaled, meanOf(scaled)];
}
