import type { Sample } from '../../engine/op.ts';
import { unary } from './unary.ts';
import { wgsl } from '../../engine/gpu/wgsl.ts';
import { m_log } from '../math/log.ts';
import { div } from './div.ts';

const samples: readonly Sample<object>[] = [
  { shapes: { x: [5, 27] }, range: [0.05, 9] },
  { shapes: { x: [5] }, values: { x: [0, -1, Infinity, 1e-40, 1] }, differentiable: false },
];

/** ln x. */
export const log = unary({
  name: 'log',
  code: () => wgsl`${m_log}(x)`,

  reference: Math.log,
  grad: ({ x, dy }) => div(dy, x),
  flops: 16,
  samples,
});
