import { unary } from './unary.ts';
import { wgsl } from '../../engine/gpu/wgsl.ts';

/** x above `alpha` (1 by default), else 0. Its derivative at alpha is 0. */
export const thresholdRelu = unary<{ alpha: number }>({
  name: 'threshold_relu',
  defaults: { alpha: 1 },
  live: ['alpha'],
  code: () => wgsl`select(0.0f, x, x > p.alpha)`,
  reference: (x, { alpha }) => (x > alpha ? x : 0),
  derivative: {
    from: 'x',
    code: () => wgsl`select(0.0f, dy, x > p.alpha)`,
    reference: (x, dy, { alpha }) => (x > alpha ? dy : 0),
  },
  samples: [{ shapes: { x: [5, 27] }, attrs: { alpha: 0.5 } }],
});
