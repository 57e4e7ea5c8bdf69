/** torch.optim.RMSprop: its formulas, state names and options. */
import { fresh } from '../engine/ambient.ts';
import { checkNumber, checkNumbers } from '../kernels/make/options.ts';
import { rmspropStep } from '../kernels/optim/rmsprop.ts';
import { Optimizer } from './optimizer.ts';
import type { GroupOptions, Params, Rule } from './param-group.ts';

export interface RmspropOptions {
  lr?: number;
  alpha?: number;
  eps?: number;
  weightDecay?: number;
  momentum?: number;
  centered?: boolean;
}

const rmsprop: Rule<RmspropOptions> = {
  name: 'RMSprop',
  defaults: { lr: 1e-2, alpha: 0.99, eps: 1e-8, weightDecay: 0, momentum: 0, centered: false },
  check: ({ alpha, eps, weightDecay, momentum }) => {
    checkNumbers('RMSprop', { eps, weightDecay, momentum });
    checkNumber('RMSprop', 'alpha', alpha, 'at most 1');
  },
  slots: ({ centered, momentum }) => [
    'square_avg',
    ...(centered ? ['grad_avg'] : []),
    ...(momentum ? ['momentum_buffer'] : []),
  ],
  update: ({ held, grads, layout, options: { alpha, eps, weightDecay, momentum }, lr }) =>
    rmspropStep(held, grads, { ...layout, lr: fresh(lr), alpha, gain: 1 - alpha, eps, weightDecay, momentum }),
};

/** torch.optim.RMSprop. */
export class RMSprop extends Optimizer<RmspropOptions> {
  constructor(params: Params | readonly GroupOptions<RmspropOptions>[], options?: RmspropOptions) {
    super(rmsprop, params, options);
  }
}
