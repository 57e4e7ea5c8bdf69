/** Dense attention in one pass over the keys: forward. */
import type { HostArray, Op, Sample } from '../../engine/op.ts';
import { defineOp } from '../../engine/op.ts';
import type { Shape } from '../../engine/shape.ts';
import { size } from '../../engine/shape.ts';
import { checkDense } from './dense-shapes.ts';
import { denseGradient } from './dense-grad.ts';
import { forwardPass } from './passes.ts';
import { eachQuery, orderedIndex } from './reference.ts';
import { inOrder, oneChannel, ordered } from './shared.ts';
import { largest } from '../make/rows.ts';

export interface DenseAttrs {
  /** Factor on q · k. */
  scale: number;
  /** Query i looks at keys 0 … i only. */
  causal: boolean;
  /** The axes of the output in memory, slowest first: that of [batch, batch, batch, queries, channels]. */
  order: readonly number[];
}

function denseReference(
  { q, k, v, mask, out, lse }: Readonly<Record<string, HostArray>>,
  { scale, causal, order }: DenseAttrs,
): void {
  const e = v.shape[4];
  const outAt = orderedIndex([...q.shape.slice(0, 4), e], order);
  eachQuery({ q, k, mask }, { scale, causal }, ({ row, batch, query, scores, at }) => {
    const top = scores.reduce((a, b) => Math.max(a, b), -largest);
    const weights = scores.map((score) => Math.exp(score - top));
    const total = weights.reduce((a, b) => a + b, 0);
    lse.data[row] = top + Math.log(total);
    for (let c = 0; c < e; c++) {
      const sum = weights.reduce((s, weight, key) => s + weight * v.data[at(v, key, c)], 0);
      out.data[outAt(batch, query, c)] = (mask || !k.shape[3]) && total === 0 ? 0 : sum / total;
    }
  });
}
const dense = [0, 1, 2, 3, 4];
const shapes = (batch: Shape, n: number, m: number, d: number, e: number, mask?: Shape) => ({
  q: [...batch, n, d],
  k: [...batch, m, d],
  v: [...batch, m, e],
  ...(mask && { mask }),
});
const attrs = (change: Partial<DenseAttrs> = {}): DenseAttrs => ({
  scale: 0.6,
  causal: false,
  order: dense,
  ...change,
});
export const denseSamples: readonly Sample<DenseAttrs>[] = [
  { shapes: shapes([1, 1, 2], 5, 7, 3, 2), attrs: attrs() },
  { shapes: shapes([1, 2, 2], 37, 41, 4, 8), attrs: attrs({ order: [0, 1, 2, 4, 3] }), range: [-2, 2] },
  { shapes: shapes([1, 1, 1], 70, 33, 3, 2), attrs: attrs({ causal: true }) },
  { shapes: shapes([2, 1, 3], 11, 6, 3, 2, [1, 1, 3, 11, 6]), attrs: attrs({ causal: true }) },
  { shapes: shapes([1, 1, 2], 6, 11, 3, 2, [1, 1, 1, 1, 11]), attrs: attrs({ causal: true }) },
  { shapes: shapes([2, 1, 1], 9, 10, 3, 2, [2, 1, 1, 9, 10]), attrs: attrs(), dtypes: { mask: 'bool' } },
  { shapes: shapes([1, 1, 1], 5, 6, 148, 148), attrs: attrs({ scale: 0.1 }) },
];

export const denseOp: Op<DenseAttrs> = defineOp<DenseAttrs>({
  name: 'dense_attention',
  inputs: ['q', 'k', 'v', 'mask?'],
  dtypes: { mask: ['f32', 'f16', 'bool'] },
  strided: ['q', 'k', 'v', 'mask'],
  live: ['scale'],
  outputs: ({ q, k, v, mask }, { order }) => {
    checkDense(q.shape, k.shape, v.shape, mask?.shape);
    const rows = q.shape.slice(0, 4);
    return {
      out: { shape: inOrder([...rows, v.shape[4]], order), dtype: q.dtype },
      lse: { shape: rows, dtype: 'f32' },
    };
  },
  reference: denseReference,
  // Without a mask a row of -Inf is an overflow and gives NaN, as softmax does; with one, or no keys, it is a query that looks nowhere and gives 0.
  kernel: ({ out, lse, ...inputs }, { causal, order }, adapter) =>
    forwardPass(
      adapter,
      { ...inputs, out: ordered(out, order), lse: oneChannel(lse) },
      { causal },
      { emptyIsZero: inputs.mask !== undefined || inputs.k.shape[3] === 0 },
    ),
  grad: denseGradient,
  flops: ({ q, k, out, lse }) =>
    2 * size(q.shape) * k.shape[3] + 2 * size(out.shape) * k.shape[3] + 16 * size(lse.shape) * k.shape[3],
  samples: denseSamples,
});
