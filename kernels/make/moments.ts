/**
 * Mean and variance in one walk (Welford 1962), parts joined as Chan, Golub and LeVeque (1979) do: no cancellation at
 * large means. A part counts from its first element: at 30,000 a mean held in one number would be rounded to the 500th
 * at every step.
 */
import { fn, name, wgsl } from '../../engine/gpu/wgsl.ts';
import type { Fold } from './tree.ts';

const join_moments = fn`
  fn join_moments(a: vec4<f32>, b: vec4<f32>) -> vec4<f32> {
    if (a.x == 0.0) { return b; }
    let count = a.x + b.x;
    let share = b.x / count;
    let apart = select((b.w - a.w) + (b.y - a.y), 0.0, b.x == 0.0);
    return vec4<f32>(count, a.y + apart * share, a.z + b.z + apart * apart * a.x * share, a.w);
  }`;

/**
 * The running value is (count, mean - first, Σ(x - mean)², first), with `first` an element. Counts past 2^24 round,
 * which the mean does not notice.
 */
export const moments: Fold = {
  type: name('vec4<f32>'),
  words: 4,
  start: wgsl`vec4<f32>()`,
  merge: wgsl`${join_moments}(a, b)`,
};

/** Adds `value` to `acc`. */
export const takeMoment = wgsl`
  acc.w = select(acc.w, value, acc.x == 0.0);
  acc.x += 1.0;
  let apart = (value - acc.w) - acc.y;
  acc.y += apart / acc.x;
  acc.z += apart * ((value - acc.w) - acc.y);`;
