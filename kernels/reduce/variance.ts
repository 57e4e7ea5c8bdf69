/** Variance and standard deviation, in one walk and without cancellation (moments.ts). */
import { checkOptions } from '../../engine/arguments.ts';
import { reduceAxes, reduction, reductionSamples } from '../make/reduction.ts';
import type { VarianceAttrs, VarianceOptions } from './spread.ts';
import { biased, common, slope } from './spread.ts';
import { wgsl } from '../../engine/gpu/wgsl.ts';
import { mul } from '../elementwise/mul.ts';
import type { Tensor } from '../../engine/tensor.ts';
import type { Axes } from '../make/reduction.ts';

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

/**
 * Variance over `axes` (all by default), unbiased unless told otherwise. @throws ShapeError for axes that are not
 * there.
 */
export const variance = Object.assign(
  (x: Tensor, axes?: Axes, given: VarianceOptions = {}): Tensor => {
    const { correction = 1, ...options } = checkOptions('variance', given, 'keep correction');
    return reduceAxes('variance', x, axes, options, (over) => varianceOp({ x }, { axes: over, correction }));
  },
  { ops: [varianceOp] as const },
);
