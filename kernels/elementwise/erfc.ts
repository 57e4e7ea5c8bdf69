import { unary } from './unary.ts';
import { wgsl } from '../../engine/gpu/wgsl.ts';
import { m_erfc } from '../math/erfc.ts';
import { erfc64 } from '../math/erf64.ts';
import { mul } from './mul.ts';
import { exp } from './exp.ts';
import { neg } from './neg.ts';
import { square } from './square.ts';

/** 1 - erf x, accurate where it is small. */
export const erfc = unary({
  name: 'erfc',
  code: () => wgsl`${m_erfc}(x)`,

  reference: erfc64,
  grad: ({ x, dy }) => mul(mul(dy, -2 / Math.sqrt(Math.PI)), exp(neg(square(x)))),
  flops: 40,
  samples: [
    { shapes: { x: [3, 43] }, range: [-4, 4] },
    { shapes: { x: [6] }, values: { x: [-Infinity, -0, Infinity, 5, 8, 9] } },
  ],
});
