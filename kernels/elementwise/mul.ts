import { wgsl } from '../../engine/gpu/wgsl.ts';
import { binary } from './binary.ts';

/** a · b. Integers wrap. */
export const mul = binary({
  name: 'mul',
  code: () => wgsl`a * b`,
  reference: (a, b, dtype) => (dtype === 'i32' || dtype === 'u32' ? Math.imul(a, b) : a * b),
  grad: ({ a, b, dy }, wanted) => ({ a: wanted.a && mul(dy, b), b: wanted.b && mul(dy, a) }),
});
