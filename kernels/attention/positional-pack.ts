/**
 * What the kernels of positional attention read: keys with their values, queries with what the backward pass needs of them, and the table of
 * positions, as records of vec4s, so that a walk along a line reads four channels from one place.
 */
import { gather } from '../../engine/indexing.ts';
import type { Kernel, Operand } from '../../engine/gpu/kernel.ts';
import { each } from '../../engine/gpu/kernel.ts';
import type { Shape } from '../../engine/shape.ts';
import type { Snippet } from '../../engine/gpu/wgsl.ts';
import { name, u32, wgsl } from '../../engine/gpu/wgsl.ts';
import { quads } from './local-shape.ts';

export type Operands = Readonly<Record<string, Operand>>;

export interface PositionalAttrs {
  /** Attend within rows; else within columns. */
  rows: boolean;
}

export interface PositionalSizes {
  batch: number;
  groups: number;
  /** Channels of queries and keys, and of values. */
  depth: number;
  width: number;
  /** Positions of a line, and lines of an image. */
  length: number;
  others: number;
  /** Lines of all images and groups. */
  lines: number;
  /** Entries of the table: all differences of two positions. */
  distances: number;
}

export function positionalSizes(
  { q, v }: Readonly<Record<string, { readonly shape: Shape }>>,
  { rows }: PositionalAttrs,
): PositionalSizes {
  const [batch, groups, depth, height, columns] = q.shape;
  const [length, others] = rows ? [columns, height] : [height, columns];
  return {
    batch,
    groups,
    depth,
    width: v.shape[2],
    length,
    others,
    lines: batch * groups * others,
    distances: 2 * length - 1,
  };
}

/** The vec4s of records, `NAME0`, `NAME1`, …: of a query, a key, and the table's entry for their distance. */
export type Vector = 'q' | 'k' | 'v' | 'q_place' | 'k_place' | 'v_place' | 'content' | 'place' | 'stats';
type Parts = readonly (readonly [Vector, number])[];

export interface RecordParts {
  holder: 'key_records' | 'query_records' | 'table_records';
  parts: Parts;
  /** Vec4s of a record. */
  quads: number;
}

const record = (holder: RecordParts['holder'], parts: Parts): RecordParts => ({
  holder,
  parts,
  quads: parts.reduce((sum, [, count]) => sum + count, 0),
});
export const keyRecord = ({ depth, width }: PositionalSizes): RecordParts =>
  record('key_records', [
    ['k', quads(depth)],
    ['v', quads(width)],
  ]);
export const tableRecord = ({ depth, width }: PositionalSizes): RecordParts =>
  record('table_records', [
    ['q_place', quads(depth)],
    ['k_place', quads(depth)],
    ['v_place', quads(width)],
  ]);
/** `stats0`: the log of the query's softmax sum, and Δ. */
export const queryRecord = ({ depth, width }: PositionalSizes): RecordParts =>
  record('query_records', [
    ['q', quads(depth)],
    ['content', quads(width)],
    ['place', quads(width)],
    ['stats', 1],
  ]);

/** Elements of the records that every pass needs. */
export const recordScratch = (sizes: PositionalSizes): Record<string, number> => ({
  key_records: 4 * keyRecord(sizes).quads * sizes.lines * sizes.length,
  table_records: 4 * tableRecord(sizes).quads * sizes.distances,
});

/** `NAME_start(line)`: where channel 0 of a line's first position lies, in operands [B, groups, channels, H, W]; and the steps from there. */
export function lineStarts(
  operands: Operands,
  { rows }: PositionalAttrs,
): { functions: Snippet[]; params: NonNullable<Kernel['params']> } {
  const [other, along] = rows ? [3, 4] : [4, 3];
  const [first] = Object.values(operands);
  const shape = [first.shape[0], first.shape[1], first.shape[other]];
  const { at, setup, params } = gather(
    shape,
    Object.fromEntries(
      Object.entries(operands).map(([key, x]) => [
        key,
        { ...x, shape, strides: [x.strides[0], x.strides[1], x.strides[other]] },
      ]),
    ),
    'line_',
  );
  const steps = Object.entries(operands).flatMap(([key, { strides }]) => [
    [`${key}_channel`, strides[2] >>> 0],
    [`${key}_step`, strides[along] >>> 0],
  ]);
  return {
    functions: Object.keys(operands).map(
      (key) => wgsl`fn ${name(`${key}_start`)}(i: u32) -> u32 {\n  ${setup}\n  return ${at[key]};\n}`,
    ),
    params: { ...params, ...Object.fromEntries(steps) },
  };
}

/** Statements that find an operand at position `t` of line `i / p.length`. */
const found = (key: string): Snippet =>
  wgsl`let ${name(`${key}_at`)} = ${name(`${key}_start`)}(i / p.length) + t * p.${name(`${key}_step`)};`;
const channel = (key: string): Snippet => wgsl`${name(key)}[${name(`${key}_at`)} + c * p.${name(`${key}_channel`)}]`;

