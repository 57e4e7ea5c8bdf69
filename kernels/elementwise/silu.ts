/** Self-gated units: x times a smooth step. */
import { unary } from './unary.ts';
import { wgsl } from '../../engine/gpu/wgsl.ts';
import { m_sigmoid } from '../math/sigmoid.ts';
import { mul } from './mul.ts';
import { sigmoid, sigmoidSlope } from './sigmoid.ts';
import { affine } from './affine.ts';

/** x · sigmoid(x), also called swish. Elfwing et al., "Sigmoid-weighted linear units", Neural Networks 2018. */
export const silu = unary({
  name: 'silu',
  code: () => wgsl`x * ${m_sigmoid}(x)`,

  reference: (x) => x / (1 + Math.exp(-x)),
  derivative: {
    from: 'x',
    code: () => wgsl`dy * ${m_sigmoid}(x) * (1.0f + x * ${m_sigmoid}(-x))`,

    reference: (x, dy) => {
      const s = 1 / (1 + Math.exp(-x));
      return dy * s * (1 + x * (1 - s));
    },
    // s(1 - s)(2 + x(1 - 2s))
    second: (x, dy) =>
      mul(mul(dy, sigmoidSlope(x)), affine(mul(x, affine(sigmoid(x), { alpha: -2, beta: 1 })), { beta: 2 })),
  },
  flops: 21,
  samples: [{ shapes: { x: [5, 27] }, range: [-6, 6] }],
});
