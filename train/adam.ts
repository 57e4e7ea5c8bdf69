/** torch.optim.Adam, and what it shares with AdamW: formulas, state names and options. */
import { ShapeError } from '../engine/errors.ts';
import { fresh } from '../engine/ambient.ts';
import { checkNumber, checkNumbers } from '../kernels/make/options.ts';
import { adamStep } from '../kernels/optim/adam.ts';
import { Optimizer } from './optimizer.ts';
import type { GroupOptions, Params, Rule } from './param-group.ts';

export interface AdamOptions {
  lr?: number;
  betas?: readonly [number, number];
  eps?: number;
  weightDecay?: number;
  amsgrad?: boolean;
}

/** @param decoupled whether weight decay shrinks the parameter itself. */
export const adamRule = (name: string, decoupled: boolean): Rule<AdamOptions> => ({
  name,
  defaults: { lr: 1e-3, betas: [0.9, 0.999], eps: 1e-8, weightDecay: decoupled ? 0.01 : 0, amsgrad: false },
  check: ({ betas, eps, weightDecay }) => {
    checkNumbers(name, { eps, weightDecay });
    if (betas.length !== 2) throw new ShapeError(name, 'needs two betas', String(betas), 'pass [0.9, 0.999]');
    for (const beta of betas) checkNumber(name, 'a beta', beta, 'below 1');
  },
  slots: ({ amsgrad }) => ['exp_avg', 'exp_avg_sq', ...(amsgrad ? ['max_exp_avg_sq'] : [])],
  update: ({ held, grads, layout, options, lr, counts }) => {
    const {
      betas: [beta1, beta2],
      eps,
      weightDecay,
    } = options;
    return adamStep(held, grads, {
      ...layout,
      stepSize: counts.map((count) => fresh(() => lr() / (1 - beta1 ** count()))),
      rootCorrection: counts.map((count) => fresh(() => Math.sqrt(1 - beta2 ** count()))),
      beta1,
      gain1: 1 - beta1,
      beta2,
      gain2: 1 - beta2,
      eps,
      weightDecay: decoupled ? 0 : weightDecay,
      keep: decoupled ? fresh(() => 1 - lr() * weightDecay) : 1,
    });
  },
});
const adam = adamRule('Adam', false);

/** torch.optim.Adam: weight decay is added to the gradient. */
export class Adam extends Optimizer<AdamOptions> {
  constructor(params: Params | readonly GroupOptions<AdamOptions>[], options?: AdamOptions) {
    super(adam, params, options);
  }
}
