import { checkOptions } from '../../engine/arguments.ts';
import { reduceAxes, reduction, reductionSamples } from '../make/reduction.ts';
import type { VarianceAttrs, VarianceOptions } from './spread.ts';
import { biased, common, slope } from './spread.ts';
import { wgsl } from '../../engine/gpu/wgsl.ts';
import { mul } from '../elementwise/mul.ts';
import { where } from '../elementwise/where.ts';
import { equal } from '../elementwise/equal.ts';
import { div } from '../elementwise/div.ts';
import type { Tensor } from '../../engine/tensor.ts';
import type { Axes } from '../make/reduction.ts';
import { m_sqrt } from '../math/sqrt.ts';

const stdOp = reduction<VarianceAttrs>({
  name: 'std',
  ...common(wgsl`${m_sqrt}(acc.z / p.divisor)`),
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

/**
 * Standard deviation over `axes` (all by default), unbiased unless told otherwise. @throws ShapeError for axes that are
 * not there.
 */
export const std = Object.assign(
  (x: Tensor, axes?: Axes, given: VarianceOptions = {}): Tensor => {
    const { correction = 1, ...options } = checkOptions('std', given, 'keep correction');
    return reduceAxes('std', x, axes, options, (over) => stdOp({ x }, { axes: over, correction }));
  },
  { ops: [stdOp] as const },
);
