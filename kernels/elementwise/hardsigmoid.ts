import { unary } from './unary.ts';
import { wgsl } from '../../engine/gpu/wgsl.ts';

/** alpha · x + beta held between 0 and 1; `{ alpha: 1/6, beta: 1/2 }` by default. Its derivative at the bounds is 0. */
export const hardsigmoid = unary<{ alpha: number; beta: number }>({
  name: 'hardsigmoid',
  defaults: { alpha: 1 / 6, beta: 0.5 },
  live: ['alpha', 'beta'],
  code: () => wgsl`clamp(p.alpha * x + p.beta, 0.0f, 1.0f)`,
  reference: (x, { alpha, beta }) => Math.min(Math.max(alpha * x + beta, 0), 1),
  derivative: {
    from: 'y',
    code: () => wgsl`select(0.0f, p.alpha * dy, y > 0.0f && y < 1.0f)`,
    reference: (y, dy, { alpha }) => (y > 0 && y < 1 ? alpha * dy : 0),
  },
  flops: 4,
  samples: [{ shapes: { x: [5, 27] }, range: [-5, 5], attrs: { alpha: 0.2, beta: 0.4 } }],
});
