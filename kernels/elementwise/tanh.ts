import { wgsl } from '../../engine/gpu/wgsl.ts';
import { m_tanh } from '../math/tanh.ts';
import { mul } from './mul.ts';
import { unary } from './unary.ts';

/** The hyperbolic tangent. */
export const tanh = unary({
  name: 'tanh',
  code: () => wgsl`${m_tanh}(x)`,

  reference: Math.tanh,
  derivative: {
    from: 'y',
    code: () => wgsl`dy * (1.0f - y * y)`,
    reference: (y, dy) => dy * (1 - y * y),
    second: (y, dy) => mul(dy, mul(y, -2)),
  },
  flops: 20,
  samples: [
    { shapes: { x: [5, 27] }, range: [-4, 4] },
    { shapes: { x: [4] }, values: { x: [-Infinity, -90, -0, Infinity] }, differentiable: false },
  ],
});
