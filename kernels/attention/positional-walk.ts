/**
 * What the kernels of positional attention have in common: a workgroup owns neighbours on a line and walks along it, so that all its lanes need
 * the same record of one side, and each a record of its own of the other. On a CPU adapter a lane loads one vec4 of the shared record and
 * `subgroupBroadcast` hands them round.
 */
import type { Adapter, Kernel } from '../../engine/gpu/kernel.ts';
import { groupIndex } from '../../engine/gpu/kernel.ts';
import type { Snippet } from '../../engine/gpu/wgsl.ts';
import { join, name, repeat, u32, wgsl } from '../../engine/gpu/wgsl.ts';
import { quads } from './local-shape.ts';
import type { PositionalAttrs, PositionalSizes, RecordParts, Vector } from './positional-pack.ts';
import { pixelSteps } from './positional-pack.ts';
import { softmax_exp } from '../math/softmax-exp.ts';

const vectors = ({ parts }: RecordParts): Snippet[] =>
  parts.flatMap(([vector, count]) => repeat(count, (c) => name(`${vector}${c}`)));

/** A lane's own record number `at`, read at every step of a walk. */
export const load = (given: RecordParts, at: Snippet): Snippet =>
  wgsl`${vectors(given).map((vector, c) => wgsl`let ${vector} = ${name(given.holder)}[${at} * ${u32(given.quads)} + ${u32(c)}];`)}`;

/** Record number `at`, the same for all lanes. */
export function share(given: RecordParts, at: Snippet, { software, subgroup }: Adapter): Snippet {
  if (!software || !subgroup) return load(given, at);
  const part = (n: number) => name(`${given.holder}_part${n}`);
  return wgsl`${repeat(Math.ceil(given.quads / subgroup), (n) => wgsl`let ${part(n)} = ${name(given.holder)}[${at} * ${u32(given.quads)} + min(lane + ${u32(n * subgroup)}, ${u32(given.quads - 1)})];`)}
    ${vectors(given).map((vector, c) => wgsl`let ${vector} = subgroupBroadcast(${part(Math.floor(c / subgroup))}, ${u32(c % subgroup)});`)}`;
}

/** A lane's record at each step of a walk over `j`: statements before the loop, at the beginning of a step, and at its end. */
export interface Slide {
  before: Snippet;
  start: Snippet;
  end: Snippet;
}

/**
 * Records number `at(t, j)` of lanes at step `j`, where each lane is one step behind its neighbour: at the next step a lane has what the one below
 * it has now, and only the first needs another. On a CPU adapter that is one load in place of one for each vec4.
 */
export function slide(
  given: RecordParts,
  at: (t: Snippet, j: Snippet) => Snippet,
  from: Snippet,
  { software, subgroup }: Adapter,
): Slide {
  const none = wgsl``;
  if (!software || !subgroup) return { before: none, start: load(given, at(name('t'), name('j'))), end: none };
  const all = vectors(given);
  const loads = Math.ceil(given.quads / subgroup);
  const part = (n: number) => name(`next_part${n}`);
  const first = at(name('first'), wgsl`(j + 1)`);
  return {
    before: wgsl`var slid: array<vec4<f32>, ${u32(given.quads)}>;
  for (var c = 0u; c < p.slid; c++) { slid[c] = ${name(given.holder)}[${at(name('t'), from)} * ${u32(given.quads)} + c]; }
  ${all.map((vector, c) => wgsl`var ${vector} = slid[${u32(c)}];`)}`,
    start: none,
    end: wgsl`${repeat(loads, (n) => wgsl`let ${part(n)} = ${name(given.holder)}[${first} * ${u32(given.quads)} + min(lane + ${u32(n * subgroup)}, ${u32(given.quads - 1)})];`)}
    ${all.map((vector, c) => wgsl`${vector} = select(subgroupShuffleUp(${vector}, 1u), subgroupBroadcast(${part(Math.floor(c / subgroup))}, ${u32(c % subgroup)}), lane == 0);`)}`,
  };
}

/** A lane's own record, read once. CPU adapters take a loop, since each load they compile costs 30 ms; on GPUs registers must not be indexed. */
export function own(given: RecordParts, at: Snippet, { software }: Adapter): Snippet {
  if (!software) return load(given, at);
  return wgsl`var own: array<vec4<f32>, ${u32(given.quads)}>;
  for (var c = 0u; c < p.own; c++) { own[c] = ${name(given.holder)}[${at} * ${u32(given.quads)} + c]; }
  ${vectors(given).map((vector, c) => wgsl`let ${vector} = own[${u32(c)}];`)}`;
}

