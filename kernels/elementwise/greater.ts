import { comparison } from './comparison.ts';
import { wgsl } from '../../engine/gpu/wgsl.ts';

/** a > b. */
export const greater = comparison('greater', wgsl`>`, (a, b) => a > b);
