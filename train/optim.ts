/**
 * Optimisers with torch.optim's formulas and state names. One dispatch moves six parameters; rates travel as constants,
 * so changing them compiles nothing.
 *
 *     const opt = new AdamW(net.params(), { lr: 3e-4 });
 *     opt.step(grads);
 *     opt.lr *= 0.1;
 */
import { fresh } from '../engine/replay/recorder.ts';
import type { Tensor } from '../engine/tensor.ts';
import type { Variable } from '../engine/variable.ts';
import { adagradStep } from '../kernels/optim/adagrad.ts';
import { adamStep } from '../kernels/optim/adam.ts';
import { rmspropStep } from '../kernels/optim/rmsprop.ts';
import { sgdStep } from '../kernels/optim/sgd.ts';
import type { Layout } from '../kernels/optim/step.ts';
import { checkNumber } from '../kernels/make/options.ts';
import { Optimizer } from './optimizer.ts';

/** @throws ShapeError for a rate that is negative or no number. */
function checkRates(op: string, rates: Record<string, number>): void {
  for (const [name, rate] of Object.entries(rates)) checkNumber(op, name, rate);
}

export interface SgdOptions {
  lr: number;
  momentum?: number;
  dampening?: number;
  weightDecay?: number;
  nesterov?: boolean;
}

/** torch.optim.SGD. The momentum buffer starts as the first gradient, without dampening. */
export class SGD extends Optimizer {
  readonly options: Required<Omit<SgdOptions, 'lr'>>;

  constructor(
    params: ReadonlyMap<string, Variable>,
    { lr, momentum = 0, dampening = 0, weightDecay = 0, nesterov = false }: SgdOptions,
  ) {
    checkRates('SGD', { lr, momentum, weightDecay });
    super(params, lr, momentum ? ['momentum_buffer'] : []);
    this.options = { momentum, dampening, weightDecay, nesterov };
  }

  protected override update(held: Tensor, grads: readonly Tensor[], layout: Layout): Tensor {
    const { momentum, dampening, weightDecay, nesterov } = this.options;
    return sgdStep(held, grads, {
      ...layout,
      lr: fresh(() => this.lr),
      momentum,
      gain: fresh(() => (this.steps === 1 ? 1 : 1 - dampening)),
      weightDecay,
      nesterov,
    });
  }
}

export interface AdamOptions {
  lr?: number;
  betas?: readonly [number, number];
  eps?: number;
  weightDecay?: number;
  amsgrad?: boolean;
}

/** torch.optim.Adam: weight decay is added to the gradient. */
export class Adam extends Optimizer {
  readonly options: Required<Omit<AdamOptions, 'lr'>>;
  /** Whether weight decay shrinks the parameter itself. */
  protected readonly decoupled: boolean = false;

  constructor(
    params: ReadonlyMap<string, Variable>,
    { lr = 1e-3, betas = [0.9, 0.999], eps = 1e-8, weightDecay = 0, amsgrad = false }: AdamOptions = {},
  ) {
    checkRates('Adam', { lr, eps, weightDecay });
    for (const beta of betas) checkNumber('Adam', 'a beta', beta, 'below 1');
    super(params, lr, ['exp_avg', 'exp_avg_sq', ...(amsgrad ? ['max_exp_avg_sq'] : [])]);
    this.options = { betas, eps, weightDecay, amsgrad };
  }

  protected override update(held: Tensor, grads: readonly Tensor[], layout: Layout): Tensor {
    const {
      betas: [beta1, beta2],
      eps,
      weightDecay,
    } = this.options;
    return adamStep(held, grads, {
      ...layout,
      stepSize: fresh(() => this.lr / (1 - beta1 ** this.steps)),
      rootCorrection: fresh(() => Math.sqrt(1 - beta2 ** this.steps)),
      beta1,
      gain1: 1 - beta1,
      beta2,
      gain2: 1 - beta2,
      eps,
      weightDecay: this.decoupled ? 0 : weightDecay,
      keep: this.decoupled ? fresh(() => 1 - this.lr * weightDecay) : 1,
    });
  }
}

/** torch.optim.AdamW: weight decay shrinks the parameter, by lr · weightDecay. */
export class AdamW extends Adam {
  protected override readonly decoupled = true;

  constructor(params: ReadonlyMap<string, Variable>, { weightDecay = 0.01, ...options }: AdamOptions = {}) {
    super(params, { ...options, weightDecay });
  }
}

export interface RmspropOptions {
  lr?: number;
  alpha?: number;
  eps?: number;
  weightDecay?: number;
  momentum?: number;
  centered?: boolean;
}

/** torch.optim.RMSprop. */
export class RMSprop extends Optimizer {
  readonly options: Required<Omit<RmspropOptions, 'lr'>>;

  constructor(
    params: ReadonlyMap<string, Variable>,
    { lr = 1e-2, alpha = 0.99, eps = 1e-8, weightDecay = 0, momentum = 0, centered = false }: RmspropOptions = {},
  ) {
    checkRates('RMSprop', { lr, alpha, eps, weightDecay, momentum });
    super(params, lr, ['square_avg', ...(centered ? ['grad_avg'] : []), ...(momentum ? ['momentum_buffer'] : [])]);
    this.options = { alpha, eps, weightDecay, momentum, centered };
  }

  protected override update(held: Tensor, grads: readonly Tensor[], layout: Layout): Tensor {
    const { alpha, eps, weightDecay, momentum } = this.options;
    return rmspropStep(held, grads, {
      ...layout,
      lr: fresh(() => this.lr),
      alpha,
      gain: 1 - alpha,
      eps,
      weightDecay,
      momentum,
    });
  }
}

export interface AdagradOptions {
  lr?: number;
  lrDecay?: number;
  eps?: number;
  weightDecay?: number;
}

/** torch.optim.Adagrad. */
export class Adagrad extends Optimizer {
  readonly options: Required<Omit<AdagradOptions, 'lr'>>;

  constructor(
    params: ReadonlyMap<string, Variable>,
    { lr = 1e-2, lrDecay = 0, eps = 1e-10, weightDecay = 0 }: AdagradOptions = {},
  ) {
    checkRates('Adagrad', { lr, lrDecay, eps, weightDecay });
    super(params, lr, ['sum']);
    this.options = { lrDecay, eps, weightDecay };
  }

  protected override update(held: Tensor, grads: readonly Tensor[], layout: Layout): Tensor {
    const { lrDecay, eps, weightDecay } = this.options;
    return adagradStep(held, grads, {
      ...layout,
      lr: fresh(() => this.lr / (1 + (this.steps - 1) * lrDecay)),
      eps,
      weightDecay,
    });
  }
}