const dot = (count: number, a: Vector, b: Vector): Snippet =>
  wgsl`across(${join(
    repeat(count, (c) => wgsl`${name(`${a}${c}`)} * ${name(`${b}${c}`)}`),
    ' + ',
  )})`;

/** The three factors of a group, and the `score` of a pair that takes them: the same order of sums everywhere. */
export const factors = (group: Snippet): Snippet => wgsl`let by_key = factors[${group}];
  let by_query_place = factors[p.groups + ${group}];
  let by_key_place = factors[2 * p.groups + ${group}];`;
export const score = ({ depth }: PositionalSizes): Snippet =>
  wgsl`let score = by_key * ${dot(quads(depth), 'q', 'k')} + by_query_place * ${dot(quads(depth), 'q', 'q_place')} + by_key_place * ${dot(quads(depth), 'k', 'k_place')};`;

/** `weight` of a pair, and `change`, the gradient of its score. */
export function change(sizes: PositionalSizes): Snippet {
  const e = quads(sizes.width);
  return wgsl`${score(sizes)}
    let weight = ${softmax_exp}(score - stats0.x);
    let change = weight * (${dot(e, 'content', 'v')} + ${dot(e, 'place', 'v_place')} - stats0.y);`;
}

/** Sums in vec4s, and their channel c. */
export const zeros = (sums: string, count: number): Snippet =>
  wgsl`${repeat(count, (c) => wgsl`var ${name(`${sums}${c}`)} = vec4<f32>(0.0);`)}`;
export const channel = (sums: string, c: number): Snippet => wgsl`${name(`${sums}${c >> 2}`)}[${c % 4}]`;

interface WalkOptions extends Pick<Kernel, 'reads' | 'writes' | 'params' | 'types'> {
  /** Lines, or shares of lines, and places on each, of which an invocation owns one. */
  lines: number;
  places: number;
  /** Vec4s of the records that `own` and `slide` read. */
  owned: number;
  slid: number;
  functions?: readonly Snippet[];
}

/** Lanes of a GPU's workgroup: lines are short. */
const gpuLanes = 32;

/** A kernel whose body sees `line`, its own place `t`, whether that is `inside` the line (else it repeats the last), and the workgroup's `first` and `last`. */
export function walk(
  sizes: PositionalSizes,
  attrs: PositionalAttrs,
  adapter: Adapter,
  body: Snippet,
  { lines, places, owned, slid, functions = [], params, types, reads, writes }: WalkOptions,
): Kernel {
  const { groups, depth, width, length, others } = sizes;
  const shared = adapter.software && adapter.subgroup > 0;
  const lanes = adapter.software ? adapter.subgroup || 8 : gpuLanes;
  const [blocks, steps, vec4] = [Math.ceil(places / lanes), pixelSteps(sizes, attrs), name('vec4<f32>')];
  return {
    code: wgsl`${[wgsl`fn across(v: vec4<f32>) -> f32 { return (v.x + v.y) + (v.z + v.w); }`, ...functions]}
@compute @workgroup_size(${lanes})
fn main(@builtin(workgroup_id) group: vec3<u32>, @builtin(${name(shared ? 'subgroup_invocation_id' : 'local_invocation_index')}) lane: u32) {
  let number = ${groupIndex};
  if (number >= p.lines * p.blocks) { return; }
  let line = number / p.blocks;
  let first = number % p.blocks * ${u32(lanes)};
  let last = min(first + ${u32(lanes)}, p.places) - 1;
  let t = min(first + lane, last);
  let inside = first + lane <= last;
  let length = p.length;
  ${body}
}`,
    workgroups: lines * blocks,
    params: {
      lines,
      blocks,
      places,
      length,
      others,
      groups,
      depth,
      width,
      own: owned,
      slid,
      ...steps,
      dq_c: steps.area,
      dk_c: steps.area,
      dv_c: steps.area,
      ...params,
    },
    types: { key_records: vec4, query_records: vec4, table_records: vec4, ...types },
    subgroups: shared,
    reads,
    writes,
  };
}

/** Where a pixel lies in a dense image of a line: `image`, and `pixel` among its pixels. */
export const place = wgsl`let image = line / p.others;
  let pixel = line % p.others * p.line_step + t * p.step;
  ${factors(wgsl`image % p.groups`)}`;
