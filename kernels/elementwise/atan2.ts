import { binary } from './binary.ts';
import { wgsl } from '../../engine/gpu/wgsl.ts';
import { m_atan2 } from '../math/atan2.ts';
import { square } from './square.ts';
import { div } from './div.ts';
import { add } from './add.ts';
import { mul } from './mul.ts';
import { neg } from './neg.ts';

/** The angle of the point (x: b, y: a), in (-π, π], with the sign rules of C. */
export const atan2 = binary({
  name: 'atan2',
  dtypes: ['f32', 'f16'],
  code: () => wgsl`${m_atan2}(a, b)`,

  reference: Math.atan2,
  grad: ({ a, b, dy }, wanted) => {
    const norm = (x: typeof a) => (typeof x === 'number' ? x * x : square(x));
    const scaled = () => div(dy, add(norm(a), norm(b)));
    return { a: wanted.a && mul(scaled(), b), b: wanted.b && neg(mul(scaled(), a)) };
  },
  samples: [
    { shapes: { a: [2, 3, 7], b: [2, 3, 7] } },
    {
      shapes: { a: [5], b: [5] },
      values: { a: [0, -0, 1, Infinity, -1], b: [-1, -1, 0, Infinity, -0] },
      differentiable: false,
    },
  ],
});
