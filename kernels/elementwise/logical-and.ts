import { connective } from './truth.ts';
import { wgsl } from '../../engine/gpu/wgsl.ts';

export const logicalAnd = connective(
  'logical_and',
  (a, b) => wgsl`${a} && ${b}`,
  (a, b) => a && b,
);
