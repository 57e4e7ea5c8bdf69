/** How attentions describe themselves to `capture`: one query's weights on demand, and whole maps. */
import type { MapSource } from '../../engine/capture.ts';
import { tensor, zeros } from '../../engine/create.ts';
import type { Adapter, Kernel, Program } from '../../engine/gpu/kernel.ts';
import { wgsl } from '../../engine/gpu/wgsl.ts';
import type { Op } from '../../engine/op.ts';
import { defineOp } from '../../engine/op.ts';
import type { Tensor } from '../../engine/tensor.ts';
import { indexSelect } from '../gather/index-select.ts';
import { lowest } from '../make/rows.ts';
import { mean } from '../reduce/mean.ts';
import { softmax_exp } from '../math/softmax-exp.ts';
import { concat } from '../shape/concat.ts';
import { termsOf } from './attention.ts';
import type { Call } from './call.ts';
import { bound, partOf, sideOf } from './call.ts';
import { eachQuery, softmaxOf } from './loops.ts';
import { hooksOf, ownedBy } from './forward.ts';
import type { HeldBy, Laid, Operands } from './records.ts';
import { liesInFours, packed, quads } from './records.ts';
import { Steps } from './steps.ts';
import { tapsOf } from './walk/window.ts';
import type { Who } from './walk/who.ts';
import { walkOf } from './walk/who.ts';
import type { LocalAttrs } from './windows.ts';
import { axesOfCall, localOp } from './windows.ts';

export interface WeightsAttrs extends LocalAttrs {
  /** Where the first query given lies among all queries, so that one may be asked for alone. */
  originRow: number;
  originColumn: number;
}

const whoOf = ({ q, k }: Readonly<Record<string, { shape: readonly number[] }>>, attrs: LocalAttrs) => ({
  kind: 'windows' as const,
  axes: axesOfCall({ q, k }, attrs),
  queries: q.shape.slice(0, 4),
  keys: k.shape.slice(0, 4),
});

/** Scores go to their places first, then each query's are exponentiated; keys left out have weight 0. */
function weightsProgram(operands: Operands, attrs: WeightsAttrs, adapter: Adapter): Program {
  const who: Who = { ...whoOf(operands, attrs), moved: true };
  const given: HeldBy = { k: { operand: operands.k } };
  const { held, passes, scratch }: Laid = liesInFours(operands.k)
    ? { held: given, passes: [], scratch: {} }
    : packed('key_records', ['k'], given);
  const call: Call = {
    adapter,
    operands,
    terms: termsOf(localOp.attention.terms, operands),
    held: { ...held, q: { operand: operands.q } },
  };
  const terms = call.terms.map((term) => term.code(sideOf(call, who, 'forward', { blocks: 1, width: 1 })));
  const steps = new Steps(
    {
      adapter,
      walk: walkOf(who, 'queries', adapter),
      owned: { q: partOf(call.held.q), ...ownedBy(terms) },
      walked: { k: partOf(call.held.k) },
      registers: quads(operands.q.shape[4]),
    },
    terms,
  );
  const scores = steps.scores(wgsl`scale`);
  const kernel: Kernel = steps.kernel(
    {
      before: wgsl`
        if (!inside0) { return; }
        ${scores.before}
        ${terms.map((term) => term.before?.(steps) ?? wgsl``)}
        let at = (i * p.rows + row0) * p.taps;
        let column_kernel = p.column_kernel;
        for (var t = 0u; t < p.taps; t++) { weights[at + t] = ${lowest}; }
        var top = ${lowest};`,
      step: wgsl`
        ${scores.step}
        weights[at + u32(ty * column_kernel + tx)] = s0_0;
        top = select(top, s0_0, s0_0 > top);`,
      after: wgsl`
        var sum = 0.0;
        for (var t = 0u; t < p.taps; t++) {
          let weight = ${softmax_exp}(weights[at + t] - top);
          weights[at + t] = weight;
          sum += weight;
        }
        for (var t = 0u; t < p.taps; t++) { weights[at + t] = weights[at + t] / sum; }`,
      ...hooksOf(terms),
    },
    bound(call, steps, { reads: ['q', 'k'], writes: ['weights'] }),
  );
  const params = { ...kernel.params, taps: attrs.kernel[0] * attrs.kernel[1] };
  return { passes: [...passes, { ...kernel, params }], scratch };
}

