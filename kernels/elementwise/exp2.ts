import { unary } from './unary.ts';
import { wgsl } from '../../engine/gpu/wgsl.ts';
import { m_exp2 } from '../math/exp2.ts';
import { mul } from './mul.ts';

/** 2ˣ. */
export const exp2 = unary({
  name: 'exp2',
  code: () => wgsl`${m_exp2}(x)`,

  reference: (x) => 2 ** x,
  grad: ({ out, dy }) => mul(mul(dy, out), Math.LN2),
  flops: 16,
});
