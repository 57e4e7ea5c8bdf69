/**
 * The gradients of a table of distances and of its factors. An invocation owns a distance, and meets all pairs of its
 * share of the lines that are so far apart; then the shares are added in order. Each query and key has left its terms
 * for the factors, whose sums a tree makes.
 */
import type { Kernel } from '../../engine/gpu/kernel.ts';
import { each } from '../../engine/gpu/kernel.ts';
import type { Snippet } from '../../engine/gpu/wgsl.ts';
import { name, u32, wgsl } from '../../engine/gpu/wgsl.ts';
import { size } from '../../engine/shape.ts';
import { treeReduce } from '../make/tree.ts';
import { partOf, shareOf } from './call.ts';
import type { HeldBy, Laid } from './records.ts';
import { quads } from './records.ts';
import { Steps, divide } from './steps.ts';
import { entries, entryOf, factorsOf, gains, most, narrow, scoresOf } from './distance-records.ts';
import type { TableCall } from './term/term.ts';
import type { Walk } from './walk/walk.ts';

export function distanceGradients(call: TableCall): Pick<Laid, 'passes' | 'scratch'> {
  const { who, adapter, operands } = call;
  const lines = size(who.queries.slice(0, 3));
  const length = who.queries[3];
  const distances = 2 * length - 1;
  const linesEach = Math.ceil(lines / Math.min(lines, adapter.software ? Math.ceil(128 / distances) : 64));
  const shares = Math.ceil(lines / linesEach);
  const { record } = entryOf(operands);
  const sums = entries('table_shares', operands, distances, shares);
  const together = narrow(operands);
  const made = (together ? [['q_place', 'k_place', 'v_place']] : [['q_place'], ['k_place'], ['v_place']]).map((keys) =>
    byDistances(call, keys, sums, { lines, linesEach, shares, together }),
  );
  const factors = factorSums(call);
  return {
    passes: [...made, addShares(operands, distances, record, shares), ...factors.passes],
    scratch: {
      factor_terms: 3 * factorBlocks(call) * size(who.queries),
      table_shares: shares * distances * 4 * record,
      ...factors.scratch,
    },
  };
}

/** What the gradient of each vector of an entry sums. */
const summand: Readonly<Record<string, { weight: string; key: string; factor?: Snippet }>> = {
  q_place: { weight: 'g', key: 'q', factor: name('by_query_place') },
  k_place: { weight: 'g', key: 'k', factor: name('by_key_place') },
  v_place: { weight: 'w', key: 'dplace' },
};

/**
 * The pairs of distance row0 - (length - 1) are queries j with keys j - distance; lanes have neighbouring distances,
 * and a few pairs more or less.
 */
