/** Piecewise-linear stand-ins for the sigmoid and for silu. */
import { wgsl } from '../../engine/gpu/wgsl.ts';
import { greater, less } from './compare.ts';
import { logicalAnd } from './logic.ts';
import { mul } from './mul.ts';
import { unary } from '../make/unary.ts';
import { where } from './where.ts';

/** alpha · x + beta held between 0 and 1; `{ alpha: 1/6, beta: 1/2 }` by default. Its derivative at the bounds is 0. */
export const hardsigmoid = unary<{ alpha: number; beta: number }>({
  name: 'hardsigmoid',
  defaults: { alpha: 1 / 6, beta: 0.5 },
  live: ['alpha', 'beta'],
  code: () => wgsl`clamp(p.alpha * x + p.beta, 0.0f, 1.0f)`,
  reference: (x, { alpha, beta }) => Math.min(Math.max(alpha * x + beta, 0), 1),
  derivative: {
    from: 'y',
    code: () => wgsl`select(0.0f, p.alpha * dy, y > 0.0f && y < 1.0f)`,
    reference: (y, dy, { alpha }) => (y > 0 && y < 1 ? alpha * dy : 0),
  },
  flops: 4,
  samples: [{ shapes: { x: [5, 27] }, range: [-5, 5], attrs: { alpha: 0.2, beta: 0.4 } }],
});

/** x · relu6(x + 3) / 6. Its derivative is 0 at -3 and 1 at 3. Howard et al., "Searching for MobileNetV3", ICCV 2019. */
export const hardswish = unary({
  name: 'hardswish',
  code: () => wgsl`x * clamp(x + 3.0f, 0.0f, 6.0f) / 6.0f`,
  reference: (x) => (x * Math.min(Math.max(x + 3, 0), 6)) / 6,
  derivative: {
    from: 'x',
    code: () => wgsl`select(select(dy * (x / 3.0f + 0.5f), dy, x >= 3.0f), 0.0f, x <= -3.0f)`,
    reference: (x, dy) => (x <= -3 ? 0 : x >= 3 ? dy : dy * (x / 3 + 0.5)),
    second: (x, dy) => where(logicalAnd(greater(x, -3), less(x, 3)), mul(dy, 1 / 3), 0),
  },
  flops: 5,
  samples: [{ shapes: { x: [5, 27] }, range: [-5, 5] }],
});
