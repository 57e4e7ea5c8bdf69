/** The passes of positional attention: keys and table into records, then each query over its line. */
import { gather } from '../../engine/indexing.ts';
import type { Kernel, Operand, Program } from '../../engine/kernel.ts';
import { each } from '../../engine/kernel.ts';
import type { Snippet } from '../../engine/wgsl.ts';
import { join, name, repeat, u32, wgsl } from '../../engine/wgsl.ts';
import { lowest } from '../rows.ts';
import { quads } from './local-shape.ts';
import { softmax_exp } from './softmax-exp.ts';

type Operands = Readonly<Record<string, Operand>>;

/** Channels of queries and values, positions of a line, lines in all images and groups. */
export interface PositionalSizes {
  depth: number;
  width: number;
  length: number;
  lines: number;
}

export function positionalSizes({ q, v }: Readonly<Record<string, { readonly shape: readonly number[] }>>, rows: boolean): PositionalSizes {
  const [batch, groups, depth, height, columns] = q.shape;
  return { depth, width: v.shape[2], length: rows ? columns : height, lines: batch * groups * (rows ? height : columns) };
}

/**
 * Keys, values and the table of positions become records of vec4s; the key's part of the table is turned round, so that one distance finds all
 * three parts. Then an invocation owns a query.
 */
export function positionalProgram(operands: Operands, rows: boolean): Program {
  const sizes = positionalSizes(operands, rows);
  const { depth, width, length, lines } = sizes;
  const { q, k, v } = operands;
  return {
    passes: [packKeys(k, v, sizes, rows), packTable(sizes), attendKernel(q, sizes, rows)],
    scratch: { key_records: lines * length * 4 * (quads(depth) + quads(width)), table_records: (2 * length - 1) * 4 * (2 * quads(depth) + quads(width)) },
  };
}

/** The axis across lines and the one along them. */
const lineAxes = (rows: boolean): readonly [other: 3 | 4, along: 3 | 4] => (rows ? [3, 4] : [4, 3]);

/** Where channel 0 of the first position of a line lies, over [B, groups, lines]. */
const lineStarts = (operands: Operands, rows: boolean) => {
  const [other] = lineAxes(rows);
  const [first] = Object.values(operands);
  const shape = [first.shape[0], first.shape[1], first.shape[other]];
  return gather(shape, Object.fromEntries(Object.entries(operands).map(([key, x]) => [key, { ...x, shape, strides: [x.strides[0], x.strides[1], x.strides[other]] }])), 'line_');
};

/** Records of a position: `parts` of [operand, channels] in fours, zeros up to the next four. */
const fill = (records: Snippet, parts: readonly { channels: Snippet; four: number; value: Snippet }[]): Snippet => {
  let start = 0;
  return wgsl`${parts.map(({ channels, four, value }) => {
    const from = start;
    start += 4 * four;
    return wgsl`for (var c = 0u; c < (${channels} + 3) / 4 * 4; c++) {
    var value = 0.0;
    if (c < ${channels}) { value = ${value}; }
    ${records}[record + ${u32(from)} + c] = value;
  }`;
  })}`;
};

function packKeys(k: Operand, v: Operand, { depth, width, length, lines }: PositionalSizes, rows: boolean): Kernel {
  const starts = lineStarts({ k, v }, rows);
  const [, along] = lineAxes(rows);
  const body = wgsl`let t = i % p.length;
  let k_at = k_start(i / p.length) + t * p.k_step;
  let v_at = v_start(i / p.length) + t * p.v_step;
  let record = i * ${u32(4 * (quads(depth) + quads(width)))};
  ${fill(name('key_records'), [{ channels: wgsl`p.depth`, four: quads(depth), value: wgsl`k[k_at + c * p.k_channel]` }, { channels: wgsl`p.width`, four: quads(width), value: wgsl`v[v_at + c * p.v_channel]` }])}`;
  const start = (key: 'k' | 'v') => wgsl`fn ${name(`${key}_start`)}(i: u32) -> u32 {\n  ${starts.setup}\n  return ${starts.at[key]};\n}`;
  return {
    ...each(lines * length, body, { functions: [start('k'), start('v')], params: { length, depth, width, ...steps({ k, v }, along), ...starts.params } }),
    reads: ['k', 'v'],
    writes: ['key_records'],
  };
}
const steps = (operands: Operands, along: 3 | 4) => Object.fromEntries(Object.entries(operands).flatMap(([key, { strides }]) => [[`${key}_channel`, strides[2] >>> 0], [`${key}_step`, strides[along] >>> 0]]));

