/** Variance and standard deviation, in one walk and without cancellation (moments.ts). */
import type { Tensor } from '../../engine/tensor.ts';
import type { Snippet } from '../../engine/gpu/wgsl.ts';
import { wgsl } from '../../engine/gpu/wgsl.ts';
import { equal } from '../elementwise/compare.ts';
import { div } from '../elementwise/div.ts';
import { m_sqrt } from '../math/sqrt.ts';
import { moments, takeMoment } from '../make/moments.ts';
import { mul } from '../elementwise/mul.ts';
import type { Axes, AxesAttrs } from '../make/reduction.ts';
import { reduceAxes, reduction, reductionSamples } from '../make/reduction.ts';
import { sub } from '../elementwise/sub.ts';
import type { ReduceOptions } from './sum.ts';
import { mean } from './sum.ts';
import { where } from '../elementwise/where.ts';

interface VarianceAttrs extends AxesAttrs {
  correction: number;
}

export interface VarianceOptions extends ReduceOptions {
  /** Taken off the number of elements that Σ (x - mean)² is divided by: 1, the default, is the unbiased variance, 0 the biased. */
  correction?: number;
}

const divisor = (count: number, { correction }: VarianceAttrs): number => Math.max(0, count - correction);
const biased = (values: readonly number[], attrs: VarianceAttrs): number => {
  const center = values.reduce((a, b) => a + b, 0) / values.length;
  return values.reduce((a, b) => a + (b - center) ** 2, 0) / divisor(values.length, attrs);
};
const centred = (x: Tensor, { axes }: VarianceAttrs): Tensor => sub(x, mean(x, axes, { keep: true }));
/** (x - mean) / divisor: half the derivative of the variance. Centred twice, since a large mean is rounded to its own last place. */
const slope = (x: Tensor, attrs: VarianceAttrs): Tensor =>
  div(
    centred(centred(x, attrs), attrs),
    divisor(
      attrs.axes.reduce((n, axis) => n * x.shape[axis], 1),
      attrs,
    ),
  );

const common = (result: Snippet) => ({
  dtypes: ['f32', 'f16'] as const,
  fold: () => ({ ...moments, functions: [...(moments.functions ?? []), m_sqrt] }),
  take: () => takeMoment,
  result: () => result,
  params: (count: number, attrs: VarianceAttrs) => ({ divisor: { f32: divisor(count, attrs) } }),
});

const varianceOp = reduction<VarianceAttrs>({
  name: 'variance',
  ...common(wgsl`acc.z / p.divisor`),
  reference: biased,
  grad: ({ x, dy, attrs }) => mul(mul(dy, 2), slope(x, attrs)),
  samples: [
    ...reductionSamples({ correction: 1 }),
    { shapes: { x: [2, 700] }, attrs: { axes: [1], correction: 0 }, range: [100, 101] },
  ],
});

const stdOp = reduction<VarianceAttrs>({
  name: 'std',
  ...common(wgsl`m_sqrt(acc.z / p.divisor)`),
  reference: (values, attrs) => Math.sqrt(biased(values, attrs)),
  // A constant row has the derivative 0, as in PyTorch.
  grad: ({ x, out, dy, attrs }) => mul(where(equal(out, 0), 0, div(dy, out)), slope(x, attrs)),
  samples: [
    ...reductionSamples({ correction: 1 }),
    {
      shapes: { x: [2, 3] },
      attrs: { axes: [1], correction: 0 },
      values: { x: [2, 2, 2, 1, 2, 3] },
      differentiable: false,
    },
  ],
});

/** Variance over `axes` (all by default), unbiased unless told otherwise. @throws ShapeError for axes that are not there. */
export const variance = Object.assign(
  (x: Tensor, axes?: Axes, { correction = 1, ...options }: VarianceOptions = {}): Tensor =>
    reduceAxes('variance', x, axes, options, (over) => varianceOp({ x }, { axes: over, correction })),
  { ops: [varianceOp] as const },
);
/** Standard deviation over `axes` (all by default), unbiased unless told otherwise. @throws ShapeError for axes that are not there. */
export const std = Object.assign(
  (x: Tensor, axes?: Axes, { correction = 1, ...options }: VarianceOptions = {}): Tensor =>
    reduceAxes('std', x, axes, options, (over) => stdOp({ x }, { axes: over, correction })),
  { ops: [stdOp] as const },
);
