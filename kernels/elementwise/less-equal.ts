import { comparison } from './comparison.ts';
import { wgsl } from '../../engine/gpu/wgsl.ts';

/** a ≤ b. */
export const lessEqual = comparison('less_equal', wgsl`<=`, (a, b) => a <= b);
