import type { Sample } from '../../engine/op.ts';
import { unary } from './unary.ts';
import { wgsl } from '../../engine/gpu/wgsl.ts';
import { m_rsqrt } from '../math/sqrt.ts';
import { mul } from './mul.ts';
import { square } from './square.ts';

const samples: readonly Sample<object>[] = [
  { shapes: { x: [5, 27] }, range: [0.1, 4] },
  { shapes: { x: [5] }, values: { x: [0, -0, -1, Infinity, 1e-40] }, differentiable: false },
];

/** 1/√x; Inf at 0, NaN below. */
export const rsqrt = unary({
  name: 'rsqrt',
  code: () => wgsl`${m_rsqrt}(x)`,

  reference: (x) => 1 / Math.sqrt(x),
  grad: ({ out, dy }) => mul(mul(dy, -0.5), mul(out, square(out))),
  samples,
});
