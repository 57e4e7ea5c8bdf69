/**
 * Mean and variance in one walk (Welford 1962), parts joined as Chan, Golub and LeVeque (1979) do: no cancellation at
 * large means.
 */
import { fn, name, wgsl } from '../../engine/gpu/wgsl.ts';
import type { Fold } from './tree.ts';

const join_moments = fn`
  fn join_moments(a: vec4<f32>, b: vec4<f32>) -> vec4<f32> {
    let count = a.x + b.x;
    let share = b.x / max(count, 1.0);
    let apart = b.y - a.y;
    return vec4<f32>(count, a.y + apart * share, a.z + b.z + apart * apart * a.x * share, 0.0);
  }`;

/** The running value is (count, mean, Σ(x - mean)²). Counts past 2^24 round, which the mean does not notice. */
export const moments: Fold = {
  type: name('vec4<f32>'),
  words: 4,
  start: wgsl`vec4<f32>()`,
  merge: wgsl`${join_moments}(a, b)`,
};

/** Adds `value` to `acc`. */
export const takeMoment = wgsl`
  acc.x += 1.0;
  let apart = value - acc.y;
  acc.y += apart / acc.x;
  acc.z += apart * (value - acc.y);`;
