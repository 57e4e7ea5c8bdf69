import { connective } from './truth.ts';
import { wgsl } from '../../engine/gpu/wgsl.ts';

export const logicalXor = connective(
  'logical_xor',
  (a, b) => wgsl`${a} != ${b}`,
  (a, b) => a !== b,
);
