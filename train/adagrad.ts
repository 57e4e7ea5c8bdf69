/** torch.optim.Adagrad: its formulas, state names and options. */
import { fresh } from '../engine/ambient.ts';
import { checkNumbers } from '../kernels/make/options.ts';
import { adagradStep } from '../kernels/optim/adagrad.ts';
import { Optimizer } from './optimizer.ts';
import type { GroupOptions, Params, Rule } from './param-group.ts';

export interface AdagradOptions {
  lr?: number;
  /** The rate falls by 1 / (1 + steps so far · lrDecay). */
  lrDecay?: number;
  eps?: number;
  weightDecay?: number;
}

const adagrad: Rule<AdagradOptions> = {
  name: 'Adagrad',
  defaults: { lr: 1e-2, lrDecay: 0, eps: 1e-10, weightDecay: 0 },
  check: ({ lrDecay, eps, weightDecay }) => checkNumbers('Adagrad', { lrDecay, eps, weightDecay }),
  slots: () => ['sum'],
  update: ({ held, grads, layout, options: { lrDecay, eps, weightDecay }, lr, counts }) =>
    adagradStep(held, grads, {
      ...layout,
      rate: counts.map((count) => fresh(() => lr() / (1 + (count() - 1) * lrDecay))),
      eps,
      weightDecay,
    }),
};

/** torch.optim.Adagrad. */
export class Adagrad extends Optimizer<AdagradOptions> {
  constructor(params: Params | readonly GroupOptions<AdagradOptions>[], options?: AdagradOptions) {
    super(adagrad, params, options);
  }
}
