import { unary } from './unary.ts';
import { wgsl } from '../../engine/gpu/wgsl.ts';
import { m_expm1 } from '../math/expm1.ts';
import { mul } from './mul.ts';
import { affine } from './affine.ts';

/** eˣ - 1, accurate near 0. */
export const expm1 = unary({
  name: 'expm1',
  code: () => wgsl`${m_expm1}(x)`,

  reference: Math.expm1,
  grad: ({ out, dy }) => mul(dy, affine(out, { beta: 1 })),
  flops: 16,
});
