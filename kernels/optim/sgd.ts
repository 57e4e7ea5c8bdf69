import { wgsl } from '../../engine/gpu/wgsl.ts';
import { optimizerStep } from './step.ts';

export interface SgdAttrs {
  lr: number;
  momentum: number;
  /** Added to the gradient, times the parameter. */
  weightDecay: number;
  nesterov: boolean;
}

/** Of each parameter: 1 - dampening, the gradient's share of the momentum buffer; 1 at its first step. */
type SgdEach = 'gain';

/** Stochastic gradient descent as torch.optim.SGD does it; with slot `momentum_buffer` it has momentum. */
export const sgdStep = optimizerStep<SgdAttrs, SgdEach>({
  name: 'sgd_step',
  slots: ['momentum_buffer'],
  live: ['lr', 'momentum', 'weightDecay'],
  each: ['gain'],
  code: ({ nesterov }, has) => wgsl`
    g += p.weightDecay * x;
    ${
      has('momentum_buffer')
        ? wgsl`
          momentum_buffer = p.momentum * momentum_buffer + gain * g;
          g = ${nesterov ? wgsl`g + p.momentum * momentum_buffer` : wgsl`momentum_buffer`};`
        : wgsl``
    }
    x -= p.lr * g;`,
  reference: (x, gradient, state, { lr, momentum, gain, weightDecay, nesterov }) => {
    const g = gradient + weightDecay * x;
    if (state.momentum_buffer === undefined) return x - lr * g;
    state.momentum_buffer = momentum * state.momentum_buffer + gain * g;
    return x - lr * (nesterov ? g + momentum * state.momentum_buffer : state.momentum_buffer);
  },
  samples: [
    {
      shapes: { held: [128], grad0: [15] },
      attrs: {
        slots: [],
        sizes: [15],
        moves: [true],
        lr: 0.1,
        momentum: 0,
        gain: [1],
        weightDecay: 0.5,
        nesterov: false,
      },
    },
    {
      shapes: { held: [256], grad0: [70] },
      attrs: {
        slots: ['momentum_buffer'],
        sizes: [70],
        moves: [true],
        lr: 0.1,
        momentum: 0.9,
        gain: [0.7],
        weightDecay: 0.01,
        nesterov: true,
      },
    },
    {
      shapes: { held: [256], grad0: [7] },
      attrs: {
        slots: ['momentum_buffer'],
        sizes: [7],
        moves: [true],
        lr: 0.1,
        momentum: 0.9,
        gain: [1],
        weightDecay: 0,
        nesterov: false,
      },
    },
  ],
});
