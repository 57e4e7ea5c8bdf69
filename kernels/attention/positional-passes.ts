/**
 * The backward passes of positional attention: by queries, by keys, by distances. Each recomputes the weights it meets and owns what it sums, so
 * that no weight reaches memory, nothing needs atomics, and every sum has one order.
 */
import type { Adapter, Kernel } from '../../engine/kernel.ts';
import { each } from '../../engine/kernel.ts';
import type { Snippet } from '../../engine/wgsl.ts';
import { name, repeat, u32, wgsl } from '../../engine/wgsl.ts';
import { treeReduce } from '../tree.ts';
import { storeChannels } from './local-parts.ts';
import { quads } from './local-shape.ts';
import type { PositionalAttrs, PositionalSizes, Vector } from './positional-pack.ts';
import { across, change, factors, keyQuads, load, pixelSteps, queryQuads, tableQuads } from './positional-pack.ts';
import { softmax_exp } from './softmax-exp.ts';

type Parts = readonly (readonly [Vector, number])[];

const keyParts = ({ depth, width }: PositionalSizes): Parts => [['k', quads(depth)], ['v', quads(width)]];
const queryParts = ({ depth, width }: PositionalSizes): Parts => [['q', quads(depth)], ['content', quads(width)], ['place', quads(width)]];
const tableParts = ({ depth, width }: PositionalSizes): Parts => [['q_place', quads(depth)], ['k_place', quads(depth)], ['v_place', quads(width)]];

const vec4 = name('vec4<f32>');
const types = { query_records: vec4, key_records: vec4, table_records: vec4 };
const functions = [softmax_exp, across];

/** The record that an invocation owns, from `at` on. CPU adapters take a loop, since each load they compile costs 30 ms; on GPUs registers must not be indexed. */
function own(records: string, at: Snippet, parts: Parts, { software }: Adapter): Snippet {
  if (!software) return load(records, at, parts);
  const all = parts.flatMap(([vector, count]) => repeat(count, (c) => name(`${vector}${c}`)));
  return wgsl`var own: array<vec4<f32>, ${u32(all.length)}>;
  for (var c = 0u; c < p.own; c++) { own[c] = ${name(records)}[${at} + c]; }
  ${all.map((vector, c) => wgsl`let ${vector} = own[${u32(c)}];`)}`;
}
const countOf = (parts: Parts): number => parts.reduce((sum, [, count]) => sum + count, 0);

const statsOf = (record: Snippet, sizes: PositionalSizes): Snippet => wgsl`let stats = query_records[${record} + ${u32(queryQuads(sizes) - 1)}].xy;`;
const zeros = (sums: string, count: number): Snippet => wgsl`${repeat(count, (c) => wgsl`var ${name(`${sums}${c}`)} = vec4<f32>(0.0);`)}`;
const lane = (sums: string, c: number): Snippet => wgsl`${name(`${sums}${c >> 2}`)}[${c % 4}]`;
const total = (vector: Vector, sums: string, count: number): Snippet => wgsl`${repeat(count, (c) => wgsl`term += across(${name(`${vector}${c}`)} * ${name(`${sums}${c}`)});`)}`;

/** What passes that own a position begin with: position `t` of line `i / p.length`, the line's image, where it is among its pixels. */
const position = wgsl`let t = i % p.length;
  let image = i / p.length / p.others;
  let pixel = i / p.length % p.others * p.line_step + t * p.step;
  ${factors(wgsl`image % p.groups`)}`;

function paramsOf(sizes: PositionalSizes, attrs: PositionalAttrs, owned: Parts): NonNullable<Kernel['params']> {
  const { groups, depth, width, length, others, lines } = sizes;
  const steps = pixelSteps(sizes, attrs);
  return { length, others, groups, depth, width, own: countOf(owned), terms: lines * length, ...steps, dq_c: steps.area, dk_c: steps.area, dv_c: steps.area };
}

