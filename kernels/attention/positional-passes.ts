/**
 * The backward passes of positional attention: by queries, by keys, by distances. Each recomputes the weights it meets and owns what it sums, so
 * that no weight reaches memory, nothing needs atomics, and every sum has one order.
 */
import type { Adapter, Kernel } from '../../engine/gpu/kernel.ts';
import { each } from '../../engine/gpu/kernel.ts';
import type { Snippet } from '../../engine/gpu/wgsl.ts';
import { join, name, repeat, u32, wgsl } from '../../engine/gpu/wgsl.ts';
import { treeReduce } from '../make/tree.ts';
import { storeChannels } from './local-parts.ts';
import { quads } from './local-shape.ts';
import type { PositionalAttrs, PositionalSizes } from './positional-pack.ts';
import { keyRecord, queryRecord, tableRecord } from './positional-pack.ts';
import { change, channel, factors, own, place, share, slide, walk, zeros } from './positional-walk.ts';

/** `term`: what the owned vector contributes to the gradient of a factor. */
const term = (vector: 'q' | 'k', sums: string, count: number): Snippet => wgsl`term = 0.0;
  ${repeat(count, (c) => wgsl`term += across(${name(`${vector}${c}`)} * ${name(`${sums}${c}`)});`)}`;

/** dq, and each query's part in the gradients of the first two factors. */
export function byQueries(sizes: PositionalSizes, attrs: PositionalAttrs, adapter: Adapter): Kernel {
  const { depth, length, lines } = sizes;
  const d = quads(depth);
  const owned = queryRecord(sizes);
  const table = slide(
    tableRecord(sizes),
    (t, j) => wgsl`(${t} + length - 1 - min(${j}, length - 1))`,
    wgsl`0u`,
    adapter,
  );
  const body = wgsl`${place}
  let i = line * length + t;
  ${own(owned, name('i'), adapter)}
  ${zeros('by_keys', d)}
  ${zeros('by_places', d)}
  ${table.before}
  for (var j = 0u; j < length; j++) {
    ${share(keyRecord(sizes), wgsl`(line * length + j)`, adapter)}
    ${table.start}
    ${change(sizes)}
    ${repeat(d, (c) => wgsl`by_keys${c} += change * k${c};\n    by_places${c} += change * q_place${c};`)}
    ${table.end}
  }
  if (inside) {
    var ${term('q', 'by_keys', d)}
    factor_terms[i] = term;
    ${term('q', 'by_places', d)}
    factor_terms[p.terms + i] = term;
    let dq_here = image * p.depth * p.area + pixel;
${storeChannels('dq', 'depth', depth, (c) => wgsl`by_key * ${channel('by_keys', c)} + by_query_place * ${channel('by_places', c)}`, adapter)}
  }`;
  return walk(sizes, attrs, adapter, body, {
    lines,
    places: length,
    owned: owned.quads,
    slid: tableRecord(sizes).quads,
    params: { terms: lines * length },
    reads: ['query_records', 'key_records', 'table_records', 'factors'],
    writes: ['dq', 'factor_terms'],
  });
}

/** dk and dv, and each key's part in the gradient of the third factor. */
export function byKeys(sizes: PositionalSizes, attrs: PositionalAttrs, adapter: Adapter): Kernel {
  const { depth, width, length, lines } = sizes;
  const [d, e] = [quads(depth), quads(width)];
  const owned = keyRecord(sizes);
  const table = slide(
    tableRecord(sizes),
    (t, j) => wgsl`(min(${j}, length - 1) + length - 1 - ${t})`,
    wgsl`0u`,
    adapter,
  );
  const body = wgsl`${place}
  let i = line * length + t;
  ${own(owned, name('i'), adapter)}
  ${zeros('by_queries', d)}
  ${zeros('by_places', d)}
  ${zeros('values', e)}
  ${table.before}
  for (var j = 0u; j < length; j++) {
    ${share(queryRecord(sizes), wgsl`(line * length + j)`, adapter)}
    ${table.start}
    ${change(sizes)}
    ${repeat(d, (c) => wgsl`by_queries${c} += change * q${c};\n    by_places${c} += change * k_place${c};`)}
    ${repeat(e, (c) => wgsl`values${c} += weight * content${c};`)}
    ${table.end}
  }
  if (inside) {
    var ${term('k', 'by_places', d)}
    factor_terms[2 * p.terms + i] = term;
    let dk_here = image * p.depth * p.area + pixel;
${storeChannels('dk', 'depth', depth, (c) => wgsl`by_key * ${channel('by_queries', c)} + by_key_place * ${channel('by_places', c)}`, adapter)}
    let dv_here = image * p.width * p.area + pixel;
${storeChannels('dv', 'width', width, (c) => channel('values', c), adapter)}
  }`;
  return walk(sizes, attrs, adapter, body, {
    lines,
    places: length,
    owned: owned.quads,
    slid: tableRecord(sizes).quads,
    params: { terms: lines * length },
    reads: ['query_records', 'key_records', 'table_records', 'factors'],
    writes: ['dk', 'dv', 'factor_terms'],
  });
}

