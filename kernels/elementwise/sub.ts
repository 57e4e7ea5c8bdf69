import { wgsl } from '../../engine/gpu/wgsl.ts';
import { binary } from './binary.ts';
import { mul } from './mul.ts';

/** a - b. Integers wrap. */
export const sub = binary({
  name: 'sub',
  code: () => wgsl`a - b`,
  reference: (a, b) => a - b,
  grad: ({ dy }, wanted) => ({ a: wanted.a && dy, b: wanted.b && mul(dy, -1) }),
});
