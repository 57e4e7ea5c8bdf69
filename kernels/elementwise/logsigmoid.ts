import { unary } from './unary.ts';
import { wgsl } from '../../engine/gpu/wgsl.ts';
import { m_exp } from '../math/exp.ts';
import { m_log1p } from '../math/log1p.ts';
import { m_sigmoid } from '../math/sigmoid.ts';
import { neg } from './neg.ts';
import { mul } from './mul.ts';
import { sigmoidSlope } from './sigmoid.ts';

/** ln sigmoid(x), without overflow or cancellation. */
export const logsigmoid = unary({
  name: 'logsigmoid',
  code: () => wgsl`min(x, 0.0f) - ${m_log1p}(${m_exp}(-abs(x)))`,

  reference: (x) => Math.min(x, 0) - Math.log1p(Math.exp(-Math.abs(x))),
  derivative: {
    from: 'x',
    code: () => wgsl`dy * ${m_sigmoid}(-x)`,

    reference: (x, dy) => dy / (1 + Math.exp(x)),
    second: (x, dy) => neg(mul(dy, sigmoidSlope(x))),
  },
  flops: 40,
  samples: [
    { shapes: { x: [5, 27] }, range: [-6, 6] },
    { shapes: { x: [4] }, values: { x: [-Infinity, -90, 90, Infinity] }, differentiable: false },
  ],
});