/** For each distance i - j + T - 1 the vectors that meet q, k and the weight. */
function packTable({ depth, width, length }: PositionalSizes): Kernel {
  const value = (from: Snippet, distance: Snippet) => wgsl`relative[(${from} + c) * p.distances + ${distance}]`;
  const body = wgsl`let record = i * ${u32(4 * (2 * quads(depth) + quads(width)))};
  ${fill(name('table_records'), [
    { channels: wgsl`p.depth`, four: quads(depth), value: value(wgsl`0u`, wgsl`i`) },
    { channels: wgsl`p.depth`, four: quads(depth), value: value(wgsl`p.depth`, wgsl`p.distances - 1 - i`) },
    { channels: wgsl`p.width`, four: quads(width), value: value(wgsl`2 * p.depth`, wgsl`i`) },
  ])}`;
  return { ...each(2 * length - 1, body, { params: { distances: 2 * length - 1, depth, width } }), reads: ['relative'], writes: ['table_records'] };
}

const sum = (count: number, term: (j: number) => Snippet): Snippet => wgsl`across(${join(repeat(count, term), ' + ')})`;

/**
 * One online softmax a query: either the old maximum or the new score is the greater, so a single exponential serves both the rescaling and the
 * weight.
 */
function attendKernel(q: Operand, { depth, width, length, lines }: PositionalSizes, rows: boolean): Kernel {
  const [d, e] = [quads(depth), quads(width)];
  const groups = q.shape[1];
  const starts = lineStarts({ q }, rows);
  const [other, along] = lineAxes(rows);
  const body = wgsl`let t = i % p.length;
  let q_at = q_start(i / p.length) + t * p.q_step;
  let group = i / p.length / p.others % p.groups;
  let by_key = factors[group];
  let by_query_place = factors[p.groups + group];
  let by_key_place = factors[2 * p.groups + group];
  var q_channels: array<f32, ${u32(4 * d)}>;
  for (var c = 0u; c < p.depth; c++) { q_channels[c] = q[q_at + c * p.q_channel]; }
  ${repeat(d, (j) => wgsl`let q${j} = vec4<f32>(q_channels[${4 * j}], q_channels[${4 * j + 1}], q_channels[${4 * j + 2}], q_channels[${4 * j + 3}]);`)}
  var top = ${lowest};
  var total = 0.0;
  ${repeat(e, (j) => wgsl`var content${j} = vec4<f32>(0.0);\n  var place${j} = vec4<f32>(0.0);`)}
  var key = (i - t) * ${u32(d + e)};
  var at = (t + p.length - 1) * ${u32(2 * d + e)};
  let length = p.length;
  for (var j = 0u; j < length; j++) {
    ${repeat(d, (c) => wgsl`let k${c} = key_records[key + ${u32(c)}];`)}
    let score = by_key * ${sum(d, (c) => wgsl`q${c} * k${c}`)} + by_query_place * ${sum(d, (c) => wgsl`q${c} * table_records[at + ${u32(c)}]`)} + by_key_place * ${sum(d, (c) => wgsl`k${c} * table_records[at + ${u32(d + c)}]`)};
    let fall = softmax_exp(-abs(score - top));
    let higher = score > top;
    let shrink = select(1.0, fall, higher);
    let weight = select(fall, 1.0, higher);
    top = select(top, score, higher);
    total = total * shrink + weight;
    ${repeat(e, (c) => wgsl`content${c} = content${c} * shrink + weight * key_records[key + ${u32(d + c)}];
    place${c} = place${c} * shrink + weight * table_records[at + ${u32(2 * d + c)}];`)}
    key += ${u32(d + e)};
    at -= ${u32(2 * d + e)};
  }
  // A score of +Inf makes the row NaN, as it does in an ordinary softmax.
  total = bitcast<f32>(select(bitcast<u32>(total), 0x7fc00000u, top > 3.4028234663852886e38f));
  var sums: array<f32, ${u32(8 * e)}>;
  ${repeat(4 * e, (c) => wgsl`sums[${2 * c}] = ${name(`content${c >> 2}`)}[${c % 4}] / total;\n  sums[${2 * c + 1}] = ${name(`place${c >> 2}`)}[${c % 4}] / total;`)}
  let image = i / p.length / p.others * 2 * p.width * p.others * p.length + i / p.length % p.others * p.out_line + t * p.out_step;
  for (var c = 0u; c < 2 * p.width; c++) { out[image + c * p.others * p.length] = sums[c]; }`;
  return {
    ...each(lines * length, body, {
      functions: [softmax_exp, wgsl`fn across(v: vec4<f32>) -> f32 { return (v.x + v.y) + (v.z + v.w); }`, wgsl`fn q_start(i: u32) -> u32 {\n  ${starts.setup}\n  return ${starts.at.q};\n}`],
      params: { length, others: q.shape[other], groups, depth, width, out_line: rows ? length : 1, out_step: rows ? 1 : q.shape[other], ...steps({ q }, along), ...starts.params },
      types: { key_records: name('vec4<f32>'), table_records: name('vec4<f32>') },
    }),
    reads: ['q', 'key_records', 'table_records', 'factors'],
    writes: ['out'],
  };
}
