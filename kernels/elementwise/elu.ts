/** Exponential linear units: a line above 0, an exponential below. */
import { ShapeError } from '../../engine/errors.ts';
import type { Tensor } from '../../engine/tensor.ts';
import { wgsl } from '../../engine/gpu/wgsl.ts';
import { m_exp } from '../math/exp.ts';
import { m_expm1 } from '../math/expm1.ts';
import { affine } from './affine.ts';
import { exp } from './exponential.ts';
import { lessEqual } from './compare.ts';
import { mul } from './mul.ts';
import { unary } from '../make/unary.ts';
import { where } from './where.ts';

interface EluAttrs {
  /** Factors of x above 0, of expm1 below 0, and of x inside it. */
  positive: number;
  negative: number;
  inner: number;
}

const base = unary<EluAttrs>({
  name: 'elu',
  defaults: { positive: 1, negative: 1, inner: 1 },
  live: ['positive', 'negative', 'inner'],
  code: () => wgsl`select(p.negative * m_expm1(p.inner * x), p.positive * x, x > 0.0f)`,
  functions: [m_expm1],
  reference: (x, { positive, negative, inner }) => (x > 0 ? positive * x : negative * Math.expm1(inner * x)),
  derivative: {
    from: 'x',
    code: () => wgsl`dy * select(p.negative * p.inner * m_exp(p.inner * x), p.positive, x > 0.0f)`,
    functions: [m_exp],
    reference: (x, dy, { positive, negative, inner }) =>
      dy * (x > 0 ? positive : negative * inner * Math.exp(inner * x)),
    second: (x, dy, { negative, inner }) =>
      where(lessEqual(x, 0), mul(mul(dy, negative * inner * inner), exp(affine(x, { alpha: inner }))), 0),
  },
  flops: 20,
  samples: [
    { shapes: { x: [5, 27] }, range: [-4, 4], attrs: { positive: 1.05, negative: 1.7, inner: 0.8 } },
    {
      shapes: { x: [3] },
      values: { x: [-Infinity, -0, Infinity] },
      attrs: { positive: 1, negative: 1, inner: 1 },
      differentiable: false,
    },
  ],
});

/** x above 0, alpha · (eˣ - 1) below; alpha is 1 by default. Clevert et al., "Fast and accurate deep network learning by exponential linear units", ICLR 2016. */
export const elu = Object.assign(
  (x: Tensor, { alpha = 1 }: { alpha?: number } = {}): Tensor => base(x, { negative: alpha }),
  { ops: base.ops },
);

/**
 * x above 0, alpha · (e^(x/alpha) - 1) below; alpha is 1 by default. Barron, "Continuously differentiable exponential linear units", 2017.
 * @throws ShapeError when alpha is 0.
 */
export function celu(x: Tensor, { alpha = 1 }: { alpha?: number } = {}): Tensor {
  if (alpha === 0) throw new ShapeError('celu', 'alpha must not be 0', '0', 'use relu');
  return base(x, { negative: alpha, inner: 1 / alpha });
}

/** gamma · elu(x, alpha) with the constants that keep activations normalised. Klambauer et al., "Self-normalizing neural networks", NeurIPS 2017. */
export function selu(
  x: Tensor,
  { alpha = 1.6732632423543772, gamma = 1.0507009873554805 }: { alpha?: number; gamma?: number } = {},
): Tensor {
  return base(x, { positive: gamma, negative: gamma * alpha });
}
