import { unary } from './unary.ts';
import { wgsl } from '../../engine/gpu/wgsl.ts';

/**
 * x above 0, slope · x below. Its derivative at 0 is `slope` (0.01 by default). Maas et al., "Rectifier nonlinearities
 * improve neural network acoustic models", ICML 2013.
 */
export const leakyRelu = unary<{ slope: number }>({
  name: 'leaky_relu',
  defaults: { slope: 0.01 },
  live: ['slope'],
  code: () => wgsl`select(p.slope * x, x, x > 0.0f)`,
  reference: (x, { slope }) => (x > 0 ? x : slope * x),
  derivative: {
    from: 'x',
    code: () => wgsl`select(p.slope * dy, dy, x > 0.0f)`,
    reference: (x, dy, { slope }) => (x > 0 ? dy : slope * dy),
  },
  samples: [{ shapes: { x: [5, 27] }, attrs: { slope: 0.2 } }],
});
