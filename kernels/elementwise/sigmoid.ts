/** The logistic function and its logarithm. */
import { unary } from './unary.ts';
import { wgsl } from '../../engine/gpu/wgsl.ts';
import { m_sigmoid } from '../math/sigmoid.ts';
import { mul } from './mul.ts';
import { affine } from './affine.ts';
import type { Tensor } from '../../engine/tensor.ts';
import { neg } from './neg.ts';

/** 1 / (1 + e⁻ˣ). */
export const sigmoid = unary({
  name: 'sigmoid',
  code: () => wgsl`${m_sigmoid}(x)`,

  reference: (x) => 1 / (1 + Math.exp(-x)),
  derivative: {
    from: 'y',
    code: () => wgsl`dy * (1.0f - y) * y`,
    reference: (y, dy) => dy * (1 - y) * y,
    second: (y, dy) => mul(dy, affine(y, { alpha: -2, beta: 1 })),
  },
  flops: 20,
  samples: [
    { shapes: { x: [5, 27] }, range: [-6, 6] },
    { shapes: { x: [4] }, values: { x: [-Infinity, -90, 90, Infinity] }, differentiable: false },
  ],
});

/** The derivative of sigmoid by composed ops, to its last digits on both sides. For second derivatives. */
export const sigmoidSlope = (x: Tensor): Tensor => mul(sigmoid(x), sigmoid(neg(x)));
