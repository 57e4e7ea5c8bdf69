import { unary } from './unary.ts';
import { wgsl } from '../../engine/gpu/wgsl.ts';
import { m_log1p } from '../math/log1p.ts';
import { div } from './div.ts';
import { affine } from './affine.ts';

/** ln(1 + x), accurate near 0. */
export const log1p = unary({
  name: 'log1p',
  code: () => wgsl`${m_log1p}(x)`,

  reference: Math.log1p,
  grad: ({ x, dy }) => div(dy, affine(x, { beta: 1 })),
  flops: 16,
  samples: [
    { shapes: { x: [5, 27] }, range: [-0.9, 5] },
    { shapes: { x: [5] }, values: { x: [-1, -2, Infinity, 1e-40, -0] }, differentiable: false },
  ],
});
