import { unary } from './unary.ts';
import { wgsl } from '../../engine/gpu/wgsl.ts';

/**
 * min(max(x, 0), 6). Its derivative at 0 and 6 is 0. Krizhevsky, "Convolutional deep belief networks on CIFAR-10",
 * 2010.
 */
export const relu6 = unary({
  name: 'relu6',
  code: () => wgsl`select(select(x, 6.0f, x > 6.0f), 0.0f, x < 0.0f)`,
  reference: (x) => Math.min(Math.max(x, 0), 6),
  derivative: {
    from: 'x',
    code: () => wgsl`select(dy, 0.0f, x <= 0.0f || x >= 6.0f)`,
    reference: (x, dy) => (x <= 0 || x >= 6 ? 0 : dy),
  },
  samples: [{ shapes: { x: [5, 27] }, range: [-9, 9] }],
});
