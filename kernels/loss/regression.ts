/** Losses between equal shapes (or shapes that broadcast), element by element. */
import { unary } from '../elementwise/unary.ts';
import { wgsl } from '../../engine/gpu/wgsl.ts';
import { m_is_nan } from '../math/bits.ts';
import { where } from '../elementwise/where.ts';
import { lessEqual } from '../elementwise/less-equal.ts';
import { abs } from '../elementwise/abs.ts';

/** Squares up to `delta`, straight lines beyond. */
export const huberOf = unary<{ delta: number }>({
  name: 'huber_of',
  code: () => wgsl`select(p.delta * (abs(x) - 0.5f * p.delta), 0.5f * x * x, abs(x) <= p.delta)`,
  reference: (x, { delta }) => (Math.abs(x) <= delta ? 0.5 * x * x : delta * (Math.abs(x) - 0.5 * delta)),
  derivative: {
    from: 'x',
    code: () => wgsl`dy * select(clamp(x, -p.delta, p.delta), x, ${m_is_nan}(x))`,

    reference: (x, dy, { delta }) => dy * Math.max(-delta, Math.min(delta, x)),
    second: (x, dy, { delta }) => where(lessEqual(abs(x), delta), dy, 0),
  },
  defaults: { delta: 1 },
  live: ['delta'],
  samples: [
    { shapes: { x: [3, 40] }, attrs: { delta: 0.5 } },
    { shapes: { x: [3] }, attrs: { delta: 0.5 }, values: { x: [NaN, -Infinity, 1e-30] }, differentiable: false },
  ],
});
