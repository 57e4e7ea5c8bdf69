/** torch.optim.SGD: its formulas, state names and options. */
import { ShapeError } from '../engine/errors.ts';
import { fresh } from '../engine/ambient.ts';
import { checkNumbers } from '../kernels/make/options.ts';
import { sgdStep } from '../kernels/optim/sgd.ts';
import { Optimizer } from './optimizer.ts';
import type { GroupOptions, Params, Rule } from './param-group.ts';

export interface SgdOptions {
  lr: number;
  momentum?: number;
  dampening?: number;
  weightDecay?: number;
  /** Needs momentum without dampening. */
  nesterov?: boolean;
}

const sgd: Rule<SgdOptions> = {
  name: 'SGD',
  defaults: { momentum: 0, dampening: 0, weightDecay: 0, nesterov: false },
  check: ({ momentum, dampening, weightDecay, nesterov }) => {
    checkNumbers('SGD', { momentum, dampening, weightDecay });
    if (nesterov && (!momentum || dampening))
      throw new ShapeError(
        'SGD',
        'nesterov needs momentum without dampening',
        `momentum ${momentum}, dampening ${dampening}`,
        'pass { momentum: 0.9, nesterov: true }',
      );
  },
  slots: ({ momentum }) => (momentum ? ['momentum_buffer'] : []),
  update: ({ held, grads, layout, options: { momentum, dampening, weightDecay, nesterov }, lr, counts }) =>
    sgdStep(held, grads, {
      ...layout,
      lr: fresh(lr),
      momentum,
      gain: counts.map((count) => fresh(() => (count() === 1 ? 1 : 1 - dampening))),
      weightDecay,
      nesterov,
    }),
};

/** torch.optim.SGD. A parameter's momentum buffer starts as its first gradient, without dampening. */
export class SGD extends Optimizer<SgdOptions> {
  constructor(params: Params | readonly GroupOptions<SgdOptions>[], options: SgdOptions) {
    super(sgd, params, options);
  }
}
