import { checkOptions, checkTensors } from '../../engine/arguments.ts';
import { binary } from '../elementwise/binary.ts';
import { wgsl } from '../../engine/gpu/wgsl.ts';
import { m_log } from '../math/log.ts';
import { m_log1p } from '../math/log1p.ts';
import { m_is_nan, m_nan } from '../math/bits.ts';
import type { Tensor } from '../../engine/tensor.ts';
import { mul } from '../elementwise/mul.ts';
import { div } from '../elementwise/div.ts';
import { sub } from '../elementwise/sub.ts';
import { clamp } from '../elementwise/clamp.ts';
import { log } from '../elementwise/log.ts';
import { log1p } from '../elementwise/log1p.ts';
import { neg } from '../elementwise/neg.ts';
import type { BceOptions } from './binary-cross-entropy.ts';
import { checkTarget } from './binary-cross-entropy.ts';
import { reduceLoss } from './reduce.ts';

/** Logarithms are held at -100, so that a certain and wrong prediction costs 100 and not infinity. */
const floor = -100;

const logOf = (x: number) => Math.max(floor, Math.log(x));

/** -(b·log a + (1 - b)·log(1 - a)). */
const ofProbability = binary({
  name: 'binary_cross_entropy',
  dtypes: ['f32', 'f16'],
  // Outside of 0 to 1 there is no probability, and `max` might drop the NaN of its logarithm.
  code: () =>
    wgsl`
      select(-(b * max(${m_log}(a), -100.0f) + (1.0f - b) * max(${m_log1p}(-a), -100.0f)), ${m_nan}(),
        ${m_is_nan}(a) || a < 0.0f || a > 1.0f)`,

  reference: (a, b) => -(b * logOf(a) + (1 - b) * Math.max(floor, Math.log1p(-a))),
  grad: ({ a, b, dy }, wanted) => {
    const x = a as Tensor;
    return {
      a: wanted.a && mul(dy, div(sub(a, b), clamp(mul(a, sub(1, a)), { min: 1e-12 }))),
      b: wanted.b && mul(dy, sub(clamp(log1p(neg(x)), { min: floor }), clamp(log(x), { min: floor }))),
    };
  },
  samples: [
    { shapes: { a: [3, 5], b: [3, 5] }, range: [0.1, 0.9] },
    { shapes: { a: [5], b: [5] }, values: { a: [0, 1, 0, 1, NaN], b: [0, 1, 1, 0, 1] }, differentiable: false },
  ],
});

/**
 * Binary cross entropy of probabilities. @param input 0 to 1 @param target 0 to 1, of the same shape.
 * @throws ShapeError when the target has another shape, or a weight does not broadcast.
 */
export const bceLoss = Object.assign(
  (input: Tensor, target: Tensor, options: BceOptions = {}): Tensor => {
    checkTensors('bceLoss', { input, target });
    const { weight, reduction } = checkOptions('bceLoss', options, 'reduction weight');
    checkTarget('bceLoss', input, target, weight);
    return reduceLoss('bceLoss', reduction, () => {
      const losses = ofProbability(input, target);
      return weight ? mul(losses, weight) : losses;
    });
  },
  { ops: [ofProbability.ops[0]] as const },
);