/** The weights themselves, [B, heads, rows, columns, taps]: only for maps that are asked for. Not differentiable. */
export const localWeightsOp: Op<WeightsAttrs> = defineOp<WeightsAttrs>({
  name: 'local_attention_weights',
  inputs: ['q', 'k', 'relative?', 'bias?', 'mask?'],
  strided: ['q', 'k', 'bias'],
  live: ['scale', 'originRow', 'originColumn'],
  outputs: ({ q }, { kernel }) => ({
    weights: { shape: [...q.shape.slice(0, 4), kernel[0] * kernel[1]], dtype: 'f32' },
  }),
  reference: (arrays, attrs) => {
    const { weights } = arrays;
    const loops = {
      whos: [whoOf(arrays, attrs)],
      terms: termsOf(localOp.attention.terms, arrays),
      attrs: { scale: attrs.scale, origin: [attrs.originRow, attrs.originColumn] as const },
      order: attrs.order,
    };
    eachQuery(arrays, loops, (pairs, query) => {
      const { weights: relative, total } = softmaxOf(pairs);
      pairs.forEach(({ tap }, i) => (weights.data[query.at * weights.shape[4] + tap] = relative[i] / total));
    });
  },
  kernel: weightsProgram,
  samples: localOp.attention.samples.slice(1, 8).map(({ shapes, attrs }) => ({
    shapes: Object.fromEntries(Object.entries(shapes).filter(([key]) => key !== 'v')),
    attrs: { ...attrs!, originRow: 0, originColumn: 0 },
  })),
});

/** What the op takes: [B, heads, rows, columns, channels], and tables. */
export interface WindowInputs extends Record<string, Tensor | undefined> {
  q: Tensor;
  k: Tensor;
  relative?: Tensor;
  bias?: Tensor;
  mask?: Tensor;
}

/** Windows: `full` is [B, heads, rows, columns, taps], padded taps included. */
export function windowMap({ q, k, ...tables }: WindowInputs, attrs: LocalAttrs): MapSource {
  const [rows, columns] = axesOfCall({ q, k }, attrs);
  const given = Object.entries(tables).filter((entry): entry is [string, Tensor] => entry[1] !== undefined);
  return {
    kind: 'window',
    heads: q.shape[1],
    grid: [rows.keys, columns.keys],
    queries: [rows.queries, columns.queries],
    keep: { q, k, ...Object.fromEntries(given) },
    row: (kept, query, head, batch) => {
      const [y, x] = [Math.floor(query / columns.queries), query % columns.queries];
      const one = (t: Tensor, ...places: number[]) =>
        places.reduce((part, place, axis) => part.slice(axis, place, place + 1), t);
      const inputs = {
        q: one(kept.q, batch, head, y, x),
        k: one(kept.k, batch, head),
        relative: kept.relative && one(kept.relative, head),
        bias: kept.bias && one(kept.bias, head),
        mask: kept.mask && one(kept.mask, batch % kept.mask.shape[0]),
      };
      const weights = localWeightsOp(inputs, { ...attrs, originRow: y, originColumn: x });
      // Cells outside the window take the zero behind the last tap.
      const taps = new Int32Array(rows.keys * columns.keys).fill(weights.size);
      for (const { tap, key } of tapsOf([rows, columns], y, x)) if (key >= 0) taps[key] = tap;
      return indexSelect(concat([weights.reshape(-1), zeros(weights.device, [1])]), 0, tensor(weights.device, taps));
    },
    full: (kept) => localWeightsOp(kept, { ...attrs, originRow: 0, originColumn: 0 }),
    through: (kept, values) => {
      const [batch, channels, height, width] = values.shape;
      const pixels = values.reshape(batch, 1, channels, height, width).permute(0, 1, 3, 4, 2);
      const v = pixels.expand(batch, kept.q.shape[1], height, width, channels);
      return mean(localOp({ ...kept, v }, attrs), 1);
    },
  };
}

/** The same with all keys of the image in `full`, [B, heads, queries, keys]: 0 where a query does not look. */
export const spreadOut = (map: MapSource, attrs: LocalAttrs): MapSource => ({
  ...map,
  full: (kept) => {
    const weights = map.full(kept);
    const [batch, heads, rows, columns, taps] = weights.shape;
    const axes = axesOfCall({ q: kept.q, k: kept.k }, attrs);
    const [queries, keys] = [rows * columns, axes[0].keys * axes[1].keys];
    // Keys that a query does not see take the zero behind the last weight.
    const places = new Int32Array(queries * keys).fill(queries * taps);
    for (let query = 0; query < queries; query++)
      for (const { tap, key } of tapsOf(axes, Math.floor(query / columns), query % columns))
        if (key >= 0) places[query * keys + key] = query * taps + tap;
    const all = concat([weights.reshape(batch, heads, -1), zeros(weights.device, [batch, heads, 1], weights.dtype)], 2);
    return indexSelect(all, 2, tensor(weights.device, places)).reshape(batch, heads, queries, keys);
  },
});
