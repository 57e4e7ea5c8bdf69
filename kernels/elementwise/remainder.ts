/** Division with remainder. Floats exact, however far apart; integers divided by 0 give 0. */
import { binary } from './binary.ts';
import { isFloat } from '../../engine/dtype.ts';
import { wgsl } from '../../engine/gpu/wgsl.ts';
import { m_remainder } from '../math/fmod.ts';
import { neg } from './neg.ts';
import { mul } from './mul.ts';
import { quotient, divisionSamples } from './division.ts';

/** The remainder with the sign of b, as Python's %. */
export const remainder = binary({
  name: 'remainder',
  code: (dtype) => {
    if (isFloat(dtype)) return wgsl`${m_remainder}(a, b)`;
    return dtype === 'u32'
      ? wgsl`select(a % b, 0u, b == 0)`
      : wgsl`select(a % b + select(0i, b, a % b != 0 && (a % b < 0) != (b < 0)), 0i, b == 0)`;
  },

  reference: (a, b) => {
    const rest = a % b;
    return rest !== 0 && rest < 0 !== b < 0 ? rest + b : rest;
  },
  grad: ({ a, b, out, dy }, wanted) => ({ a: wanted.a && dy, b: wanted.b && neg(mul(dy, quotient(a, b, out))) }),
  samples: divisionSamples,
});
