import { unary } from './unary.ts';
import { wgsl } from '../../engine/gpu/wgsl.ts';
import { m_atanh } from '../math/atanh.ts';
import { div } from './div.ts';
import { affine } from './affine.ts';
import { square } from './square.ts';

/** The inverse of tanh: ±Inf at ±1, NaN beyond. */
export const atanh = unary({
  name: 'atanh',
  code: () => wgsl`${m_atanh}(x)`,

  reference: Math.atanh,
  grad: ({ x, dy }) => div(dy, affine(square(x), { alpha: -1, beta: 1 })),
  flops: 24,
  samples: [
    { shapes: { x: [3, 43] }, range: [-0.9, 0.9] },
    { shapes: { x: [4] }, values: { x: [-1, 1, 1.5, 1e-40] }, differentiable: false },
  ],
});
