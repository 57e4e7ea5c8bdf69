import { reducer, reduction, reductionSamples } from '../make/reduction.ts';
import type { AxesAttrs } from '../make/reduction.ts';
import { total } from './sums.ts';
import { m_sqrt } from '../math/sqrt.ts';
import { wgsl } from '../../engine/gpu/wgsl.ts';
import { mul } from '../elementwise/mul.ts';
import { where } from '../elementwise/where.ts';
import { equal } from '../elementwise/equal.ts';
import { div } from '../elementwise/div.ts';

const l2Op = reduction<AxesAttrs>({
  name: 'l2',
  dtypes: ['f32', 'f16'],
  fold: () => ({ ...total }),
  take: () => wgsl`acc += value * value;`,
  result: () => wgsl`${m_sqrt}(acc)`,
  reference: (values) => Math.sqrt(values.reduce((a, b) => a + b * b, 0)),
  // A row of zeros has the subgradient 0.
  grad: ({ x, out, dy }) => mul(x, where(equal(out, 0), 0, div(dy, out))),
  samples: [
    ...reductionSamples({}),
    { shapes: { x: [2, 2] }, attrs: { axes: [1] }, values: { x: [0, 0, 3, 4] }, differentiable: false },
  ],
});

/**
 * √Σ x² over `axes` (all by default). Its derivative at a row of zeros is 0. @throws ShapeError for axes that are not
 * there.
 */
export const l2 = reducer('l2', l2Op);
