import { comparison } from './comparison.ts';
import { wgsl } from '../../engine/gpu/wgsl.ts';

/** a = b. */
export const equal = comparison('equal', wgsl`==`, (a, b) => a === b);
