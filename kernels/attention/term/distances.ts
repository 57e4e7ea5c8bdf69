/**
 * Learnt positions on a line (Axial-DeepLab): a vector for each distance meets the query, one the key, one is a second
 * value; and each group has a factor for q · k, for the query's positions and for the key's. The table becomes records,
 * an entry a distance; neighbours on a line have neighbouring distances, so that records slide along the lanes.
 */
import { each } from '../../../engine/gpu/kernel.ts';
import type { Kernel } from '../../../engine/gpu/kernel.ts';
import type { HostArray } from '../../../engine/op.ts';
import type { Snippet } from '../../../engine/gpu/wgsl.ts';
import { join, name, repeat, u32, wgsl } from '../../../engine/gpu/wgsl.ts';
import { size } from '../../../engine/shape.ts';
import { distanceGradients } from '../distance-gradients.ts';
import { entries, entryOf, factorsOf, gains, narrow, scoresOf } from '../distance-records.ts';
import type { Pair } from '../loops.ts';
import { keyValue } from '../loops.ts';
import { placeValues, placesOf, plainDistances } from '../plain-distances.ts';
import type { Laid, Operands } from '../records.ts';
import { quads } from '../records.ts';
import type { Steps } from '../steps.ts';
import type { Term, TermCode } from './term.ts';

/**
 * For each distance i - j + T - 1 the vectors that meet q, k and the weight: the key's part is turned round, so that
 * one distance finds all three.
 */
function packTable(operands: Operands): Kernel {
  const { relative, q, v } = operands;
  const [depth, width, distances] = [q.shape[4], v.shape[4], relative.shape[1]];
  const { record } = entryOf(operands);
  const part = (from: Snippet, count: Snippet, first: number, distance: Snippet) => wgsl`
    for (var c = 0u; c < (${count} + 3) / 4 * 4; c++) {
      var value = 0.0;
      if (c < ${count}) { value = relative[(${from} + c) * p.distances + ${distance}]; }
      table_records[record + ${u32(first)} + c] = value;
    }`;
  const body = wgsl`
    let record = i * ${u32(4 * record)};
    ${part(wgsl`0u`, wgsl`p.depth`, 0, wgsl`i`)}
    ${part(wgsl`p.depth`, wgsl`p.depth`, 4 * quads(depth), wgsl`p.distances - 1 - i`)}
    ${part(wgsl`2 * p.depth`, wgsl`p.width`, 8 * quads(depth), wgsl`i`)}`;
  return {
    ...each(distances, body, { params: { distances, depth, width } }),
    reads: ['relative'],
    writes: ['table_records'],
  };
}

/** Writes what the owned vector contributes to the gradient of factor number `factor`. */
const factorTerm = (steps: Steps, factor: number, key: 'q' | 'k', sum: string, width: number): Snippet => {
  const whole = width === steps.part(key).quads;
  const own = whole ? steps.whole(key) : steps.own(key, width, wgsl`block * ${u32(width)}`);
  const products = repeat(width, (n) => wgsl`dot(${own.at(0, n)}, ${name(`${sum}0_${n}`)})`);
  return wgsl`
    {
      ${own.load}
      let term_at = (${u32(factor)} * p.blocks + block) * p.terms + i * p.rows + row0;
      if (inside0) { factor_terms[term_at] = ${join(products, ' + ')}; }
    }`;
};

