/** Largest and smallest values. NaN if there is one; -0 is below 0. */
import { extreme } from './extreme.ts';
import { f32, i32, u32, wgsl } from '../../engine/gpu/wgsl.ts';
import { reducer } from '../make/reduction.ts';

const amaxOp = extreme('amax', wgsl`>`, { f32: f32(-Infinity), i32: i32(-(2 ** 31)), u32: u32(0) }, (a, b) =>
  Math.max(a, b),
);

/**
 * The largest value over `axes` (all by default). Equal ones share the gradient evenly. @throws ShapeError for axes
 * that are not there, and where there is no value.
 */
export const amax = reducer('amax', amaxOp);
