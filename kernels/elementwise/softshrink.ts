import { checkOptions } from '../../engine/arguments.ts';
import { unary } from './unary.ts';
import { wgsl } from '../../engine/gpu/wgsl.ts';
import type { Tensor } from '../../engine/tensor.ts';
import { ShapeError } from '../../engine/errors.ts';

const base = unary<{ lambda: number }>({
  name: 'softshrink',
  defaults: { lambda: 0.5 },
  live: ['lambda'],
  code: () => wgsl`select(select(0.0f, x + p.lambda, x < -p.lambda), x - p.lambda, x > p.lambda)`,
  reference: (x, { lambda }) => (x > lambda ? x - lambda : x < -lambda ? x + lambda : 0),
  derivative: {
    from: 'x',
    code: () => wgsl`select(dy, 0.0f, abs(x) <= p.lambda)`,
    reference: (x, dy, { lambda }) => (Math.abs(x) <= lambda ? 0 : dy),
  },
  samples: [{ shapes: { x: [5, 27] }, attrs: { lambda: 0.4 } }],
});

/**
 * x moved towards 0 by lambda (0.5 by default), no further than 0.
 * @throws ShapeError when lambda is below 0.
 */
export const softshrink = Object.assign(
  (x: Tensor, options: { lambda?: number } = {}): Tensor => {
    const { lambda = 0.5 } = checkOptions('softshrink', options, 'lambda');
    if (!(lambda >= 0))
      throw new ShapeError('softshrink', 'lambda must not be negative', String(lambda), 'use 0 or more');
    return base(x, { lambda });
  },
  { ops: base.ops },
);
