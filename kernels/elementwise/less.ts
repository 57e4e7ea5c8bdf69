import { comparison } from './comparison.ts';
import { wgsl } from '../../engine/gpu/wgsl.ts';

/** a < b. */
export const less = comparison('less', wgsl`<`, (a, b) => a < b);
