import { wgsl } from '../../engine/gpu/wgsl.ts';
import { optimizerStep } from './step.ts';
import { m_sqrt } from '../math/sqrt.ts';
import { m_is_nan } from '../math/bits.ts';

export interface AdamAttrs {
  beta1: number;
  /** 1 - beta1, given by itself because f32 would lose it. */
  gain1: number;
  beta2: number;
  gain2: number;
  eps: number;
  /** Added to the gradient, times the parameter (Adam). */
  weightDecay: number;
  /** Multiplies the parameter first (AdamW: 1 - lr · weight decay). */
  keep: number;
}

/** Of each parameter: stepSize, lr / (1 - beta1^t), and rootCorrection, √(1 - beta2^t), for its t-th step. */
type AdamEach = 'stepSize' | 'rootCorrection';

/**
 * Adam (Kingma and Ba, arXiv 1412.6980) and AdamW (Loshchilov and Hutter, arXiv 1711.05101) as torch.optim has them;
 * with slot `max_exp_avg_sq` it is AMSGrad (Reddi, Kale and Kumar 2018).
 */
export const adamStep = optimizerStep<AdamAttrs, AdamEach>({
  name: 'adam_step',
  slots: ['exp_avg', 'exp_avg_sq', 'max_exp_avg_sq'],
  live: ['beta1', 'gain1', 'beta2', 'gain2', 'eps', 'weightDecay', 'keep'],
  each: ['stepSize', 'rootCorrection'],
  code: (_, has) => wgsl`
    g += p.weightDecay * x;
    exp_avg = p.beta1 * exp_avg + p.gain1 * g;
    exp_avg_sq = p.beta2 * exp_avg_sq + p.gain2 * g * g;
    ${
      has('max_exp_avg_sq')
        ? wgsl`
          max_exp_avg_sq = select(max_exp_avg_sq, exp_avg_sq,
            exp_avg_sq > max_exp_avg_sq || ${m_is_nan}(exp_avg_sq));`
        : wgsl``
    }
    let second = ${has('max_exp_avg_sq') ? wgsl`max_exp_avg_sq` : wgsl`exp_avg_sq`};
    x = x * p.keep - stepSize * exp_avg / (${m_sqrt}(second) / rootCorrection + p.eps);`,
  reference: (x, gradient, state, a) => {
    const g = gradient + a.weightDecay * x;
    state.exp_avg = a.beta1 * state.exp_avg + a.gain1 * g;
    state.exp_avg_sq = a.beta2 * state.exp_avg_sq + a.gain2 * g * g;
    if (state.max_exp_avg_sq !== undefined) state.max_exp_avg_sq = Math.max(state.max_exp_avg_sq, state.exp_avg_sq);
    return (
      x * a.keep -
      (a.stepSize * state.exp_avg) / (Math.sqrt(state.max_exp_avg_sq ?? state.exp_avg_sq) / a.rootCorrection + a.eps)
    );
  },
  samples: [
    {
      shapes: { held: [1536], grad0: [70], grad1: [129] },
      attrs: {
        slots: ['exp_avg', 'exp_avg_sq'],
        sizes: [70, 5, 129],
        moves: [true, false, true],
        stepSize: [0.1, 0.02],
        rootCorrection: [0.3, 0.9],
        beta1: 0.9,
        gain1: 0.1,
        beta2: 0.999,
        gain2: 0.001,
        eps: 1e-8,
        weightDecay: 0.1,
        keep: 1,
      },
      range: [0.25, 1],
    },
    {
      shapes: { held: [384], grad0: [70] },
      attrs: {
        slots: ['exp_avg', 'exp_avg_sq'],
        sizes: [70],
        moves: [true],
        stepSize: [0.1],
        rootCorrection: [0.3],
        beta1: 0.9,
        gain1: 0.1,
        beta2: 0.999,
        gain2: 0.001,
        eps: 1e-8,
        weightDecay: 0.1,
        keep: 1,
      },
      range: [0.25, 1],
    },
    {
      shapes: { held: [512], grad0: [7] },
      attrs: {
        slots: ['exp_avg', 'exp_avg_sq', 'max_exp_avg_sq'],
        sizes: [7],
        moves: [true],
        stepSize: [0.1],
        rootCorrection: [0.3],
        beta1: 0.9,
        gain1: 0.1,
        beta2: 0.99,
        gain2: 0.01,
        eps: 1e-6,
        weightDecay: 0,
        keep: 0.98,
      },
      range: [0.25, 1],
    },
  ],
});
