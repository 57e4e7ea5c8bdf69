import { connective } from './truth.ts';
import { wgsl } from '../../engine/gpu/wgsl.ts';

/** 1 where either is not 0; bool, of any types that broadcast. */
export const logicalOr = connective(
  'logical_or',
  (a, b) => wgsl`${a} || ${b}`,
  (a, b) => a || b,
);
