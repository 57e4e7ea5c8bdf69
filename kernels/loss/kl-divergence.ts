import { checkOptions } from '../../engine/arguments.ts';
import type { Tensor } from '../../engine/tensor.ts';
import { wgsl } from '../../engine/gpu/wgsl.ts';
import { div } from '../elementwise/div.ts';
import { binary } from '../elementwise/binary.ts';
import { affine } from '../elementwise/affine.ts';
import { exp } from '../elementwise/exp.ts';
import { log } from '../elementwise/log.ts';
import { m_exp } from '../math/exp.ts';
import { m_log } from '../math/log.ts';
import { mul } from '../elementwise/mul.ts';
import { neg } from '../elementwise/neg.ts';
import { sub } from '../elementwise/sub.ts';
import { sum } from '../reduce/sum.ts';
import type { LossReduction } from './reduce.ts';
import { reduceLoss } from './reduce.ts';

/** b·(log b - a); 0·log 0 is 0. */
const ofTarget = binary({
  name: 'kl_divergence',
  dtypes: ['f32', 'f16'],
  code: () => wgsl`select(b * ${m_log}(b), 0.0f, b == 0.0f) - b * a`,

  reference: (a, b) => (b === 0 ? 0 : b * Math.log(b)) - b * a,
  grad: ({ a, b, dy }, wanted) => ({
    a: wanted.a && neg(mul(dy, b)),
    b: wanted.b && mul(dy, sub(affine(log(b as Tensor), { beta: 1 }), a)),
  }),
  samples: [
    { shapes: { a: [3, 5], b: [3, 5] }, range: [0.1, 0.9] },
    { shapes: { a: [2], b: [2] }, values: { a: [-1, -2], b: [0, 1] }, differentiable: false },
  ],
});

/** e^b·(b - a). */
const ofLogTarget = binary({
  name: 'kl_divergence_log',
  dtypes: ['f32', 'f16'],
  code: () => wgsl`${m_exp}(b) * (b - a)`,

  reference: (a, b) => Math.exp(b) * (b - a),
  grad: ({ a, b, dy }, wanted) => {
    const power = () => exp(b as Tensor);
    return {
      a: wanted.a && neg(mul(dy, power())),
      b: wanted.b && mul(dy, mul(power(), affine(sub(b, a) as Tensor, { beta: 1 }))),
    };
  },
});

export interface KlOptions {
  /**
   * `batchmean`, the divergence proper, sums and divides by the first axis, if there is one; `mean` divides by all
   * elements.
   */
  reduction?: LossReduction | 'batchmean';
  /** The target is given as logarithms. */
  logTarget?: boolean;
}

/**
 * Kullback-Leibler divergence target·(log target - input) of log-probabilities from a target distribution, as
 * torch.nn.functional.kl_div.
 * @throws ShapeError when the shapes do not broadcast.
 */
export const klDiv = Object.assign(
  (input: Tensor, target: Tensor, options: KlOptions = {}): Tensor => {
    const { reduction = 'mean', logTarget = false } = checkOptions('klDiv', options, 'reduction logTarget');
    const losses = () => (logTarget ? ofLogTarget : ofTarget)(input, target);
    if (reduction !== 'batchmean') return reduceLoss('klDiv', reduction, losses);
    return div(sum(losses()), input.rank ? input.shape[0] : 1);
  },
  { ops: [ofTarget.ops[0], ofLogTarget.ops[0]] as const },
);
