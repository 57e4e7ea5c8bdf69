import { wgsl } from '../../engine/gpu/wgsl.ts';
import { binary } from './binary.ts';
import { mul } from './mul.ts';

/** a / b as IEEE 754 says: x/0 is ±Inf, 0/0 NaN. */
export const div = binary({
  name: 'div',
  dtypes: ['f32', 'f16'],
  code: () => wgsl`a / b`,
  reference: (a, b) => a / b,
  grad: ({ b, out, dy }, wanted) => ({ a: wanted.a && div(dy, b), b: wanted.b && mul(div(mul(dy, out), b), -1) }),
  range: [0.5, 2],
});
