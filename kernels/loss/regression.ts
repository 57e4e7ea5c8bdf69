/** Losses between equal shapes (or shapes that broadcast), element by element. */
import type { Tensor } from '../../engine/tensor.ts';
import { wgsl } from '../../engine/gpu/wgsl.ts';
import { lessEqual } from '../elementwise/compare.ts';
import { div } from '../elementwise/div.ts';
import { binary } from '../make/binary.ts';
import { m_is_nan } from '../math/bits.ts';
import { mul } from '../elementwise/mul.ts';
import { checkNumber } from '../make/options.ts';
import { abs } from '../elementwise/sign.ts';
import { sub } from '../elementwise/sub.ts';
import { unary } from '../make/unary.ts';
import { where } from '../elementwise/where.ts';
import type { LossOptions } from './reduce.ts';
import { reduceLoss } from './reduce.ts';

const squaredError = binary({
  name: 'squared_error',
  dtypes: ['f32', 'f16'],
  code: () => wgsl`(a - b) * (a - b)`,
  reference: (a, b) => (a - b) ** 2,
  grad: ({ a, b, dy }) => {
    const slope = (sign: number) => mul(dy, mul(sub(a, b), sign));
    return { a: () => slope(2), b: () => slope(-2) };
  },
});

/** Squares up to `delta`, straight lines beyond. */
const huberOf = unary<{ delta: number }>({
  name: 'huber_of',
  code: () => wgsl`select(p.delta * (abs(x) - 0.5f * p.delta), 0.5f * x * x, abs(x) <= p.delta)`,
  reference: (x, { delta }) => (Math.abs(x) <= delta ? 0.5 * x * x : delta * (Math.abs(x) - 0.5 * delta)),
  derivative: {
    from: 'x',
    code: () => wgsl`dy * select(clamp(x, -p.delta, p.delta), x, m_is_nan(x))`,
    functions: [m_is_nan],
    reference: (x, dy, { delta }) => dy * Math.max(-delta, Math.min(delta, x)),
    second: (x, dy, { delta }) => where(lessEqual(abs(x), delta), dy, 0),
  },
  defaults: { delta: 1 },
  live: ['delta'],
  samples: [
    { shapes: { x: [3, 40] }, attrs: { delta: 0.5 } },
    { shapes: { x: [3] }, attrs: { delta: 0.5 }, values: { x: [NaN, -Infinity, 1e-30] }, differentiable: false },
  ],
});

/** (a - b)². @throws ShapeError when the shapes do not broadcast. */
export const mseLoss = Object.assign(
  (input: Tensor, target: Tensor, { reduction }: LossOptions = {}): Tensor =>
    reduceLoss('mseLoss', reduction, () => squaredError(input, target)),
  { ops: squaredError.ops },
);

/** |a - b|. @throws ShapeError when the shapes do not broadcast. */
export const l1Loss = (input: Tensor, target: Tensor, { reduction }: LossOptions = {}): Tensor =>
  reduceLoss('l1Loss', reduction, () => abs(sub(input, target)));

/** ½ d² up to |d| = `delta`, delta · (|d| - ½ delta) beyond (Huber 1964). @throws ShapeError when the shapes do not broadcast. */
export const huberLoss = Object.assign(
  (input: Tensor, target: Tensor, { delta = 1, reduction }: LossOptions & { delta?: number } = {}): Tensor => {
    checkNumber('huberLoss', 'delta', delta, 'above 0');
    return reduceLoss('huberLoss', reduction, () => huberOf(sub(input, target), { delta }));
  },
  { ops: huberOf.ops },
);

/** The Huber loss over `beta`: slope 1 far out; with beta 0 the l1 loss. @throws ShapeError when the shapes do not broadcast. */
export function smoothL1Loss(
  input: Tensor,
  target: Tensor,
  { beta = 1, reduction }: LossOptions & { beta?: number } = {},
): Tensor {
  checkNumber('smoothL1Loss', 'beta', beta);
  if (beta === 0) return l1Loss(input, target, { reduction });
  return reduceLoss('smoothL1Loss', reduction, () => div(huberOf(sub(input, target), { delta: beta }), beta));
}
