import { wgsl } from '../../engine/gpu/wgsl.ts';
import { binary } from './binary.ts';

/** a + b. Integers wrap. */
export const add = binary({
  name: 'add',
  code: () => wgsl`a + b`,
  reference: (a, b) => a + b,
  grad: ({ dy }, wanted) => ({ a: wanted.a && dy, b: wanted.b && dy }),
});