/** dq, and each query's part in the gradients of the first two factors. */
export function byQueries(sizes: PositionalSizes, attrs: PositionalAttrs, adapter: Adapter): Kernel {
  const { depth, length, lines } = sizes;
  const d = quads(depth);
  const body = wgsl`${position}
  let record = i * ${u32(queryQuads(sizes))};
  ${own('query_records', name('record'), queryParts(sizes), adapter)}
  ${statsOf(name('record'), sizes)}
  ${zeros('by_keys', d)}
  ${zeros('by_places', d)}
  var key = (i - t) * ${u32(keyQuads(sizes))};
  var at = (t + p.length - 1) * ${u32(tableQuads(sizes))};
  let length = p.length;
  for (var j = 0u; j < length; j++) {
    ${load('key_records', name('key'), keyParts(sizes))}
    ${load('table_records', name('at'), tableParts(sizes))}
    ${change(sizes)}
    ${repeat(d, (c) => wgsl`by_keys${c} += change * k${c};\n    by_places${c} += change * q_place${c};`)}
    key += ${u32(keyQuads(sizes))};
    at -= ${u32(tableQuads(sizes))};
  }
  var term = 0.0;
  ${total('q', 'by_keys', d)}
  factor_terms[i] = term;
  term = 0.0;
  ${total('q', 'by_places', d)}
  factor_terms[p.terms + i] = term;
  let dq_here = image * p.depth * p.area + pixel;
${storeChannels('dq', 'depth', depth, (c) => wgsl`by_key * ${lane('by_keys', c)} + by_query_place * ${lane('by_places', c)}`, adapter)}`;
  return {
    ...each(lines * length, body, { functions, types, params: paramsOf(sizes, attrs, queryParts(sizes)) }),
    reads: ['query_records', 'key_records', 'table_records', 'factors'],
    writes: ['dq', 'factor_terms'],
  };
}

/** dk and dv, and each key's part in the gradient of the third factor. */
export function byKeys(sizes: PositionalSizes, attrs: PositionalAttrs, adapter: Adapter): Kernel {
  const { depth, width, length, lines } = sizes;
  const [d, e] = [quads(depth), quads(width)];
  const body = wgsl`${position}
  ${own('key_records', wgsl`i * ${u32(keyQuads(sizes))}`, keyParts(sizes), adapter)}
  ${zeros('by_queries', d)}
  ${zeros('by_places', d)}
  ${zeros('values', e)}
  var query = (i - t) * ${u32(queryQuads(sizes))};
  var at = (p.length - 1 - t) * ${u32(tableQuads(sizes))};
  let length = p.length;
  for (var j = 0u; j < length; j++) {
    ${load('query_records', name('query'), queryParts(sizes))}
    ${statsOf(name('query'), sizes)}
    ${load('table_records', name('at'), tableParts(sizes))}
    ${change(sizes)}
    ${repeat(d, (c) => wgsl`by_queries${c} += change * q${c};\n    by_places${c} += change * k_place${c};`)}
    ${repeat(e, (c) => wgsl`values${c} += weight * content${c};`)}
    query += ${u32(queryQuads(sizes))};
    at += ${u32(tableQuads(sizes))};
  }
  var term = 0.0;
  ${total('k', 'by_places', d)}
  factor_terms[2 * p.terms + i] = term;
  let dk_here = image * p.depth * p.area + pixel;
${storeChannels('dk', 'depth', depth, (c) => wgsl`by_key * ${lane('by_queries', c)} + by_key_place * ${lane('by_places', c)}`, adapter)}
  let dv_here = image * p.width * p.area + pixel;
${storeChannels('dv', 'width', width, (c) => lane('values', c), adapter)}`;
  return {
    ...each(lines * length, body, { functions, types, params: paramsOf(sizes, attrs, keyParts(sizes)) }),
    reads: ['query_records', 'key_records', 'table_records', 'factors'],
    writes: ['dk', 'dv', 'factor_terms'],
  };
}

