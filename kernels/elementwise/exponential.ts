import { wgsl } from '../../engine/gpu/wgsl.ts';
import { affine } from './affine.ts';
import { m_exp } from '../math/exp.ts';
import { m_exp2 } from '../math/exp2.ts';
import { m_expm1 } from '../math/expm1.ts';
import { mul } from './mul.ts';
import { unary } from '../make/unary.ts';

/** eˣ. */
export const exp = unary({
  name: 'exp',
  code: () => wgsl`m_exp(x)`,
  functions: [m_exp],
  reference: Math.exp,
  grad: ({ out, dy }) => mul(dy, out),
  flops: 16,
});

/** 2ˣ. */
export const exp2 = unary({
  name: 'exp2',
  code: () => wgsl`m_exp2(x)`,
  functions: [m_exp2],
  reference: (x) => 2 ** x,
  grad: ({ out, dy }) => mul(mul(dy, out), Math.LN2),
  flops: 16,
});

/** eˣ - 1, accurate near 0. */
export const expm1 = unary({
  name: 'expm1',
  code: () => wgsl`m_expm1(x)`,
  functions: [m_expm1],
  reference: Math.expm1,
  grad: ({ out, dy }) => mul(dy, affine(out, { beta: 1 })),
  flops: 16,
});
