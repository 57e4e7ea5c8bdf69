import type { Sample } from '../../engine/op.ts';
import { unary } from './unary.ts';
import { wgsl } from '../../engine/gpu/wgsl.ts';
import { m_log10 } from '../math/log10.ts';
import { div } from './div.ts';
import { mul } from './mul.ts';

const samples: readonly Sample<object>[] = [
  { shapes: { x: [5, 27] }, range: [0.05, 9] },
  { shapes: { x: [5] }, values: { x: [0, -1, Infinity, 1e-40, 1] }, differentiable: false },
];

/** log₁₀ x. */
export const log10 = unary({
  name: 'log10',
  code: () => wgsl`${m_log10}(x)`,

  reference: Math.log10,
  grad: ({ x, dy }) => div(dy, mul(x, Math.LN10)),
  flops: 16,
  samples,
});