/** The gradients of the factors, from the terms of queries and keys. */
export function factorSums({ batch, groups, length, others }: PositionalSizes): { passes: readonly Kernel[]; scratch: Record<string, number> } {
  const area = length * others;
  return treeReduce({
    type: name('f32'), words: 1, start: wgsl`0.0`, merge: wgsl`a + b`, rows: 3 * groups, length: batch * area,
    take: wgsl`acc += factor_terms[((row / p.groups * p.batch + k / p.area) * p.groups + row % p.groups) * p.area + k % p.area];`,
    finish: wgsl`dfactors[row] = acc;`,
    reads: ['factor_terms'], writes: ['dfactors'], params: { batch, groups, area }, tag: 'factor_sums',
  });
}

/** Shares of all lines that each make a table of their own: what keeps an adapter busy. */
const tables = ({ lines, distances }: PositionalSizes, { software }: Adapter): number => Math.min(lines, software ? Math.ceil(128 / distances) : 64);

/** The gradient of the table in shares of the lines: an invocation owns a distance, and meets all pairs of its lines that are so far apart. Then their sum. */
export function byDistances(sizes: PositionalSizes, attrs: PositionalAttrs, adapter: Adapter): { passes: readonly Kernel[]; scratch: Record<string, number> } {
  const { depth, width, lines, distances } = sizes;
  const [d, e] = [quads(depth), quads(width)];
  const linesEach = Math.ceil(lines / tables(sizes, adapter));
  const shares = Math.ceil(lines / linesEach);
  const sums = [...repeat(d, (c) => name(`by_queries${c}`)), ...repeat(d, (c) => name(`by_keys${c}`)), ...repeat(e, (c) => name(`values${c}`))];
  const body = wgsl`let distance = i % p.distances;
  ${own('table_records', wgsl`distance * ${u32(tableQuads(sizes))}`, tableParts(sizes), adapter)}
  ${zeros('by_queries', d)}
  ${zeros('by_keys', d)}
  ${zeros('values', e)}
  let ahead = distance - min(distance, p.length - 1);
  let behind = p.length - 1 - min(distance, p.length - 1);
  let pairs = p.length - ahead - behind;
  let first = i / p.distances * p.lines_each;
  let end = min(first + p.lines_each, p.lines);
  for (var line = first; line < end; line++) {
    ${factors(wgsl`line / p.others % p.groups`)}
    var query = (line * p.length + ahead) * ${u32(queryQuads(sizes))};
    var key = (line * p.length + behind) * ${u32(keyQuads(sizes))};
    for (var pair = 0u; pair < pairs; pair++) {
      ${load('query_records', name('query'), queryParts(sizes))}
      ${statsOf(name('query'), sizes)}
      ${load('key_records', name('key'), keyParts(sizes))}
      ${change(sizes)}
      ${repeat(d, (c) => wgsl`by_queries${c} += by_query_place * change * q${c};\n      by_keys${c} += by_key_place * change * k${c};`)}
      ${repeat(e, (c) => wgsl`values${c} += weight * place${c};`)}
      query += ${u32(queryQuads(sizes))};
      key += ${u32(keyQuads(sizes))};
    }
  }
  var sums = array<vec4<f32>, ${u32(sums.length)}>(${sums.flatMap((sum, c) => (c ? [wgsl`, `, sum] : [sum]))});
  for (var c = 0u; c < p.own; c++) { table_shares[i * p.own + c] = sums[c]; }`;
  const made: Kernel = {
    ...each(shares * distances, body, { functions, types: { ...types, table_shares: vec4 }, params: { ...paramsOf(sizes, attrs, tableParts(sizes)), distances, lines, lines_each: linesEach } }),
    reads: ['query_records', 'key_records', 'table_records', 'factors'],
    writes: ['table_shares'],
  };
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
    passes: [made, { ...each((2 * depth + width) * distances, gather, { params: { depth, distances, record: 4 * tableQuads(sizes), shares } }), reads: ['table_shares'], writes: ['drelative'] }],
    scratch: { table_shares: shares * distances * 4 * tableQuads(sizes) },
  };
}
