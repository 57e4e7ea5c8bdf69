import type { Sample } from '../../engine/op.ts';
import type { UnaryFunction } from './unary.ts';
import { unary } from './unary.ts';
import { wgsl } from '../../engine/gpu/wgsl.ts';
import { m_sin } from '../math/sin.ts';
import { mul } from './mul.ts';
import { m_cos } from '../math/cos.ts';
import { neg } from './neg.ts';

const circle: readonly Sample<object>[] = [
  { shapes: { x: [3, 43] }, range: [-4, 4] },
  { shapes: { x: [4] }, values: { x: [1e6, -0, Infinity, 1e-40] }, differentiable: false },
];

/** Sine of radians, for every finite x; NaN at ±Inf. */
export const sin: UnaryFunction<object> = unary({
  name: 'sin',
  code: () => wgsl`${m_sin}(x)`,

  reference: Math.sin,
  grad: ({ x, dy }) => mul(dy, cos(x)),
  flops: 24,
  samples: circle,
});

/** Cosine of radians, for every finite x; NaN at ±Inf. */
export const cos: UnaryFunction<object> = unary({
  name: 'cos',
  code: () => wgsl`${m_cos}(x)`,

  reference: Math.cos,
  grad: ({ x, dy }) => neg(mul(dy, sin(x))),
  flops: 24,
  samples: circle,
});
