import { unary } from './unary.ts';
import { wgsl } from '../../engine/gpu/wgsl.ts';
import { m_acosh } from '../math/acosh.ts';
import { mul } from './mul.ts';
import { rsqrt } from './rsqrt.ts';
import { square } from './square.ts';
import { affine } from './affine.ts';

/** The inverse of cosh for x >= 1; NaN below. */
export const acosh = unary({
  name: 'acosh',
  code: () => wgsl`${m_acosh}(x)`,

  reference: Math.acosh,
  grad: ({ x, dy }) => mul(dy, rsqrt(affine(square(x), { beta: -1 }))),
  flops: 24,
  samples: [
    { shapes: { x: [3, 43] }, range: [1.1, 5] },
    { shapes: { x: [3] }, values: { x: [1, 0.5, Infinity] }, differentiable: false },
  ],
});
