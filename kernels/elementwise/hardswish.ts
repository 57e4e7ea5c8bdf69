import { unary } from './unary.ts';
import { wgsl } from '../../engine/gpu/wgsl.ts';
import { where } from './where.ts';
import { logicalAnd } from './logical-and.ts';
import { greater } from './greater.ts';
import { less } from './less.ts';
import { mul } from './mul.ts';

/**
 * x · relu6(x + 3) / 6. Its derivative is 0 at -3 and 1 at 3. Howard et al., "Searching for MobileNetV3", ICCV 2019.
 */
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
