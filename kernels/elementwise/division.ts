/** Division with remainder. Floats exact, however far apart; integers divided by 0 give 0. */
import type { Sample } from '../../engine/op.ts';
import type { Tensor } from '../../engine/tensor.ts';
import { round } from './round.ts';
import { div } from './div.ts';
import { sub } from './sub.ts';

export const divisionSamples: readonly Sample<object>[] = [
  { shapes: { a: [2, 3, 7], b: [3, 1] }, range: [0.3, 4] },
  {
    shapes: { a: [10], b: [10] },
    values: {
      a: [-7.5, 7.5, -7, 5, 5, -5, Infinity, 1e30, -1e-3, NaN],
      b: [2, -2, -2, 0, Infinity, Infinity, 3, 0.7, 5, 1],
    },
    differentiable: false,
  },
  {
    shapes: { a: [6], b: [6] },
    dtypes: { a: 'i32', b: 'i32' },
    values: { a: [-7, 7, -7, 6, 5, -2147483648], b: [2, -2, -2, 3, 0, -1] },
  },
  { shapes: { a: [3], b: [3] }, dtypes: { a: 'u32', b: 'u32' }, values: { a: [4294967295, 7, 1], b: [2, 0, 5] } },
];

/** Of a = quotient · b + out, whole and exact, for either kind of remainder. */
export const quotient = (a: Tensor | number, b: Tensor | number, out: Tensor): Tensor => round(div(sub(a, out), b));
