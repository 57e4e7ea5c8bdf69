/** Logarithms: -Inf at 0, NaN below. */
import type { Sample } from '../../engine/op.ts';
import { wgsl } from '../../engine/gpu/wgsl.ts';
import { affine } from './affine.ts';
import { div } from './div.ts';
import { m_log } from '../math/log.ts';
import { m_log10 } from '../math/log10.ts';
import { m_log1p } from '../math/log1p.ts';
import { m_log2 } from '../math/log2.ts';
import { mul } from './mul.ts';
import { unary } from '../make/unary.ts';

const samples: readonly Sample<object>[] = [
  { shapes: { x: [5, 27] }, range: [0.05, 9] },
  { shapes: { x: [5] }, values: { x: [0, -1, Infinity, 1e-40, 1] }, differentiable: false },
];

/** ln x. */
export const log = unary({
  name: 'log',
  code: () => wgsl`m_log(x)`,
  functions: [m_log],
  reference: Math.log,
  grad: ({ x, dy }) => div(dy, x),
  flops: 16,
  samples,
});

/** log₂ x. */
export const log2 = unary({
  name: 'log2',
  code: () => wgsl`m_log2(x)`,
  functions: [m_log2],
  reference: Math.log2,
  grad: ({ x, dy }) => div(dy, mul(x, Math.LN2)),
  flops: 16,
  samples,
});

/** log₁₀ x. */
export const log10 = unary({
  name: 'log10',
  code: () => wgsl`m_log10(x)`,
  functions: [m_log10],
  reference: Math.log10,
  grad: ({ x, dy }) => div(dy, mul(x, Math.LN10)),
  flops: 16,
  samples,
});

/** ln(1 + x), accurate near 0. */
export const log1p = unary({
  name: 'log1p',
  code: () => wgsl`m_log1p(x)`,
  functions: [m_log1p],
  reference: Math.log1p,
  grad: ({ x, dy }) => div(dy, affine(x, { beta: 1 })),
  flops: 16,
  samples: [
    { shapes: { x: [5, 27] }, range: [-0.9, 5] },
    { shapes: { x: [5] }, values: { x: [-1, -2, Infinity, 1e-40, -0] }, differentiable: false },
  ],
});
