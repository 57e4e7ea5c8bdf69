import { unary } from './unary.ts';
import { wgsl } from '../../engine/gpu/wgsl.ts';
import { m_tan } from '../math/tan.ts';
import { mul } from './mul.ts';
import { affine } from './affine.ts';
import { square } from './square.ts';

/** Tangent of radians, for every finite x; NaN at ±Inf. */
export const tan = unary({
  name: 'tan',
  code: () => wgsl`${m_tan}(x)`,

  reference: Math.tan,
  grad: ({ out, dy }) => mul(dy, affine(square(out), { beta: 1 })),
  flops: 24,
  samples: [
    { shapes: { x: [3, 43] }, range: [-1.4, 1.4] },
    { shapes: { x: [4] }, values: { x: [1e6, -0, Infinity, 1e-40] }, differentiable: false },
  ],
});