/** The gradients of the factors, from the terms of queries and keys. */
export function factorSums({ batch, groups, length, others }: PositionalSizes): {
  passes: readonly Kernel[];
  scratch: Record<string, number>;
} {
  const area = length * others;
  return treeReduce({
    type: name('f32'),
    words: 1,
    start: wgsl`0.0`,
    merge: wgsl`a + b`,
    rows: 3 * groups,
    length: batch * area,
    take: wgsl`acc += factor_terms[((row / p.groups * p.batch + k / p.area) * p.groups + row % p.groups) * p.area + k % p.area];`,
    finish: wgsl`dfactors[row] = acc;`,
    reads: ['factor_terms'],
    writes: ['dfactors'],
    params: { batch, groups, area },
    tag: 'factor_sums',
  });
}

/** Shares of all lines that each make a table of their own: what keeps an adapter busy. */
const mostShares = ({ lines, distances }: PositionalSizes, { software }: Adapter): number =>
  Math.min(lines, software ? Math.ceil(128 / distances) : 64);

/** The gradient of the table in shares of the lines: an invocation owns a distance, and meets all pairs of its lines that are so far apart. Then their sum. */
export function byDistances(
  sizes: PositionalSizes,
  attrs: PositionalAttrs,
  adapter: Adapter,
): { passes: readonly Kernel[]; scratch: Record<string, number> } {
  const { depth, width, lines, distances } = sizes;
  const [d, e] = [quads(depth), quads(width)];
  const owned = tableRecord(sizes);
  const linesEach = Math.ceil(lines / mostShares(sizes, adapter));
  const shares = Math.ceil(lines / linesEach);
  const sums = [
    ...repeat(d, (c) => name(`by_queries${c}`)),
    ...repeat(d, (c) => name(`by_keys${c}`)),
    ...repeat(e, (c) => name(`values${c}`)),
  ];
  const keys = slide(
    keyRecord(sizes),
    (t, j) => wgsl`(other * length + min(${j} + length - 1 - ${t}, length - 1))`,
    name('start'),
    adapter,
  );
  // The pairs of distance t - (length - 1) are queries i with keys i - distance; lanes have neighbouring distances, and a few pairs more or less.
  const body = wgsl`${own(owned, name('t'), adapter)}
  ${zeros('by_queries', d)}
  ${zeros('by_keys', d)}
  ${zeros('values', e)}
  let start = first - min(first, length - 1);
  let end = min(last + 1, length);
  let lines_end = min((line + 1) * p.lines_each, p.all);
  for (var other = line * p.lines_each; other < lines_end; other++) {
    ${factors(wgsl`other / p.others % p.groups`)}
    ${keys.before}
    for (var j = start; j < end; j++) {
      let key = j + length - 1 - t;
      ${share(queryRecord(sizes), wgsl`(other * length + j)`, adapter)}
      ${keys.start}
      if (key < length) {
        ${change(sizes)}
        ${repeat(d, (c) => wgsl`by_queries${c} += by_query_place * change * q${c};\n        by_keys${c} += by_key_place * change * k${c};`)}
        ${repeat(e, (c) => wgsl`values${c} += weight * place${c};`)}
      }
      ${keys.end}
    }
  }
  if (inside) {
    var sums = array<vec4<f32>, ${u32(sums.length)}>(${join(sums, ', ')});
    for (var c = 0u; c < p.own; c++) { table_shares[(line * p.places + t) * p.own + c] = sums[c]; }
  }`;
  const made = walk(sizes, attrs, adapter, body, {
    lines: shares,
    places: distances,
    owned: owned.quads,
    slid: keyRecord(sizes).quads,
    params: { all: lines, lines_each: linesEach },
    types: { table_shares: name('vec4<f32>') },
    reads: ['query_records', 'key_records', 'table_records', 'factors'],
    writes: ['table_shares'],
  });
  // A row of the table is a channel of the records; that of the keys' part has its distances turned round.
  const gather = wgsl`let row = i / p.distances;
  let distance = i % p.distances;
  let of_key = row >= p.depth && row < 2 * p.depth;
  let channel = select(select(${u32(8 * d)} + row - 2 * p.depth, ${u32(4 * d)} + row - p.depth, of_key), row, row < p.depth);
  let at = select(distance, p.distances - 1 - distance, of_key) * p.record + channel;
  var sum = 0.0;
  for (var share = 0u; share < p.shares; share++) { sum += table_shares[share * p.distances * p.record + at]; }
  drelative[i] = sum;`;
  return {
    passes: [
      made,
      {
        ...each((2 * depth + width) * distances, gather, {
          params: { depth, distances, record: 4 * owned.quads, shares },
        }),
        reads: ['table_shares'],
        writes: ['drelative'],
      },
    ],
    scratch: { table_shares: shares * distances * 4 * owned.quads },
  };
}
