/** Powers with a fixed exponent: 2, 1/2, -1/2, -1. */
import type { Sample } from '../../engine/op.ts';
import { numberDTypes } from '../../engine/op.ts';
import { wgsl } from '../../engine/gpu/wgsl.ts';
import { div } from './div.ts';
import { m_rsqrt, m_sqrt } from '../math/sqrt.ts';
import { mul } from './mul.ts';
import { unary } from '../make/unary.ts';

const samples: readonly Sample<object>[] = [
  { shapes: { x: [5, 27] }, range: [0.1, 4] },
  { shapes: { x: [5] }, values: { x: [0, -0, -1, Infinity, 1e-40] }, differentiable: false },
];

/** x². Integers wrap. */
export const square = unary({
  name: 'square',
  dtypes: numberDTypes,
  code: () => wgsl`x * x`,
  reference: (x) => x * x,
  grad: ({ x, dy }) => mul(dy, mul(x, 2)),
});

/** √x; NaN below 0. Its derivative at 0 is Inf. */
export const sqrt = unary({
  name: 'sqrt',
  code: () => wgsl`m_sqrt(x)`,
  functions: [m_sqrt],
  reference: Math.sqrt,
  grad: ({ out, dy }) => div(dy, mul(out, 2)),
  samples,
});

/** 1/√x; Inf at 0, NaN below. */
export const rsqrt = unary({
  name: 'rsqrt',
  code: () => wgsl`m_rsqrt(x)`,
  functions: [m_rsqrt],
  reference: (x) => 1 / Math.sqrt(x),
  grad: ({ out, dy }) => mul(mul(dy, -0.5), mul(out, square(out))),
  samples,
});

/** 1/x; ±Inf at ±0. */
export const reciprocal = unary({
  name: 'reciprocal',
  code: () => wgsl`1.0f / x`,
  reference: (x) => 1 / x,
  grad: ({ out, dy }) => mul(mul(dy, -1), square(out)),
  samples,
});
