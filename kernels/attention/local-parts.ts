/** What the kernels of local attention have in common: where operands lie, channels in fours, and the grid. */
import type { Adapter, Kernel, Operand, Param } from '../../engine/gpu/kernel.ts';
import { gridLimit } from '../../engine/gpu/kernel.ts';
import type { Snippet } from '../../engine/gpu/wgsl.ts';
import { join, name, repeat, u32, wgsl } from '../../engine/gpu/wgsl.ts';
import type { LocalAttrs, Operands } from './local-shape.ts';
import { quads, sizesOf } from './local-shape.ts';
import { windowCode, windowParams } from './window.ts';

/** Where kernels find keys and values, and the pass that puts them there. */
export interface Keys {
  /** For `k` and `v`: what holds the fours, and where. */
  readonly held: Readonly<Record<string, { holder: string; operand: Operand }>>;
  /** All holders, as a pass names them in `reads`. */
  readonly reads: readonly string[];
  readonly passes: readonly Kernel[];
  readonly scratch: Readonly<Record<string, number>>;
}

/**
 * `NAME_at(b, head, y, x)`: where channel 0 of an operand [B, heads, channels, rows, columns] lies, counted in units of so many elements; channel c
 * is c·`p.NAME_c` further.
 */
function placed(
  operand: string,
  { strides, offset }: Operand,
  unit: 1 | 4,
): { code: Snippet; params: Record<string, Param> } {
  const field = (axis: string) => name(`${operand}_${axis}`);
  return {
    code: wgsl`fn ${field('at')}(b: u32, head: u32, y: u32, x: u32) -> u32 { return p.${field('offset')} + b * p.${field('b')} + head * p.${field('h')} + y * p.${field('y')} + x * p.${field('x')}; }`,
    params: Object.fromEntries([
      ...['b', 'h', 'c', 'y', 'x'].map((axis, i) => [`${operand}_${axis}`, (strides[i] / unit) >>> 0]),
      [`${operand}_offset`, offset / unit],
    ]),
  };
}

/** Channel c of the fours `dq0`, `dq1`, …. */
export const lane = (quad: 'dq' | 'dk' | 'dv' | 'sum', c: number): Snippet =>
  wgsl`${name(`${quad}${Math.floor(c / 4)}`)}[${c % 4}]`;

/**
 * `NAME0`, `NAME1`, …: the channels of the pixel that an invocation owns, each by `value`. CPU adapters take a loop, since each load they compile
 * costs some 20 ms; on GPUs registers must not be indexed.
 */
export function loadChannels(
  operand: 'q' | 'k' | 'v' | 'dout',
  count: 'depth' | 'width',
  channels: number,
  value: (c: Snippet) => Snippet,
  { software }: Adapter,
): Snippet {
  const [own, values] = [name(operand), name(`${operand}_channels`)];
  const four = (j: number, part: (c: number) => Snippet) =>
    wgsl`  let ${own}${j} = vec4<f32>(${join(
      repeat(4, (k) => (4 * j + k < channels ? part(4 * j + k) : wgsl`0.0`)),
      ', ',
    )});`;
  if (!software) return wgsl`${repeat(quads(channels), (j) => four(j, (c) => value(u32(c))))}`;
  return wgsl`  var ${values}: array<f32, ${u32(channels)}>;
  for (var c = 0u; c < p.${name(count)}; c++) { ${values}[c] = ${value(wgsl`c`)}; }
${repeat(quads(channels), (j) => four(j, (c) => wgsl`${values}[${u32(c)}]`))}`;
}

/** The same for a query where it lies, times the scale. */
export const loadQuery = (channels: number, adapter: Adapter): Snippet => wgsl`let q_here = q_at(b, head, y, x);
${loadChannels('q', 'depth', channels, (c) => wgsl`p.scale * q[q_here + ${c} * p.q_c]`, adapter)}`;

/** `operand[at + c·step] = value_c` for each channel; a loop up to `count` for CPU adapters, as above. */
export function storeChannels(
  operand: 'out' | 'dq' | 'dk' | 'dv',
  count: 'depth' | 'width',
  channels: number,
  value: (c: number) => Snippet,
  { software }: Adapter,
): Snippet {
  const [target, at, step] = [name(operand), name(`${operand}_here`), wgsl`p.${name(`${operand}_c`)}`];
  if (!software) return wgsl`${repeat(channels, (c) => wgsl`  ${target}[${at} + ${u32(c)} * ${step}] = ${value(c)};`)}`;
  const values = name(`${operand}_channels`);
  return wgsl`  var ${values} = array<f32, ${u32(channels)}>(${join(repeat(channels, value), ', ')});
  for (var c = 0u; c < p.${name(count)}; c++) { ${target}[${at} + c * ${step}] = ${values}[c]; }`;
}

/** The product of two vectors in fours: the same order of sums everywhere. */
export const product = (a: 'q' | 'dout', b: 'k' | 'v', count: number): Snippet =>
  wgsl`across(${join(
    repeat(count, (j) => wgsl`${name(`${a}${j}`)} * ${name(`${b}${j}`)}`),
    ' + ',
  )})`;

