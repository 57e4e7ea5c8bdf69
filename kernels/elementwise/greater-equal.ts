import { comparison } from './comparison.ts';
import { wgsl } from '../../engine/gpu/wgsl.ts';

/** a ≥ b. */
export const greaterEqual = comparison('greater_equal', wgsl`>=`, (a, b) => a >= b);
