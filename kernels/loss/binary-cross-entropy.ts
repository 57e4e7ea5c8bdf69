/** Losses of yes-or-no probabilities. */
import { runtimeBits } from '../../engine/gpu/bits.ts';
import { ShapeError } from '../../engine/errors.ts';
import { broadcastShapes, sameShape, show } from '../../engine/shape.ts';
import type { Tensor } from '../../engine/tensor.ts';
import { wgsl } from '../../engine/gpu/wgsl.ts';
import { add } from '../elementwise/add.ts';
import { affine } from '../elementwise/affine.ts';
import { clamp } from '../elementwise/clamp.ts';
import { div } from '../elementwise/div.ts';
import { binary } from '../make/binary.ts';
import { log, log1p } from '../elementwise/logarithm.ts';
import { m_is_nan, m_nan } from '../math/bits.ts';
import { m_exp } from '../math/exp.ts';
import { m_log } from '../math/log.ts';
import { m_log1p } from '../math/log1p.ts';
import { mul } from '../elementwise/mul.ts';
import { logsigmoid, sigmoid } from '../elementwise/sigmoid.ts';
import { neg } from '../elementwise/sign.ts';
import { sub } from '../elementwise/sub.ts';
import type { LossOptions } from './reduce.ts';
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
    wgsl`select(-(b * max(m_log(a), -100.0f) + (1.0f - b) * max(m_log1p(-a), -100.0f)), m_nan(), m_is_nan(a) || a < 0.0f || a > 1.0f)`,
  functions: [runtimeBits, m_log, m_log1p, m_is_nan, m_nan],
  reference: (a, b) => -(b * logOf(a) + (1 - b) * Math.max(floor, Math.log1p(-a))),
  grad: ({ a, b, dy }) => {
    const x = a as Tensor;
    return {
      a: () => mul(dy, div(sub(a, b), clamp(mul(a, sub(1, a)), { min: 1e-12 }))),
      b: () => mul(dy, sub(clamp(log1p(neg(x)), { min: floor }), clamp(log(x), { min: floor }))),
    };
  },
  samples: [
    { shapes: { a: [3, 5], b: [3, 5] }, range: [0.1, 0.9] },
    { shapes: { a: [5], b: [5] }, values: { a: [0, 1, 0, 1, NaN], b: [0, 1, 1, 0, 1] }, differentiable: false },
  ],
});

/** The same of a = sigmoid(logit), without computing it: both logarithms keep their digits. */
const ofLogit = binary({
  name: 'binary_cross_entropy_logits',
  dtypes: ['f32', 'f16'],
  code: () => wgsl`max(a, 0.0f) - a * b + m_log1p(m_exp(-abs(a)))`,
  functions: [m_exp, m_log1p],
  reference: (a, b) => Math.max(a, 0) - a * b + Math.log1p(Math.exp(-Math.abs(a))),
  grad: ({ a, b, dy }) => ({ a: () => mul(dy, sub(sigmoid(a as Tensor), b)), b: () => neg(mul(dy, a)) }),
  samples: [
    { shapes: { a: [3, 5], b: [3, 5] } },
    { shapes: { a: [4], b: [4] }, values: { a: [-200, 200, 30, -30], b: [0, 1, 0, 0.5] } },
  ],
});

function checkTarget(op: string, input: Tensor, target: Tensor, ...weights: (Tensor | undefined)[]): void {
  if (!sameShape(input.shape, target.shape))
    throw new ShapeError(
      op,
      'the target must have the shape of the input',
      `input ${show(input.shape)}, target ${show(target.shape)}`,
      'reshape or expand the target',
    );
  for (const weight of weights) if (weight) broadcastShapes(op, input.shape, weight.shape);
}

export interface BceOptions extends LossOptions {
  /** Scales each element's loss; broadcast. */
  weight?: Tensor;
}

/**
 * Binary cross entropy of probabilities. @param input 0 to 1 @param target 0 to 1, of the same shape.
 * @throws ShapeError when the target has another shape, or a weight does not broadcast.
 */
export const bceLoss = Object.assign(
  (input: Tensor, target: Tensor, { weight, reduction }: BceOptions = {}): Tensor => {
    checkTarget('bceLoss', input, target, weight);
    return reduceLoss('bceLoss', reduction, () => {
      const losses = ofProbability(input, target);
      return weight ? mul(losses, weight) : losses;
    });
  },
  { ops: [ofProbability.ops[0]] as const },
);

export interface BceWithLogitsOptions extends BceOptions {
  /** Scales the loss of the positive part, for rare positives; broadcast. */
  posWeight?: Tensor;
}

/**
 * Binary cross entropy of logits, stable for any of them. @param target 0 to 1, of the same shape.
 * @throws ShapeError when the target has another shape, or a weight does not broadcast.
 */
export const bceWithLogits = Object.assign(
  (input: Tensor, target: Tensor, { weight, posWeight, reduction }: BceWithLogitsOptions = {}): Tensor => {
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
