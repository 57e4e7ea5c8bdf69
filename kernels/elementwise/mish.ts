import { unary } from './unary.ts';
import { fn, wgsl } from '../../engine/gpu/wgsl.ts';
import { m_exp } from '../math/exp.ts';
import { m_sigmoid } from '../math/sigmoid.ts';
import { sigmoid } from './sigmoid.ts';
import { tanh } from './tanh.ts';
import { softplus } from './softplus.ts';
import { mul } from './mul.ts';
import { affine } from './affine.ts';
import { square } from './square.ts';
import { add } from './add.ts';
import { neg } from './neg.ts';

const mish_gate = fn`
  fn mish_gate(x: f32) -> f32 {
    let e = ${m_exp}(-abs(x));
    let above = 1.0f + 2.0f * e;
    let below = e * (e + 2.0f);
    return select(below / (below + 2.0f), above / (above + 2.0f * e * e), x > 0.0f);
  }`;
const mish_slope = fn`
  fn mish_slope(x: f32) -> f32 {
    let e = ${m_exp}(-abs(x));
    let positive = x > 0.0f;
    let above = 1.0f + 2.0f * e;
    let below = e * (e + 2.0f);
    let denominator = select(below + 2.0f, above + 2.0f * e * e, positive);
    let root = select(2.0f, 2.0f * e, positive) * (1.0f + e) / denominator;
    return select(below, above, positive) / denominator + x * ${m_sigmoid}(x) * root * root;
  }`;

/**
 * x · tanh(softplus(x)). Misra, "Mish: a self regularized non-monotonic activation function", BMVC 2020. With e =
 * e^-|x| the tanh is (1 + 2e)/(1 + 2e + 2e²) above 0 and (e² + 2e)/(e² + 2e + 2) below: no term cancels or overflows.
 */
export const mish = unary({
  name: 'mish',
  code: () => wgsl`x * ${mish_gate}(x)`,

  reference: (x) => x * Math.tanh(Math.log1p(Math.exp(-Math.abs(x))) + Math.max(x, 0)),
  derivative: {
    from: 'x',
    // t + x·s·(1 - t²), where 1 - t² = 4e²(1 + e)²/(1 + 2e + 2e²)² above 0 and 4(1 + e)²/(e² + 2e + 2)² below, so that
    // it keeps its digits.
    code: () => wgsl`dy * ${mish_slope}(x)`,

    reference: (x, dy) => {
      const t = Math.tanh(Math.log1p(Math.exp(-Math.abs(x))) + Math.max(x, 0));
      return dy * (t + (x / (1 + Math.exp(-x))) * (1 - t * t));
    },
    // s(1 - t²)(2 + x(1 - s) - 2xts)
    second: (x, dy) => {
      const s = sigmoid(x);
      const t = tanh(softplus(x));
      const slope = mul(s, affine(square(t), { alpha: -1, beta: 1 }));
      const bend = add(mul(x, sigmoid(neg(x))), mul(mul(x, -2), mul(t, s)));
      return mul(mul(dy, slope), affine(bend, { beta: 2 }));
    },
  },
  flops: 30,
  samples: [{ shapes: { x: [5, 27] }, range: [-6, 6] }],
});
