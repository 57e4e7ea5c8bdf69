/** Norms, and sums of powers. */
import { cast } from '../../engine/cast.ts';
import type { Tensor } from '../../engine/tensor.ts';
import { name, wgsl } from '../../engine/gpu/wgsl.ts';
import { amax, amin } from './amax.ts';
import { equal, notEqual } from '../elementwise/compare.ts';
import { div } from '../elementwise/div.ts';
import { log } from '../elementwise/logarithm.ts';
import { m_sqrt } from '../math/sqrt.ts';
import { mul } from '../elementwise/mul.ts';
import { pow } from '../elementwise/pow.ts';
import type { Axes, AxesAttrs } from '../make/reduction.ts';
import { reducer, reduction, reductionSamples } from '../make/reduction.ts';
import { abs, sign } from '../elementwise/sign.ts';
import type { ReduceOptions } from './sum.ts';
import { sum } from './sum.ts';
import type { Fold } from '../make/tree.ts';
import { where } from '../elementwise/where.ts';

const total: Fold = { type: name('f32'), words: 1, start: wgsl`0.0`, merge: wgsl`a + b` };

const l1Op = reduction<AxesAttrs>({
  name: 'l1',
  fold: (dtype) => ({ ...total, type: name(dtype), start: wgsl`${name(dtype)}(0)` }),
  take: () => wgsl`acc += abs(value);`,
  result: () => wgsl`acc`,
  reference: (values) => values.reduce((a, b) => a + Math.abs(b), 0),
  grad: ({ x, dy }) => mul(dy, sign(x)),
  samples: reductionSamples({}),
});

const sumSquareOp = reduction<AxesAttrs>({
  name: 'sum_square',
  fold: (dtype) => ({ ...total, type: name(dtype), start: wgsl`${name(dtype)}(0)` }),
  take: () => wgsl`acc += value * value;`,
  result: () => wgsl`acc`,
  reference: (values) => values.reduce((a, b) => a + b * b, 0),
  grad: ({ x, dy }) => mul(mul(dy, 2), x),
  samples: reductionSamples({}),
});

const l2Op = reduction<AxesAttrs>({
  name: 'l2',
  dtypes: ['f32', 'f16'],
  fold: () => ({ ...total, functions: [m_sqrt] }),
  take: () => wgsl`acc += value * value;`,
  result: () => wgsl`m_sqrt(acc)`,
  reference: (values) => Math.sqrt(values.reduce((a, b) => a + b * b, 0)),
  // A row of zeros has the subgradient 0.
  grad: ({ x, out, dy }) => mul(x, where(equal(out, 0), 0, div(dy, out))),
  samples: [
    ...reductionSamples({}),
    { shapes: { x: [2, 2] }, attrs: { axes: [1] }, values: { x: [0, 0, 3, 4] }, differentiable: false },
  ],
});

/** Σ |x| over `axes` (all by default). Its derivative at 0 is 0. @throws ShapeError for axes that are not there. */
export const l1 = reducer('l1', l1Op);
/** √Σ x² over `axes` (all by default). Its derivative at a row of zeros is 0. @throws ShapeError for axes that are not there. */
export const l2 = reducer('l2', l2Op);
/** Σ x² over `axes` (all by default). @throws ShapeError for axes that are not there. */
export const sumSquare = reducer('sumSquare', sumSquareOp);
/** log Σ x over `axes` (all by default). @throws ShapeError for axes that are not there. */
export const logSum = (x: Tensor, axes?: Axes, options: ReduceOptions = {}): Tensor => log(sum(x, axes, options));

/**
 * The `p`-norm (Σ |x|^p)^(1/p) over `axes` (all by default): ±Infinity the largest and smallest magnitude, 0 the number of elements that are not 0.
 * @throws ShapeError for axes that are not there.
 */
export function norm(x: Tensor, axes?: Axes, { p = 2, ...options }: ReduceOptions & { p?: number } = {}): Tensor {
  switch (p) {
    case 0:
      return sum(cast(notEqual(x, 0), x.dtype), axes, options);
    case 1:
      return l1(x, axes, options);
    case 2:
      return l2(x, axes, options);
    case Infinity:
      return amax(abs(x), axes, options);
    case -Infinity:
      return amin(abs(x), axes, options);
    default:
      return pow(sum(pow(abs(x), p), axes, options), 1 / p);
  }
}
