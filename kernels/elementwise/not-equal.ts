import { comparison } from './comparison.ts';
import { wgsl } from '../../engine/gpu/wgsl.ts';

/** a ≠ b; true if either is NaN. */
export const notEqual = comparison('not_equal', wgsl`!=`, (a, b) => a !== b);
