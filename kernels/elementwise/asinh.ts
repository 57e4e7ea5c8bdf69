import type { Sample } from '../../engine/op.ts';
import { unary } from './unary.ts';
import { wgsl } from '../../engine/gpu/wgsl.ts';
import { m_asinh } from '../math/asinh.ts';
import { mul } from './mul.ts';
import { rsqrt } from './rsqrt.ts';
import { square } from './square.ts';
import { affine } from './affine.ts';

const wide: readonly Sample<object>[] = [
  { shapes: { x: [3, 43] }, range: [-4, 4] },
  { shapes: { x: [4] }, values: { x: [-Infinity, -0, Infinity, 1e-40] }, differentiable: false },
];

/** The inverse of sinh, for every x. */
export const asinh = unary({
  name: 'asinh',
  code: () => wgsl`${m_asinh}(x)`,

  reference: Math.asinh,
  grad: ({ x, dy }) => mul(dy, rsqrt(affine(square(x), { beta: 1 }))),
  flops: 24,
  samples: wide,
});
