/** What the backward ops of dense attention share: each query's statistics, and the cases they are tried on. */
import { gather } from '../../engine/indexing.ts';
import type { Kernel, Operand } from '../../engine/gpu/kernel.ts';
import { each } from '../../engine/gpu/kernel.ts';
import type { HostArray, Sample } from '../../engine/op.ts';
import type { Shape } from '../../engine/shape.ts';
import { rowMajor, size } from '../../engine/shape.ts';
import { name, repeat, u32, wgsl } from '../../engine/gpu/wgsl.ts';
import { lowest } from '../make/rows.ts';
import type { Numbers } from './held.ts';
import type { Pass } from './pass.ts';
import { divide } from './shared.ts';

export interface DenseGradAttrs {
  scale: number;
  causal: boolean;
  /** The axes of dq, dk and dv in memory, slowest first. */
  orders: { q: readonly number[]; k: readonly number[]; v: readonly number[] };
}

/** The stats of the owned queries as an earlier pass left them: log-sum-exp, and Σ dy · out - dlse, from which a weight's gradient is measured. */
export const readStats = (pass: Pass): Numbers => pass.own('stats', 2);

/** The same without dlse, made from the `out`, `dy` [queries, width] and `lse` [queries, 1] that the pass owns; a few channels at a time. */
export function makeStats(pass: Pass, width: number): Numbers {
  const part = divide(width, 32);
  const [out, dy] = ['out', 'dy'].map((key) => pass.own(key, part, name('c')));
  const lse = pass.own('lse', 1);
  // A query that looks nowhere has -Inf; its scores are -Inf too, and from a finite number they give weight 0.
  return {
    load: wgsl`${lse.load}
${pass.each(
  (r) => wgsl`var delta${r} = 0.0;
let known${r} = select(${lse.at(r, 0)}, ${lowest}, ${lse.at(r, 0)} < ${lowest});`,
)}
for (var c = 0u; c < ${u32(width)}; c += ${u32(part)}) {
${out.load}
${dy.load}
${pass.each((r) => wgsl`${repeat(part, (c) => wgsl`delta${r} += ${dy.at(r, c)} * ${out.at(r, c)};`)}`)}
}`,
    at: (r, c) => name(`${c === 0 ? 'known' : 'delta'}${r}`),
  };
}

/** The stats of all queries, in a pass of their own: for kernels that own no queries, or have no binding left for them. */
export function statsPass({ dy, out, lse, dlse }: Readonly<Record<string, Operand>>): Kernel {
  const rows = lse.shape;
  const firstOf = (x: Operand): Operand => ({ ...x, shape: rows, strides: x.strides.slice(0, 4) });
  const { at, setup, params } = gather(rows, { dy: firstOf(dy), y: firstOf(out) });
  return {
    ...each(
      size(rows),
      wgsl`${setup}
  let dy_first = ${at.dy};
  let y_first = ${at.y};
  var sum = 0.0;
  for (var c = 0u; c < p.channels; c++) { sum += dy[dy_first + c * p.dy_channel] * out[y_first + c * p.out_channel]; }
  stats[2 * i] = select(lse[i], ${lowest}, lse[i] < ${lowest});
  stats[2 * i + 1] = sum${dlse ? wgsl` - dlse[i]` : wgsl``};`,
      {
        params: {
          ...params,
          channels: dy.shape[4],
          dy_channel: dy.strides[4] >>> 0,
          out_channel: out.strides[4] >>> 0,
        },
      },
    ),
    reads: ['dy', 'out', 'lse', ...(dlse ? ['dlse'] : [])],
    writes: ['stats'],
  };
}

/** The same as an operand of a pass. */
export const statsOperand = (queries: Shape): Operand => ({
  shape: [...queries, 2],
  dtype: 'f32',
  strides: rowMajor([...queries, 2]),
  offset: 0,
});

/** Σ dy · out - dlse of one query: the reference of `stats`. */
export function deltaOf({ out, dy, dlse }: Readonly<Record<string, HostArray>>, row: number, width: number): number {
  let sum = dlse ? -dlse.data[row] : 0;
  for (let c = 0; c < width; c++) sum += dy.data[row * width + c] * out.data[row * width + c];
  return sum;
}

const orders = { q: [0, 1, 2, 3, 4], k: [0, 1, 2, 4, 3], v: [0, 2, 1, 3, 4] };
const sample = (
  batch: Shape,
  n: number,
  m: number,
  d: number,
  e: number,
  change: Partial<Sample<DenseGradAttrs>> & { causal?: boolean; mask?: Shape } = {},
): Sample<DenseGradAttrs> => {
  const { causal = false, mask, ...rest } = change;
  const rows = [...batch, n];
  // Statistics at random are not those of q and k, which the gradient's own gradient takes them for: test/flash-attention.test.ts checks it.
  return {
    differentiable: false,
    shapes: {
      q: [...rows, d],
      k: [...batch, m, d],
      v: [...batch, m, e],
      ...(mask && { mask }),
      lse: rows,
      out: [...rows, e],
      dy: [...rows, e],
    },
    attrs: { scale: 0.6, causal, orders },
    ...rest,
  };
};
/** Log-sum-exp need not fit the scores here: the rule holds for any. */
export const gradSamples: readonly Sample<DenseGradAttrs>[] = [
  sample([1, 2, 1], 5, 7, 3, 2),
  sample([1, 1, 2], 37, 41, 4, 8),
  sample([2, 1, 3], 11, 6, 3, 2, { causal: true, mask: [1, 1, 3, 11, 6] }),
  sample([1, 2, 2], 6, 11, 3, 2, { mask: [1, 1, 1, 1, 11] }),
  sample([2, 1, 1], 9, 10, 3, 2, { mask: [2, 1, 1, 9, 10], dtypes: { mask: 'bool' } }),
  sample([1, 1, 1], 6, 5, 148, 148),
];