interface Part {
  /** Channels, and vec4s they take: zeros up to the next four. */
  channels: 'depth' | 'width';
  four: number;
  /** Channel `c`. */
  value: Snippet;
  /** Statements that see it as `value`. */
  also?: Snippet;
}

/** A record from element `record` on: one part behind the other, an element at a time, since loads are what takes long to compile. */
const fill = (records: string, parts: readonly Part[]): Snippet => {
  let start = 0;
  return wgsl`${parts.map(({ channels, four, value, also = wgsl`` }) => {
    const [from, count] = [start, wgsl`p.${name(channels)}`];
    start += 4 * four;
    return wgsl`for (var c = 0u; c < (${count} + 3) / 4 * 4; c++) {
    var value = 0.0;
    if (c < ${count}) { value = ${value}; ${also} }
    ${name(records)}[record + ${u32(from)} + c] = value;
  }`;
  })}`;
};

/** A key and its value. */
export function packKeys({ k, v }: Operands, sizes: PositionalSizes, attrs: PositionalAttrs): Kernel {
  const { depth, width, length, lines } = sizes;
  const starts = lineStarts({ k, v }, attrs);
  const body = wgsl`let t = i % p.length;
  ${['k', 'v'].map(found)}
  let record = i * ${u32(4 * keyRecord(sizes).quads)};
  ${fill('key_records', [
    { channels: 'depth', four: quads(depth), value: channel('k') },
    { channels: 'width', four: quads(width), value: channel('v') },
  ])}`;
  const kernel = each(lines * length, body, { params: { length, depth, width, ...starts.params } });
  return {
    ...kernel,
    code: wgsl`${[...starts.functions, kernel.code]}`,
    reads: ['k', 'v'],
    writes: ['key_records'],
  };
}

/** For each distance i - j + T - 1 the vectors that meet q, k and the weight: the key's part is turned round, so that one distance finds all three. */
export function packTable(sizes: PositionalSizes): Kernel {
  const { depth, width, distances } = sizes;
  const value = (from: Snippet, distance: Snippet) => wgsl`relative[(${from} + c) * p.distances + ${distance}]`;
  const body = wgsl`let record = i * ${u32(4 * tableRecord(sizes).quads)};
  ${fill('table_records', [
    { channels: 'depth', four: quads(depth), value: value(wgsl`0u`, wgsl`i`) },
    { channels: 'depth', four: quads(depth), value: value(wgsl`p.depth`, wgsl`p.distances - 1 - i`) },
    { channels: 'width', four: quads(width), value: value(wgsl`2 * p.depth`, wgsl`i`) },
  ])}`;
  return {
    ...each(distances, body, { params: { distances, depth, width } }),
    reads: ['relative'],
    writes: ['table_records'],
  };
}

/** A query, the gradients of its two means, the log of its softmax sum L, and Δ = out · dy - dL, from which a weight's gradient is measured. */
export function packQueries({ q, dlse }: Operands, sizes: PositionalSizes, attrs: PositionalAttrs): Kernel {
  const { depth, width, length, others, lines } = sizes;
  const starts = lineStarts({ q }, attrs);
  const mean = (first: Snippet): Part => ({
    channels: 'width',
    four: quads(width),
    value: wgsl`dy[${first} + c * 2 * p.area]`,
    also: wgsl`delta += value * out[${first} + c * 2 * p.area];`,
  });
  const stats = 4 * (queryRecord(sizes).quads - 1);
  const body = wgsl`let t = i % p.length;
  ${found('q')}
  let image = i / p.length / p.others;
  let pixel = i / p.length % p.others * p.line_step + t * p.step;
  let content = image * 2 * p.width * p.area + pixel;
  let place = content + p.area;
  let record = i * ${u32(4 * queryRecord(sizes).quads)};
  var delta = ${dlse ? wgsl`-dlse[image * p.area + pixel]` : wgsl`0.0`};
  ${fill('query_records', [{ channels: 'depth', four: quads(depth), value: channel('q') }, mean(name('content')), mean(name('place'))])}
  query_records[record + ${u32(stats)}] = lse[image * p.area + pixel];
  query_records[record + ${u32(stats + 1)}] = delta;`;
  const kernel = each(lines * length, body, {
    params: { length, others, depth, width, ...pixelSteps(sizes, attrs), ...starts.params },
  });
  return {
    ...kernel,
    code: wgsl`${[...starts.functions, kernel.code]}`,
    reads: ['q', 'dy', 'out', 'lse', ...(dlse ? ['dlse'] : [])],
    writes: ['query_records'],
  };
}

/** Where the pixels of a dense image lie: from line to line, from position to position, from channel to channel. */
export const pixelSteps = (
  { length, others }: PositionalSizes,
  { rows }: PositionalAttrs,
): { line_step: number; step: number; area: number } => ({
  line_step: rows ? length : 1,
  step: rows ? 1 : others,
  area: length * others,
});
