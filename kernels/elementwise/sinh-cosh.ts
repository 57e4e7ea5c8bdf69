import type { Sample } from '../../engine/op.ts';
import type { UnaryFunction } from './unary.ts';
import { unary } from './unary.ts';
import { wgsl } from '../../engine/gpu/wgsl.ts';
import { m_sinh } from '../math/sinh.ts';
import { mul } from './mul.ts';
import { m_cosh } from '../math/cosh.ts';

const wide: readonly Sample<object>[] = [
  { shapes: { x: [3, 43] }, range: [-4, 4] },
  { shapes: { x: [4] }, values: { x: [-Infinity, -0, Infinity, 1e-40] }, differentiable: false },
];

/** Hyperbolic sine: (exp(x) - exp(-x))/2. */
export const sinh: UnaryFunction<object> = unary({
  name: 'sinh',
  code: () => wgsl`${m_sinh}(x)`,

  reference: Math.sinh,
  grad: ({ x, dy }) => mul(dy, cosh(x)),
  flops: 20,
  samples: wide,
});

/** Hyperbolic cosine: (exp(x) + exp(-x))/2. */
export const cosh: UnaryFunction<object> = unary({
  name: 'cosh',
  code: () => wgsl`${m_cosh}(x)`,

  reference: Math.cosh,
  grad: ({ x, dy }) => mul(dy, sinh(x)),
  flops: 20,
  samples: wide,
});
