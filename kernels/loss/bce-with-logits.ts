import { checkOptions, checkTensors } from '../../engine/arguments.ts';
import { binary } from '../elementwise/binary.ts';
import { wgsl } from '../../engine/gpu/wgsl.ts';
import { m_exp } from '../math/exp.ts';
import { m_log1p } from '../math/log1p.ts';
import { mul } from '../elementwise/mul.ts';
import { sub } from '../elementwise/sub.ts';
import { logsigmoid } from '../elementwise/logsigmoid.ts';
import { sigmoid } from '../elementwise/sigmoid.ts';
import type { Tensor } from '../../engine/tensor.ts';
import { neg } from '../elementwise/neg.ts';
import type { BceOptions } from './binary-cross-entropy.ts';
import { checkTarget } from './binary-cross-entropy.ts';
import { reduceLoss } from './reduce.ts';
import { add } from '../elementwise/add.ts';
import { affine } from '../elementwise/affine.ts';

/** The same of a = sigmoid(logit), without computing it: both logarithms keep their digits. */
const ofLogit = binary({
  name: 'binary_cross_entropy_logits',
  dtypes: ['f32', 'f16'],
  code: () => wgsl`max(a, 0.0f) - a * b + ${m_log1p}(${m_exp}(-abs(a)))`,

  reference: (a, b) => Math.max(a, 0) - a * b + Math.log1p(Math.exp(-Math.abs(a))),
  grad: ({ a, b, dy }, wanted) => ({
    a: wanted.a && mul(dy, sub(sigmoid(a as Tensor), b)),
    b: wanted.b && neg(mul(dy, a)),
  }),
  samples: [
    { shapes: { a: [3, 5], b: [3, 5] } },
    { shapes: { a: [4], b: [4] }, values: { a: [-200, 200, 30, -30], b: [0, 1, 0, 0.5] } },
  ],
});

export interface BceWithLogitsOptions extends BceOptions {
  /** Scales the loss of the positive part, for rare positives; broadcast. */
  posWeight?: Tensor;
}

/**
 * Binary cross entropy of logits, stable for any of them. @param target 0 to 1, of the same shape.
 * @throws ShapeError when the target has another shape, or a weight does not broadcast.
 */
export const bceWithLogits = Object.assign(
  (input: Tensor, target: Tensor, options: BceWithLogitsOptions = {}): Tensor => {
    checkTensors('bceWithLogits', { input, target });
    const { weight, posWeight, reduction } = checkOptions('bceWithLogits', options, 'reduction weight posWeight');
    checkTarget('bceWithLogits', input, target, weight, posWeight);
    return reduceLoss('bceWithLogits', reduction, () => {
      const losses = posWeight
        ? neg(
            add(
              mul(mul(posWeight, target), logsigmoid(input)),
              mul(affine(target, { alpha: -1, beta: 1 }), logsigmoid(neg(input))),
            ),
          )
        : ofLogit(input, target);
      return weight ? mul(losses, weight) : losses;
    });
  },
  { ops: [ofLogit.ops[0]] as const },
);
