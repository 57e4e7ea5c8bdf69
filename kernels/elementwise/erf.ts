import { unary } from './unary.ts';
import { wgsl } from '../../engine/gpu/wgsl.ts';
import { m_erf } from '../math/erf.ts';
import { erf64 } from '../math/erf64.ts';
import { mul } from './mul.ts';
import { exp } from './exp.ts';
import { neg } from './neg.ts';
import { square } from './square.ts';

/** 2/√π ∫₀ˣ e^(-t²) dt. */
export const erf = unary({
  name: 'erf',
  code: () => wgsl`${m_erf}(x)`,

  reference: erf64,
  grad: ({ x, dy }) => mul(mul(dy, 2 / Math.sqrt(Math.PI)), exp(neg(square(x)))),
  flops: 40,
  samples: [
    { shapes: { x: [3, 43] }, range: [-4, 4] },
    { shapes: { x: [4] }, values: { x: [-Infinity, -0, Infinity, 1e-40] } },
  ],
});
