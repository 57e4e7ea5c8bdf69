import { connective } from './truth.ts';
import { wgsl } from '../../engine/gpu/wgsl.ts';

/** 1 where exactly one is not 0; bool, of any types that broadcast. */
export const logicalXor = connective(
  'logical_xor',
  (a, b) => wgsl`${a} != ${b}`,
  (a, b) => a !== b,
);
