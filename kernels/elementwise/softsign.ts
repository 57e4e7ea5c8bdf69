import { wgsl } from '../../engine/gpu/wgsl.ts';
import { affine } from './affine.ts';
import { div } from './div.ts';
import { mul } from './mul.ts';
import { square } from './square.ts';
import { abs } from './abs.ts';
import { sign } from './sign.ts';
import { unary } from './unary.ts';

/** x / (1 + |x|). */
export const softsign = unary({
  name: 'softsign',
  code: () => wgsl`x / (1.0f + abs(x))`,
  reference: (x) => x / (1 + Math.abs(x)),
  derivative: {
    from: 'x',
    code: () => wgsl`dy / ((1.0f + abs(x)) * (1.0f + abs(x)))`,
    reference: (x, dy) => dy / (1 + Math.abs(x)) ** 2,
    second: (x, dy) => {
      const d = affine(abs(x), { beta: 1 });
      return div(mul(mul(dy, -2), sign(x)), mul(d, square(d)));
    },
  },
  flops: 3,
  samples: [{ shapes: { x: [5, 27] }, range: [-4, 4] }],
});
