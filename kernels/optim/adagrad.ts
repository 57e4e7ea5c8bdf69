import { wgsl } from '../../engine/gpu/wgsl.ts';
import { optimizerStep } from './step.ts';
import { m_sqrt } from '../math/sqrt.ts';

export interface AdagradAttrs {
  eps: number;
  weightDecay: number;
}

/** Of each parameter: lr / (1 + (t - 1) · decay), for its t-th step. */
type AdagradEach = 'rate';

/** Adagrad (Duchi, Hazan and Singer 2011) as torch.optim has it; slot `sum` holds the squared gradients so far. */
export const adagradStep = optimizerStep<AdagradAttrs, AdagradEach>({
  name: 'adagrad_step',
  slots: ['sum'],
  live: ['eps', 'weightDecay'],
  each: ['rate'],
  code: () => wgsl`
    g += p.weightDecay * x;
    sum += g * g;
    x -= rate * g / (${m_sqrt}(sum) + p.eps);`,
  reference: (x, gradient, state, { rate, eps, weightDecay }) => {
    const g = gradient + weightDecay * x;
    state.sum += g * g;
    return x - (rate * g) / (Math.sqrt(state.sum) + eps);
  },
  samples: [
    {
      shapes: { held: [256], grad0: [70] },
      attrs: { slots: ['sum'], sizes: [70], moves: [true], rate: [0.1], eps: 1e-10, weightDecay: 0.1 },
      range: [0.25, 1],
    },
  ],
});
