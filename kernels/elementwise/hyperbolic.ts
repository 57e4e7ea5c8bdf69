/** Hyperbolic functions and their inverses; NaN outside their domains. */
import type { Sample } from '../../engine/op.ts';
import { wgsl } from '../../engine/gpu/wgsl.ts';
import { affine } from './affine.ts';
import { div } from './div.ts';
import { m_acosh } from '../math/acosh.ts';
import { m_asinh } from '../math/asinh.ts';
import { m_atanh } from '../math/atanh.ts';
import { m_cosh } from '../math/cosh.ts';
import { m_sinh } from '../math/sinh.ts';
import { mul } from './mul.ts';
import { rsqrt, square } from './root.ts';
import type { UnaryFunction } from '../make/unary.ts';
import { unary } from '../make/unary.ts';

const wide: readonly Sample<object>[] = [
  { shapes: { x: [3, 43] }, range: [-4, 4] },
  { shapes: { x: [4] }, values: { x: [-Infinity, -0, Infinity, 1e-40] }, differentiable: false },
];

export const sinh: UnaryFunction<object> = unary({
  name: 'sinh',
  code: () => wgsl`m_sinh(x)`,
  functions: [m_sinh],
  reference: Math.sinh,
  grad: ({ x, dy }) => mul(dy, cosh(x)),
  flops: 20,
  samples: wide,
});

export const cosh: UnaryFunction<object> = unary({
  name: 'cosh',
  code: () => wgsl`m_cosh(x)`,
  functions: [m_cosh],
  reference: Math.cosh,
  grad: ({ x, dy }) => mul(dy, sinh(x)),
  flops: 20,
  samples: wide,
});

export const asinh = unary({
  name: 'asinh',
  code: () => wgsl`m_asinh(x)`,
  functions: [m_asinh],
  reference: Math.asinh,
  grad: ({ x, dy }) => mul(dy, rsqrt(affine(square(x), { beta: 1 }))),
  flops: 24,
  samples: wide,
});

/** The inverse of cosh for x >= 1; NaN below. */
export const acosh = unary({
  name: 'acosh',
  code: () => wgsl`m_acosh(x)`,
  functions: [m_acosh],
  reference: Math.acosh,
  grad: ({ x, dy }) => mul(dy, rsqrt(affine(square(x), { beta: -1 }))),
  flops: 24,
  samples: [
    { shapes: { x: [3, 43] }, range: [1.1, 5] },
    { shapes: { x: [3] }, values: { x: [1, 0.5, Infinity] }, differentiable: false },
  ],
});

/** The inverse of tanh: ±Inf at ±1, NaN beyond. */
export const atanh = unary({
  name: 'atanh',
  code: () => wgsl`m_atanh(x)`,
  functions: [m_atanh],
  reference: Math.atanh,
  grad: ({ x, dy }) => div(dy, affine(square(x), { alpha: -1, beta: 1 })),
  flops: 24,
  samples: [
    { shapes: { x: [3, 43] }, range: [-0.9, 0.9] },
    { shapes: { x: [4] }, values: { x: [-1, 1, 1.5, 1e-40] }, differentiable: false },
  ],
});
