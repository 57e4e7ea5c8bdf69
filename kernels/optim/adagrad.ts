import { wgsl } from '../../engine/gpu/wgsl.ts';
import { optimizerStep } from './step.ts';

export interface AdagradAttrs {
  /** lr / (1 + (t - 1) · decay). */
  lr: number;
  eps: number;
  weightDecay: number;
}

/** Adagrad (Duchi, Hazan and Singer 2011) as torch.optim has it; slot `sum` holds the squared gradients so far. */
export const adagradStep = optimizerStep<AdagradAttrs>({
  name: 'adagrad_step',
  slots: ['sum'],
  live: ['lr', 'eps', 'weightDecay'],
  code: () => wgsl`
    g += p.weightDecay * x;
    sum += g * g;
    x -= p.lr * g / (m_sqrt(sum) + p.eps);`,
  reference: (x, gradient, state, { lr, eps, weightDecay }) => {
    const g = gradient + weightDecay * x;
    state.sum += g * g;
    return x - (lr * g) / (Math.sqrt(state.sum) + eps);
  },
  samples: [
    {
      shapes: { held: [256], grad0: [70] },
      attrs: { slots: ['sum'], sizes: [70], moves: [true], lr: 0.1, eps: 1e-10, weightDecay: 0.1 },
      range: [0.25, 1],
    },
  ],
});
