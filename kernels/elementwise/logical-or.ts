import { connective } from './truth.ts';
import { wgsl } from '../../engine/gpu/wgsl.ts';

export const logicalOr = connective(
  'logical_or',
  (a, b) => wgsl`${a} || ${b}`,
  (a, b) => a || b,
);
