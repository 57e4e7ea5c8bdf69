import { connective } from './truth.ts';
import { wgsl } from '../../engine/gpu/wgsl.ts';

/** 1 where neither is 0; bool, of any types that broadcast. */
export const logicalAnd = connective(
  'logical_and',
  (a, b) => wgsl`${a} && ${b}`,
  (a, b) => a && b,
);
