import { wgsl } from '../engine/wgsl.ts';
import { binary } from './elementwise.ts';

/** a + b. Integers wrap. */
export const add = binary({
  name: 'add',
  code: () => wgsl`a + b`,
  reference: (a, b) => a + b,
  grad: ({ dy }) => ({ a: () => dy, b: () => dy }),
});
