import { unary } from './unary.ts';
import { wgsl } from '../../engine/gpu/wgsl.ts';
import { m_exp } from '../math/exp.ts';
import { mul } from './mul.ts';

/** eˣ. */
export const exp = unary({
  name: 'exp',
  code: () => wgsl`${m_exp}(x)`,

  reference: Math.exp,
  grad: ({ out, dy }) => mul(dy, out),
  flops: 16,
});
