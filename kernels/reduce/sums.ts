/** The sum that norms and sums of powers fold with. */
import type { Fold } from '../make/tree.ts';
import { name, wgsl } from '../../engine/gpu/wgsl.ts';

export const total: Fold = { type: name('f32'), words: 1, start: wgsl`0.0`, merge: wgsl`a + b` };
