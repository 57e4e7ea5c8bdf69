import type { Sample } from '../../engine/op.ts';
import { unary } from './unary.ts';
import { wgsl } from '../../engine/gpu/wgsl.ts';
import { m_sqrt } from '../math/sqrt.ts';
import { div } from './div.ts';
import { mul } from './mul.ts';

const samples: readonly Sample<object>[] = [
  { shapes: { x: [5, 27] }, range: [0.1, 4] },
  { shapes: { x: [5] }, values: { x: [0, -0, -1, Infinity, 1e-40] }, differentiable: false },
];

/** √x; NaN below 0. Its derivative at 0 is Inf. */
export const sqrt = unary({
  name: 'sqrt',
  code: () => wgsl`${m_sqrt}(x)`,

  reference: Math.sqrt,
  grad: ({ out, dy }) => div(dy, mul(out, 2)),
  samples,
});
