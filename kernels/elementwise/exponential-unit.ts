/** Exponential linear units: a line above 0, an exponential below. */
import { unary } from './unary.ts';
import { wgsl } from '../../engine/gpu/wgsl.ts';
import { m_expm1 } from '../math/expm1.ts';
import { m_exp } from '../math/exp.ts';
import { where } from './where.ts';
import { lessEqual } from './less-equal.ts';
import { mul } from './mul.ts';
import { exp } from './exp.ts';
import { affine } from './affine.ts';

export interface EluAttrs {
  /** Factors of x above 0, of expm1 below 0, and of x inside it. */
  positive: number;
  negative: number;
  inner: number;
}

export const exponentialUnit = unary<EluAttrs>({
  name: 'elu',
  defaults: { positive: 1, negative: 1, inner: 1 },
  live: ['positive', 'negative', 'inner'],
  code: () => wgsl`select(p.negative * ${m_expm1}(p.inner * x), p.positive * x, x > 0.0f)`,

  reference: (x, { positive, negative, inner }) => (x > 0 ? positive * x : negative * Math.expm1(inner * x)),
  derivative: {
    from: 'x',
    code: () => wgsl`dy * select(p.negative * p.inner * ${m_exp}(p.inner * x), p.positive, x > 0.0f)`,

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
