import { extreme } from './extreme.ts';
import { f32, i32, u32, wgsl } from '../../engine/gpu/wgsl.ts';
import { reducer } from '../make/reduction.ts';

const aminOp = extreme('amin', wgsl`<`, { f32: f32(Infinity), i32: i32(2 ** 31 - 1), u32: u32(2 ** 32 - 1) }, (a, b) =>
  Math.min(a, b),
);

/** The smallest value, as `amax`. */
export const amin = reducer('amin', aminOp);