function byDistances(
  { adapter, operands, held, who }: TableCall,
  made: readonly string[],
  sums: HeldBy,
  { lines, linesEach, shares, together }: { lines: number; linesEach: number; shares: number; together: boolean },
): Kernel {
  const length = who.queries[3];
  const keyQuads = held.k.operand.strides[3] / 4;
  const key = wgsl`(other * steps + min(key, steps - 1)) * ${u32(keyQuads)}`;
  const query = { everywhere: true };
  const walk: Walk = {
    owns: 'queries',
    batch: [shares, 1, 1],
    batchAxes: [0, -1, -1],
    axes: [3],
    rows: 2 * length - 1,
    steps: length * linesEach,
    together,
    chunk: 1,
    place: wgsl`
      let steps = p.steps;
      let start = first - min(first, steps - 1);
      let end = min(min(first + ${u32(adapter.software ? adapter.subgroup || 8 : 64)}, p.rows), steps);
      let lines_end = min((i + 1) * p.lines_each, p.lines);`,
    owned: (of) => wgsl`row0 * ${name(`${of}_x`)}`,
    walked: (_, j) => wgsl`(other * steps + min(${j}, steps - 1)) * ${u32(held.q.operand.strides[3] / 4)}`,
    loop: (frame, step, { slid }) => wgsl`
      for (var other = i * p.lines_each; other < lines_end; other++) {
        ${factorsOf(wgsl`(other / p.others % p.groups)`)}
        ${slid ? slid.before : wgsl``}
        ${frame.over(
          name('start'),
          wgsl`end`,
          wgsl`
            let key = j + steps - 1 - row0;
            ${step}
            ${slid ? slid.after : wgsl``}`,
        )}
      }`,
  };
  const limit = together ? Infinity : most.sums;
  const [only] = made;
  const width = made.length > 1 ? 0 : divide(quads(sums[only].operand.shape[4]), limit);
  const blocks = width ? quads(sums[only].operand.shape[4]) / width : 1;
  const share = (of: string) => (width ? shareOf(sums[of], width) : partOf(sums[of]));
  const steps = new Steps(
    {
      adapter,
      walk,
      owned: {
        ...Object.fromEntries(['q_place', 'k_place', 'v_place'].map((of) => [of, { ...partOf(held[of]), ...query }])),
        ...Object.fromEntries(made.map((of) => [`d${of}`, share(of)])),
      },
      walked: {
        ...Object.fromEntries(['q', 'dy', 'dplace', 'stats'].map((of) => [of, { ...partOf(held[of]), ...query }])),
        ...Object.fromEntries(['k', 'v'].map((of) => [of, { ...partOf(held[of]), ...query, place: key }])),
      },
      registers: 2 * entryOf(operands).record,
      blocks,
      slides:
        adapter.software && adapter.subgroup > 0 && together
          ? {
              keys: ['k', 'v'],
              holder: held.k.holder!,
              own: wgsl`other * steps + min(start + steps - 1 - row0, steps - 1)`,
              next: wgsl`other * steps + min(j + steps - first, steps - 1)`,
            }
          : undefined,
    },
    [{ scale: name('by_key'), scores: scoresOf, gains }],
  );
  const shared = together ? ['q', 'dplace'].map((of) => steps.fixed(of)) : [];
  const scores = steps.scores(name('by_key'));
  const stats = steps.whole('stats');
  const gradients = steps.weightGradients(
    [
      ['v', 'dy'],
      ['v_place', 'dplace'],
    ],
    () => stats.at(0, 0),
  );
  const all = made.map((of) => ({ of, width: share(of).quads, ...summand[of] }));
  return {
    ...steps.kernel(
      {
        before: wgsl`
          ${scores.before}
          ${gradients.before}
          ${all.map(({ of, width: count }) => steps.start(`d${of}`, count))}`,
        step: wgsl`
          ${stats.load}
          ${shared}
          ${scores.step}
          ${gradients.step}
          if (key < steps) {
            ${all.map(({ of, weight, factor, key: from, width: count }) => {
              const scaled = factor
                ? wgsl`let x0_0 = ${factor} * ${name(weight)}0_0;`
                : wgsl`let x0_0 = ${name(weight)}0_0;`;
              return wgsl`
                {
                  ${scaled}
                  ${steps.weigh(`d${of}`, 'x', from, count, width ? wgsl`block * ${u32(width)}` : undefined)}
                }`;
            })}
          }`,
        after: wgsl`${all.map(({ of }) => steps.store(`d${of}`, (r, n) => name(`d${of}${r}_${n}`)))}`,
      },
      {
        reads: ['table_records', 'query_records', 'key_records', 'factors'],
        writes: ['table_shares'],
        params: { steps: length, lines, lines_each: linesEach, others: who.queries[2], groups: who.queries[1] },
      },
    ),
  };
}

/** A row of the table is a channel of the records; that of the keys' part has its distances turned round. */
function addShares(operands: TableCall['operands'], distances: number, record: number, shares: number): Kernel {
  const [depth, width] = [operands.q.shape[4], operands.v.shape[4]];
  const d = quads(depth);
  const body = wgsl`
    let row = i / p.distances;
    let distance = i % p.distances;
    let of_key = row >= p.depth && row < 2 * p.depth;
    let channel = select(
      select(${u32(8 * d)} + row - 2 * p.depth, ${u32(4 * d)} + row - p.depth, of_key), row, row < p.depth);
    let at = select(distance, p.distances - 1 - distance, of_key) * p.record + channel;
    var sum = 0.0;
    for (var share = 0u; share < p.shares; share++) { sum += table_shares[share * p.distances * p.record + at]; }
    drelative[i] = sum;`;
  return {
    ...each((2 * depth + width) * distances, body, { params: { depth, distances, record: 4 * record, shares } }),
    reads: ['table_shares'],
    writes: ['drelative'],
  };
}

/** Workgroups that share the channels of a query's gradient: each leaves a term. */
const factorBlocks = ({ operands }: TableCall): number => {
  const d = quads(operands.q.shape[4]);
  return d / divide(d, most.sums);
};

function factorSums(call: TableCall): { passes: readonly Kernel[]; scratch: Record<string, number> } {
  const [batch, groups, others, length] = call.who.queries;
  const area = others * length;
  return treeReduce({
    type: name('f32'),
    words: 1,
    start: wgsl`0.0`,
    merge: wgsl`a + b`,
    rows: 3 * groups,
    length: factorBlocks(call) * batch * area,
    take: wgsl`
      let image = (row / p.groups * p.batch + k / p.area) * p.groups + row % p.groups;
      acc += factor_terms[image * p.area + k % p.area];`,
    finish: wgsl`dfactors[row] = acc;`,
    reads: ['factor_terms'],
    writes: ['dfactors'],
    params: { batch: factorBlocks(call) * batch, groups, area },
    tag: 'factor_sums',
  });
}
