import { unary } from './unary.ts';
import { wgsl } from '../../engine/gpu/wgsl.ts';

/** x outside [-lambda, lambda] (0.5 by default), 0 inside. */
export const hardshrink = unary<{ lambda: number }>({
  name: 'hardshrink',
  defaults: { lambda: 0.5 },
  live: ['lambda'],
  code: () => wgsl`select(x, 0.0f, abs(x) <= p.lambda)`,
  reference: (x, { lambda }) => (Math.abs(x) <= lambda ? 0 : x),
  derivative: {
    from: 'x',
    code: () => wgsl`select(dy, 0.0f, abs(x) <= p.lambda)`,
    reference: (x, dy, { lambda }) => (Math.abs(x) <= lambda ? 0 : dy),
  },
  samples: [{ shapes: { x: [5, 27] }, attrs: { lambda: 0.4 } }],
});
