import { wgsl } from '../../engine/gpu/wgsl.ts';
import { optimizerStep } from './step.ts';
import { m_sqrt } from '../math/sqrt.ts';

export interface RmspropAttrs {
  lr: number;
  /** Smoothing of the squared gradients. */
  alpha: number;
  /** 1 - alpha, given by itself because f32 would lose it. */
  gain: number;
  eps: number;
  weightDecay: number;
  momentum: number;
}

/**
 * RMSprop as torch.optim has it (Hinton's lecture 6e); slot `grad_avg` makes it centred, slot `momentum_buffer` gives
 * it momentum.
 */
export const rmspropStep = optimizerStep<RmspropAttrs, never>({
  name: 'rmsprop_step',
  slots: ['square_avg', 'grad_avg', 'momentum_buffer'],
  live: ['lr', 'alpha', 'gain', 'eps', 'weightDecay', 'momentum'],
  each: [],
  code: (_, has) => wgsl`
    g += p.weightDecay * x;
    square_avg = p.alpha * square_avg + p.gain * g * g;
    ${has('grad_avg') ? wgsl`grad_avg = p.alpha * grad_avg + p.gain * g;` : wgsl``}
    var change = g / (${m_sqrt}(square_avg${has('grad_avg') ? wgsl` - grad_avg * grad_avg` : wgsl``}) + p.eps);
    ${
      has('momentum_buffer')
        ? wgsl`
          momentum_buffer = p.momentum * momentum_buffer + change;
          change = momentum_buffer;`
        : wgsl``
    }
    x -= p.lr * change;`,
  reference: (x, gradient, state, { lr, alpha, gain, eps, weightDecay, momentum }) => {
    const g = gradient + weightDecay * x;
    state.square_avg = alpha * state.square_avg + gain * g * g;
    if (state.grad_avg !== undefined) state.grad_avg = alpha * state.grad_avg + gain * g;
    const change = g / (Math.sqrt(state.square_avg - (state.grad_avg ?? 0) ** 2) + eps);
    if (state.momentum_buffer === undefined) return x - lr * change;
    state.momentum_buffer = momentum * state.momentum_buffer + change;
    return x - lr * state.momentum_buffer;
  },
  samples: [
    {
      shapes: { held: [256], grad0: [70] },
      attrs: {
        slots: ['square_avg'],
        sizes: [70],
        moves: [true],
        lr: 0.1,
        alpha: 0.9,
        gain: 0.1,
        eps: 1e-8,
        weightDecay: 0.1,
        momentum: 0,
      },
      range: [0.25, 1],
    },
    {
      shapes: { held: [512], grad0: [7] },
      attrs: {
        slots: ['square_avg', 'grad_avg', 'momentum_buffer'],
        sizes: [7],
        moves: [true],
        lr: 0.1,
        alpha: 0.5,
        gain: 0.5,
        eps: 1e-6,
        weightDecay: 0,
        momentum: 0.9,
      },
      values: { held: Array.from({ length: 512 }, (_, i) => (i >> 7 === 1 ? 2 + (i % 7) : Math.sin(i))) },
    },
  ],
});
