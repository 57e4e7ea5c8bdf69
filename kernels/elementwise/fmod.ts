import { binary } from './binary.ts';
import { isFloat } from '../../engine/dtype.ts';
import { wgsl } from '../../engine/gpu/wgsl.ts';
import { m_fmod } from '../math/fmod.ts';
import { neg } from './neg.ts';
import { mul } from './mul.ts';
import { quotient, divisionSamples } from './division.ts';

/** The remainder with the sign of a, as C's fmod. */
export const fmod = binary({
  name: 'fmod',
  code: (dtype) =>
    isFloat(dtype)
      ? wgsl`${m_fmod}(a, b)`
      : dtype === 'i32'
        ? wgsl`select(a % b, 0i, b == 0)`
        : wgsl`select(a % b, 0u, b == 0)`,

  reference: (a, b) => a % b,
  grad: ({ a, b, out, dy }, wanted) => ({ a: wanted.a && dy, b: wanted.b && neg(mul(dy, quotient(a, b, out))) }),
  samples: divisionSamples,
});
