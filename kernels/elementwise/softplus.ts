import { wgsl } from '../../engine/gpu/wgsl.ts';
import { affine } from './affine.ts';
import { lessEqual } from './less-equal.ts';
import { m_exp } from '../math/exp.ts';
import { m_log1p } from '../math/log1p.ts';
import { m_sigmoid } from '../math/sigmoid.ts';
import { mul } from './mul.ts';
import { sigmoidSlope } from './sigmoid.ts';
import { unary } from './unary.ts';
import { where } from './where.ts';

/** ln(1 + e^(beta · x)) / beta, and x itself where beta · x > threshold; `{ beta: 1, threshold: 20 }` by default. */
export const softplus = unary<{ beta: number; threshold: number }>({
  name: 'softplus',
  defaults: { beta: 1, threshold: 20 },
  live: ['beta', 'threshold'],
  code: () =>
    wgsl`
      select((max(p.beta * x, 0.0f) + ${m_log1p}(${m_exp}(-abs(p.beta * x)))) / p.beta, x, p.beta * x > p.threshold)`,

  reference: (x, { beta, threshold }) =>
    beta * x > threshold ? x : (Math.max(beta * x, 0) + Math.log1p(Math.exp(-Math.abs(beta * x)))) / beta,
  derivative: {
    from: 'x',
    code: () => wgsl`dy * select(${m_sigmoid}(p.beta * x), 1.0f, p.beta * x > p.threshold)`,

    reference: (x, dy, { beta, threshold }) => (beta * x > threshold ? dy : dy / (1 + Math.exp(-beta * x))),
    second: (x, dy, { beta, threshold }) => {
      const z = affine(x, { alpha: beta });
      return where(lessEqual(z, threshold), mul(mul(dy, beta), sigmoidSlope(z)), 0);
    },
  },
  flops: 40,
  samples: [
    { shapes: { x: [5, 27] }, range: [-6, 6], attrs: { beta: 1.5, threshold: 5 } },
    {
      shapes: { x: [4] },
      values: { x: [-Infinity, -90, 90, Infinity] },
      attrs: { beta: 1, threshold: 20 },
      differentiable: false,
    },
  ],
});