export interface LocalKernelOptions {
  /** Whether there is one invocation for each (batch, head, row, column) of the queries' image or of the keys'. */
  image: 'queries' | 'keys';
  /** Lanes of a subgroup that owns pixels of one row, where the body has subgroup functions: it sees `lane`, and lanes beyond the row do not end. */
  lanes?: number;
  /** Operands [B, heads, channels, rows, columns] that the body finds by `NAME_at`. */
  places: readonly string[];
  /** Where the body finds the fours of keys and values, by `k_at` and `v_at`. */
  keys?: Keys;
  reads: readonly string[];
  writes: readonly string[];
  functions?: readonly Snippet[];
  params?: Kernel['params'];
  types?: Kernel['types'];
}

const vec4 = name('vec4<f32>');
/** What kernels read four channels at a time. */
export const fourTypes = (keys?: Keys): Record<string, Snippet> =>
  Object.fromEntries(['query_records', 'relative', ...(keys?.reads ?? [])].map((holder) => [holder, vec4]));

/** Rows and columns of a workgroup: neighbours share most of their windows. */
const tile = 8;

/** A pass of local attention; its body sees `b`, `head`, `y`, `x`, `image`: batch and head in one, and `i`: the pixel's number among all. */
export function localKernel(
  operands: Operands,
  attrs: LocalAttrs,
  body: Snippet,
  {
    image,
    lanes = 0,
    places,
    keys,
    reads,
    writes,
    functions = [],
    params = {},
    types = fourTypes(keys),
  }: LocalKernelOptions,
): Kernel {
  const { batch, heads, axes } = sizesOf(operands, attrs);
  const [height, width] = axes.map((axis) => axis[image]);
  const [down, across] = lanes
    ? [height, Math.ceil(width / lanes)]
    : [Math.ceil(height / tile), Math.ceil(width / tile)];
  const common = localCommon(operands, attrs, places, keys);
  return {
    code: wgsl`${[...common.functions, ...functions]}
${
  lanes
    ? wgsl`@compute @workgroup_size(${u32(lanes)})
fn main(@builtin(workgroup_id) group: vec3<u32>, @builtin(subgroup_invocation_id) lane: u32) {`
    : wgsl`@compute @workgroup_size(${tile}, ${tile})
fn main(@builtin(workgroup_id) group: vec3<u32>, @builtin(local_invocation_id) local: vec3<u32>) {`
}
  let image = group.z + group.x / p.groups_across * ${u32(gridLimit)};
${
  lanes
    ? wgsl`  let x = group.x % p.groups_across * ${u32(lanes)} + lane;
  let y = group.y;
  if (image >= p.images) { return; }`
    : wgsl`  let x = group.x % p.groups_across * ${u32(tile)} + local.x;
  let y = group.y * ${u32(tile)} + local.y;
  if (image >= p.images || x >= p.image_width || y >= p.image_height) { return; }`
}
  let head = image % p.heads;
  let b = image / p.heads;
  let i = (image * p.image_height + y) * p.image_width + x;
  ${body}
}`,
    workgroups: [across * Math.ceil((batch * heads) / gridLimit), down, Math.min(batch * heads, gridLimit)],
    params: {
      ...common.params,
      images: batch * heads,
      groups_across: across,
      image_height: height,
      image_width: width,
      ...params,
    },
    types,
    reads,
    writes,
    ...(lanes && { subgroups: true }),
  };
}

/** Functions and constants that every pass has: windows, tables, and the places of the operands it names and of keys and values. */
export function localCommon(
  operands: Operands,
  attrs: LocalAttrs,
  places: readonly string[],
  keys?: Keys,
): { functions: Snippet[]; params: Record<string, Param> } {
  const {
    heads,
    depth,
    width,
    axes,
    offsets: [rows, columns],
  } = sizesOf(operands, attrs);
  const { bias, mask } = operands;
  const found = [
    ...places.map((operand) => placed(operand, operands[operand], 1)),
    ...Object.entries(keys?.held ?? {}).map(([key, { operand }]) => placed(key, operand, 4)),
  ];
  return {
    functions: [
      windowCode(attrs.form),
      wgsl`fn across(v: vec4<f32>) -> f32 { return (v.x + v.y) + (v.z + v.w); }`,
      ...found.map(({ code }) => code),
    ],
    params: {
      heads,
      depth,
      width,
      ...windowParams(axes),
      scale: { f32: attrs.scale },
      query_record: quads(depth) + quads(width) + 1,
      ...Object.assign({}, ...found.map(({ params }) => params)),
      table_rows: rows,
      table_columns: columns,
      ...(bias && {
        bias_h: bias.strides[0] >>> 0,
        bias_y: bias.strides[1] >>> 0,
        bias_x: bias.strides[2] >>> 0,
        bias_offset: bias.offset,
      }),
      ...(mask && { mask_windows: mask.shape[0], mask_positions: mask.shape[1] }),
    },
  };
}
