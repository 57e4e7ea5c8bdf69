import type { Sample } from '../../engine/op.ts';
import { unary } from './unary.ts';
import { wgsl } from '../../engine/gpu/wgsl.ts';
import { m_acos } from '../math/acos.ts';
import { neg } from './neg.ts';
import { mul } from './mul.ts';
import { rsqrt } from './rsqrt.ts';
import { square } from './square.ts';
import { affine } from './affine.ts';

const inside: readonly Sample<object>[] = [
  { shapes: { x: [3, 43] }, range: [-0.95, 0.95] },
  { shapes: { x: [4] }, values: { x: [-1, 1, 1.5, -0] }, differentiable: false },
];

/** The inverse of cos, from -1 to 1, in radians; NaN beyond. */
export const acos = unary({
  name: 'acos',
  code: () => wgsl`${m_acos}(x)`,

  reference: Math.acos,
  grad: ({ x, dy }) => neg(mul(dy, rsqrt(affine(square(x), { alpha: -1, beta: 1 })))),
  flops: 16,
  samples: inside,
});