export const distances: Term = {
  inputs: ['relative', 'factors'],
  tables: ['relative', 'factors'],
  laid: (operands): Laid => {
    const count = operands.relative.shape[1];
    const { record } = entryOf(operands);
    return {
      held: entries('table_records', operands, count),
      passes: [packTable(operands)],
      scratch: { table_records: 4 * record * count },
    };
  },
  code: (side): TermCode => {
    const { pass, adapter, held, operands, who, width, blocks } = side;
    const { record } = entryOf(operands);
    const far = name('steps');
    const entry = pass === 'keys' ? wgsl`(j + ${far} - 1 - row0)` : wgsl`(row0 + ${far} - 1 - j)`;
    const part = (key: string, all = true) => ({
      ...(all ? { ...held[key], quads: quads(held[key].operand.shape[4]) } : side.part(held[key])),
      place: wgsl`${entry} * ${u32(record)}`,
      everywhere: true,
    });
    const slides = adapter.software && adapter.subgroup > 0 && narrow(operands);
    const step = wgsl`min(j + 1, ${far} - 1)`;
    const others = who.queries[2];
    const own = (factor: number, key: 'q' | 'k', sum: string) => (steps: Steps) =>
      factorTerm(steps, factor, key, sum, width);
    const backward = pass !== 'forward';
    return {
      walked: {
        q_place: part('q_place'),
        k_place: part('k_place'),
        v_place: part('v_place', pass !== 'forward'),
      },
      ...(slides && {
        slides: {
          keys: ['q_place', 'k_place', 'v_place'],
          holder: 'table_records',
          ...(pass === 'keys'
            ? { own: wgsl`${far} - 1 - row0`, next: wgsl`${step} + ${far} - 1 - first` }
            : { own: wgsl`row0 + ${far} - 1`, next: wgsl`first + ${far} - 1 - ${step}` }),
        },
      }),
      scale: name('by_key'),
      before: () => factorsOf(wgsl`(i / p.others % p.groups)`),
      scores: scoresOf,
      gains,
      values: [{ v: 'v_place', sum: 'o_place', out: 'place', dy: 'dplace' }],
      ...(pass === 'queries' && {
        sums: [{ sum: 'b', key: 'q_place', factor: name('by_query_place') }],
        after: (steps) => wgsl`
          ${own(0, 'q', 'a')(steps)}
          ${own(1, 'q', 'b')(steps)}`,
      }),
      ...(pass === 'keys' && {
        sums: [{ sum: 'b', key: 'k_place', factor: name('by_key_place') }],
        after: own(2, 'k', 'b'),
      }),
      reads: ['table_records', 'factors'],
      ...(backward && { writes: ['factor_terms'] }),
      params: { groups: who.queries[1], others, terms: size(who.queries), blocks },
    };
  },
  value: ({ q, relative }, pair, c) => relative.data[tableIndex(relative, 2 * q.shape[4] + c, pair.row)],
  valueBack: ({ q, relative, drelative }, pair, c, gradient) => {
    if (drelative) (drelative.data as Float64Array)[tableIndex(relative, 2 * q.shape[4] + c, pair.row)] += gradient;
  },
  gradients: (call) => distanceGradients(call),
  score: (arrays, pair) => {
    const { q, k, relative, factors } = arrays;
    const depth = q.shape[4];
    const [, byQueryPlace, byKeyPlace] = factorsAt(factors, pair);
    let [queryPlace, keyPlace] = [0, 0];
    for (let c = 0; c < depth; c++) {
      queryPlace += q.data[pair.at * depth + c] * relative.data[tableIndex(relative, c, pair.row)];
      keyPlace += keyValue(k, pair, c) * relative.data[turned(relative, depth + c, pair.row)];
    }
    return byQueryPlace * queryPlace + byKeyPlace * keyPlace;
  },
  back: ({ q, k, relative, factors, dq, dk, drelative, dfactors }, pair, _, change, places) => {
    const depth = q.shape[4];
    const groups = factors.shape[1];
    const [, byQueryPlace, byKeyPlace] = factorsAt(factors, pair);
    const add = (to: HostArray, at: number, value: number) => void ((to.data as Float64Array)[at] += value);
    for (let c = 0; c < depth; c++) {
      const [query, key] = [q.data[pair.at * depth + c], keyValue(k, pair, c)];
      const [ofQuery, ofKey] = [tableIndex(relative, c, pair.row), turned(relative, depth + c, pair.row)];
      add(dq, places.dq(c), change * byQueryPlace * relative.data[ofQuery]);
      add(dk, places.dk(c), change * byKeyPlace * relative.data[ofKey]);
      add(drelative, ofQuery, change * byQueryPlace * query);
      add(drelative, ofKey, change * byKeyPlace * key);
      add(dfactors, pair.head, change * query * key);
      add(dfactors, groups + pair.head, change * query * relative.data[ofQuery]);
      add(dfactors, 2 * groups + pair.head, change * key * relative.data[ofKey]);
    }
  },
  plainValues: (weights, { relative, v }) => [
    placeValues(weights, placesOf(relative, weights.shape.at(-1)!), v.shape[4]),
  ],
  plain: plainDistances,
};

/** Row `c` of the table at a distance, and at the distance turned round. */
export const tableIndex = ({ shape }: HostArray, c: number, distance: number): number => c * shape[1] + distance;
const turned = ({ shape }: HostArray, c: number, distance: number): number => (c + 1) * shape[1] - 1 - distance;
const factorsAt = ({ data, shape }: HostArray, { head }: Pair): number[] =>
  [0, 1, 2].map((part) => data[part * shape[1] + head]);
