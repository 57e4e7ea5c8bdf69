/** Dense attention in one pass over the keys: forward. */
import type { Adapter, Kernel, Operand } from '../../engine/kernel.ts';
import type { HostArray, Op, Sample } from '../../engine/op.ts';
import { defineOp } from '../../engine/op.ts';
import type { Shape } from '../../engine/shape.ts';
import { size } from '../../engine/shape.ts';
import { u32, wgsl } from '../../engine/wgsl.ts';
import { checkDense } from './dense-shapes.ts';
import { denseGradient } from './dense-grad.ts';
import { Pass } from './pass.ts';
import { eachQuery, orderedIndex } from './reference.ts';
import { softmaxEnd, softmaxFunctions, softmaxStart, softmaxStep } from './running-softmax.ts';
import { dot, hidden, hide, inOrder, ordered, sumWidth, weigh, zeroSums } from './shared.ts';

export interface DenseAttrs {
  /** Factor on q · k. */
  scale: number;
  /** Query i looks at keys 0 … i only. */
  causal: boolean;
  /** The axes of the output in memory, slowest first: that of [batch, batch, batch, queries, channels]. */
  order: readonly number[];
}

type Operands = Readonly<Record<string, Operand>>;

export function denseKernel({ q, k, v, mask, out, lse }: Operands, { causal, order }: DenseAttrs, adapter: Adapter): Kernel {
  const [d, e] = [q.shape[4], v.shape[4]];
  const width = sumWidth(e);
  const from = wgsl`block * ${u32(width)}`;
  const pass = new Pass({
    adapter, batch: q.shape.slice(0, 3), rows: q.shape[3], steps: k.shape[3],
    owned: { q: { operand: q, channels: d }, out: { operand: ordered(out, order), channels: width, from }, lse: { operand: { ...lse, shape: [...lse.shape, 1], strides: [...lse.strides, 1] }, channels: 1 } },
    walked: { k: { operand: k, channels: d }, v: { operand: v, channels: width, from } },
    ...(mask && { pairs: { mask } }),
    registers: d + width,
    blocks: e / width,
  });
  const scores = dot(pass, 's', 'q', 'k', d);
  const values = pass.walked('v', width);
  // Without a mask a row of -Inf is an overflow and gives NaN, as softmax does; with one, or no keys, it is a query that looks nowhere and gives 0.
  const mean = (r: number, c: number) => (mask || !k.shape[3] ? wgsl`select(o${r}_${c} / total${r}, 0.0, total${r} == 0.0)` : wgsl`o${r}_${c} / total${r}`);
  return pass.kernel({
    before: wgsl`${hidden}\n${scores.before}\n${softmaxStart(pass)}\n${zeroSums(pass, 'o', width)}`,
    step: wgsl`${scores.step}
${pass.eachPair((r, j) => wgsl`s${r}_${j} *= p.scale;`)}
${hide(pass, 's', { queries: 'owned', causal, mask })}
${softmaxStep(pass, width)}
${values.load}
${weigh(pass, 'o', 's', values, width)}`,
    after: wgsl`${pass.store('out', mean)}\nif (block == 0u) {\n${pass.store('lse', softmaxEnd)}\n}`,
    ...(causal && { end: wgsl`min(p.steps, first + ${u32(pass.span)})` }),
  }, { functions: softmaxFunctions });
}

function denseReference({ q, k, v, mask, out, lse }: Readonly<Record<string, HostArray>>, { scale, causal, order }: DenseAttrs): void {
  const e = v.shape[4];
  const outAt = orderedIndex([...q.shape.slice(0, 4), e], order);
  eachQuery({ q, k, mask }, { scale, causal }, ({ row, batch, query, scores, at }) => {
    const top = scores.reduce((a, b) => Math.max(a, b), lowestNumber);
    const weights = scores.map((score) => Math.exp(score - top));
    const total = weights.reduce((a, b) => a + b, 0);
    lse.data[row] = top + Math.log(total);
    for (let c = 0; c < e; c++) {
      const sum = weights.reduce((s, weight, key) => s + weight * v.data[at(v, key, c)], 0);
      out.data[outAt(batch, query, c)] = (mask || !k.shape[3]) && total === 0 ? 0 : sum / total;
    }
  });
}
/** Where a running maximum starts, so that -Infinity never meets -Infinity in a subtraction. */
const lowestNumber = -3.4028234663852886e38;

const dense = [0, 1, 2, 3, 4];
const shapes = (batch: Shape, n: number, m: number, d: number, e: number, mask?: Shape) => ({ q: [...batch, n, d], k: [...batch, m, d], v: [...batch, m, e], ...(mask && { mask }) });
const attrs = (change: Partial<DenseAttrs> = {}): DenseAttrs => ({ scale: 0.6, causal: false, order: dense, ...change });
export const denseSamples: readonly Sample<DenseAttrs>[] = [
  { shapes: shapes([1, 1, 2], 5, 7, 3, 2), attrs: attrs() },
  { shapes: shapes([1, 2, 2], 37, 41, 8, 12), attrs: attrs({ order: [0, 1, 2, 4, 3] }), range: [-2, 2] },
  { shapes: shapes([2, 1, 3], 11, 6, 4, 4, [1, 1, 3, 11, 6]), attrs: attrs({ causal: true }) },
  { shapes: shapes([1, 1, 2], 6, 11, 4, 5, [1, 1, 1, 1, 11]), attrs: attrs({ causal: true }) },
  { shapes: shapes([2, 1, 1], 9, 10, 5, 3, [2, 1, 1, 9, 10]), attrs: attrs(), dtypes: { mask: 'bool' } },
  { shapes: shapes([1, 1, 1], 70, 33, 4, 8), attrs: attrs({ causal: true }) },
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
    return { out: { shape: inOrder([...rows, v.shape[4]], order), dtype: q.dtype }, lse: { shape: rows, dtype: 'f32' } };
  },
  reference: denseReference,
  kernel: denseKernel,
  grad: denseGradient,
  cost: ({ q, k, v, out, lse }) => ({
    flops: 2 * size(q.shape) * k.shape[3] + 2 * size(out.shape) * k.shape[3] + 16 * size(lse.shape) * k.shape[3],
    bytes: 4 * (size(q.shape) + size(k.shape) + size(v.shape) + size(out.shape) + size(lse.shape)),
  }),
  samples: denseSamples,
});
