import { wgsl } from '../../engine/gpu/wgsl.ts';
import { unary } from './unary.ts';

/** alpha · x + beta; `{ alpha: 1, beta: 0 }` by default. */
export const affine = unary<{ alpha: number; beta: number }>({
  name: 'affine',
  defaults: { alpha: 1, beta: 0 },
  live: ['alpha', 'beta'],
  code: () => wgsl`p.alpha * x + p.beta`,
  reference: (x, { alpha, beta }) => alpha * x + beta,
  derivative: {
    from: 'x',
    code: () => wgsl`p.alpha * dy`,
    reference: (_, dy, { alpha }) => alpha * dy,
  },
  flops: 2,
  samples: [{ shapes: { x: [5, 27] }, attrs: { alpha: -1.5, beta: 0.25 } }],
});
