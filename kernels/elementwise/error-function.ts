import { wgsl } from '../../engine/gpu/wgsl.ts';
import { exp } from './exponential.ts';
import { m_erf } from '../math/erf.ts';
import { erf64, erfc64 } from '../math/erf64.ts';
import { m_erfc } from '../math/erfc.ts';
import { mul } from './mul.ts';
import { square } from './root.ts';
import { neg } from './sign.ts';
import { unary } from '../make/unary.ts';

/** 2/√π ∫₀ˣ e^(-t²) dt. */
export const erf = unary({
  name: 'erf',
  code: () => wgsl`m_erf(x)`,
  functions: [m_erf],
  reference: erf64,
  grad: ({ x, dy }) => mul(mul(dy, 2 / Math.sqrt(Math.PI)), exp(neg(square(x)))),
  flops: 40,
  samples: [
    { shapes: { x: [3, 43] }, range: [-4, 4] },
    { shapes: { x: [4] }, values: { x: [-Infinity, -0, Infinity, 1e-40] } },
  ],
});

/** 1 - erf x, accurate where it is small. */
export const erfc = unary({
  name: 'erfc',
  code: () => wgsl`m_erfc(x)`,
  functions: [m_erfc],
  reference: erfc64,
  grad: ({ x, dy }) => mul(mul(dy, -2 / Math.sqrt(Math.PI)), exp(neg(square(x)))),
  flops: 40,
  samples: [
    { shapes: { x: [3, 43] }, range: [-4, 4] },
    { shapes: { x: [6] }, values: { x: [-Infinity, -0, Infinity, 5, 8, 9] } },
  ],
});
