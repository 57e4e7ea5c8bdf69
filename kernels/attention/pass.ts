/**
 * The frame of the fused attention kernels: each invocation owns a few positions, walks over all positions of the other side a few at a
 * time, and keeps its sums in registers. No weight ever reaches memory, and nothing depends on the order in which workgroups run.
 *
 * Every lane needs every number of the positions walked over. On a CPU adapter whose subgroup is its SIMD vector, each lane loads a
 * different vec4 of them and `subgroupBroadcast` hands the numbers round (docs/performance.md says why); on one without subgroups each
 * lane reads all of them itself; on a GPU a workgroup stages them in its memory. Everything is unrolled, since shader compilers do not
 * unroll, and the sums must stay in registers.
 */
import { runtimeBits } from '../../engine/bits.ts';
import { gather } from '../../engine/indexing.ts';
import type { Adapter, Kernel, Operand, Param } from '../../engine/kernel.ts';
import type { Shape } from '../../engine/shape.ts';
import { size } from '../../engine/shape.ts';
import type { Snippet } from '../../engine/wgsl.ts';
import { join, name, repeat, u32, wgsl } from '../../engine/wgsl.ts';

/** Positions walked over at a time: enough to spread the price of a new maximum, few enough to compile quickly. */
export const chunk = 4;
/** Invocations that stage a tile in workgroup memory, and what it may hold. */
const tileThreads = 64;
const tileNumbers = 4096;
/** Registers of an owned position up to which an invocation of a GPU owns two, so that a number from the tile serves both. */
const twoFit = 80;
const gridLimit = 65535;

/** Channels of an operand [three batch axes, positions, channels] that a workgroup deals with: all, or `channels` of them from `from` on. */
export interface Held {
  operand: Operand;
  channels: number;
  from?: Snippet;
}
type HeldBy = Readonly<Record<string, Held>>;

/** Numbers in registers: `load` brings them there; `at(position, channel)`, position r of the invocation's own or j of the chunk. */
export interface Numbers {
  load: Snippet;
  at: (position: number, channel: number) => Snippet;
}

export interface PassSpec {
  adapter: Adapter;
  /** The three batch axes; operands of size 1 there are shared. */
  batch: Shape;
  /** Positions owned, and positions walked over. */
  rows: number;
  steps: number;
  /** Operands read or written at owned positions, and at positions walked over. */
  owned: HeldBy;
  walked: HeldBy;
  /** An operand [three batch axes, rows, steps]: a number for each pair, where it has one. */
  pairs?: Readonly<Record<string, Operand>>;
  /** Numbers that an owned position keeps in registers. */
  registers: number;
  /** Parts of the channels that different workgroups take: the number of this one is `block`. */
  blocks?: number;
}

/** Along which axis four numbers can be read at once. */
type Along = 'channels' | 'positions' | 'none';

function alongOf({ operand: { dtype, shape, strides, offset }, channels }: Held): Along {
  const dense = (axis: number) => strides[axis] === 1 && shape[axis] % 4 === 0 && offset % 4 === 0 && strides.every((stride, i) => i === axis || shape[i] === 1 || stride % 4 === 0);
  return dtype !== 'f32' ? 'none' : channels % 4 === 0 && dense(4) ? 'channels' : dense(3) ? 'positions' : 'none';
}

const component = (i: number): Snippet => name('xyzw'[i % 4]);

export class Pass {
  readonly perLane: number;
  private readonly spec: PassSpec;
  /** Positions a workgroup owns. */
  readonly span: number;
  private readonly lanes: number;
  /** Lanes that share the reading of positions walked over, by broadcast; 1 where each reads all; 0 where a workgroup stages them. */
  private readonly sharing: number;
  private readonly along: Record<string, Along> = {};

  constructor(spec: PassSpec) {
    this.spec = spec;
    const { adapter } = spec;
    this.sharing = adapter.software ? Math.max(1, adapter.subgroup) : this.tile ? 0 : 1;
    this.lanes = adapter.software ? adapter.subgroup || 8 : tileThreads;
    this.perLane = !adapter.software && spec.registers <= twoFit && spec.rows > this.lanes ? 2 : 1;
    this.span = this.lanes * this.perLane;
    for (const [key, held] of Object.entries(spec.owned)) this.along[key] = adapter.software && alongOf(held) === 'channels' ? 'channels' : 'none';
    for (const [key, held] of Object.entries(spec.walked)) this.along[key] = adapter.software ? alongOf(held) : 'none';
  }

  /** `line(r)` for each position an invocation owns. */
  each = (line: (r: number) => Snippet): Snippet => wgsl`${repeat(this.perLane, line)}`;
  /** `line(r, j)` for each of them and each position of the chunk. */
  eachPair = (line: (r: number, j: number) => Snippet): Snippet => this.each((r) => wgsl`${repeat(chunk, (j) => line(r, j))}`);

  /** `count` channels of the owned positions, from the held channel `from` on. */
  own(key: string, count: number, from = u32(0)): Numbers {
    const at = (r: number, c: number) => this.element(key, wgsl`row${r}`, wgsl`${from} + ${c}`);
    const register = (r: number, c: number) => name(`${key}${r}_${c}`);
    if (this.along[key] === 'none') return { load: this.each((r) => wgsl`${repeat(count, (c) => wgsl`let ${register(r, c)} = ${at(r, c)};`)}`), at: register };
    return { load: this.each((r) => wgsl`${repeat(count / 4, (c) => wgsl`let ${register(r, c)} = ${at(r, 4 * c)};`)}`), at: (r, c) => wgsl`${register(r, c >> 2)}.${component(c)}` };
  }

  /** `count` channels of the chunk's positions `j` …, from the held channel `from` on. A position over the end repeats the last. */
  walked(key: string, count: number, from = u32(0)): Numbers {
    if (!this.sharing) return { load: wgsl``, at: (j, c) => wgsl`${name(`${key}_tile`)}[(j - tile + ${j}) * ${u32(this.spec.walked[key].channels)} + ${from} + ${c}]` };
    // Of n numbers (vec4s where the operand allows) in a row, each of the lanes that share the reading loads one at a time.
    const along = this.along[key];
    const [channels, positions] = [along === 'channels' ? 4 : 1, along === 'positions' ? 4 : 1];
    const groups = count / channels;
    const load = (n: number) => {
      const number = this.sharing === 1 ? u32(n) : wgsl`(lane + ${u32(n * this.sharing)})`;
      return wgsl`let ${name(`${key}_part${n}`)} = ${this.element(key, wgsl`min(j + ${number} / ${u32(groups)} * ${u32(positions)}, p.steps - ${u32(positions)})`, wgsl`${from} + ${number} % ${u32(groups)} * ${u32(channels)}`)};`;
    };
    return {
      load: wgsl`${repeat(Math.ceil(((chunk / positions) * groups) / this.sharing), load)}`,
      at: (j, c) => {
        const number = Math.floor(j / positions) * groups + Math.floor(c / channels);
        const register = name(`${key}_part${Math.floor(number / this.sharing)}`);
        const value = along === 'none' ? register : wgsl`${register}.${component(along === 'channels' ? c : j)}`;
        return this.sharing === 1 ? value : wgsl`subgroupBroadcast(${value}, ${u32(number % this.sharing)})`;
      },
    };
  }

  /** The number of a pair: owned position r, position j of the chunk. */
  pair = (key: string, r: number, j: number): Snippet => wgsl`${name(key)}[${name(`${key}_start`)} + row${r} * p.${name(`${key}_row`)} + min(j + ${j}, p.steps - 1) * p.${name(`${key}_channel`)}]`;

  /** Writes `value(r, c)` to the channels held of an operand at the owned positions; `add` adds to what is there. */
  store(key: string, value: (r: number, c: number) => Snippet, { add = false } = {}): Snippet {
    const wide = this.along[key] === 'channels' ? 4 : 1;
    const write = (r: number, c: number) => {
      const target = this.element(key, wgsl`row${r}`, u32(c));
      const written = wide === 4 ? wgsl`vec4<f32>(${join(repeat(4, (i) => value(r, c + i)), ', ')})` : value(r, c);
      return wgsl`${target} = ${add ? wgsl`${target} + ` : wgsl``}${written};`;
    };
    return this.each((r) => wgsl`if (inside${r}) {\n${repeat(this.spec.owned[key].channels / wide, (c) => write(r, wide * c))}\n}`);
  }

  /**
   * The kernel: `before`, then `step` for each chunk from position `j` on, then `after`. They see `row0` … (owned positions), `inside0` …
   * (whether there is such a position), `block`. Positions walked over end at `end`, which must be the same for the whole workgroup.
   */
  kernel({ before, step, after, end = wgsl`p.steps` }: { before: Snippet; step: Snippet; after: Snippet; end?: Snippet }, rest: Partial<Kernel> & { functions: readonly Snippet[] }): Kernel {
    const { batch, rows, steps, owned, walked, pairs = {}, blocks = 1 } = this.spec;
    const operands: Record<string, Operand> = { ...Object.fromEntries(Object.entries({ ...owned, ...walked }).map(([key, { operand }]) => [key, operand])), ...pairs };
    const starts = gather(batch, Object.fromEntries(Object.entries(operands).map(([key, x]) => [key, { ...x, shape: x.shape.slice(0, 3), strides: x.strides.slice(0, 3) }])));
    const batches = size(batch);
    const params: Record<string, Param> = { ...starts.params, rows, steps, batches };
    const lines: Snippet[] = [];
    for (const [key, { shape, strides }] of Object.entries(operands)) {
      const { from } = owned[key] ?? walked[key] ?? {};
      lines.push(wgsl`let ${name(`${key}_start`)} = ${starts.at[key]}${from ? wgsl` + ${from} * p.${name(`${key}_channel`)}` : wgsl``};`);
      params[`${key}_row`] = shape[3] === 1 ? 0 : strides[3] >>> 0;
      params[`${key}_channel`] = shape[4] === 1 ? 0 : strides[4] >>> 0;
    }
    const own = this.each((r) => wgsl`let place${r} = first + lane + ${r * this.lanes};
  let inside${r} = place${r} < p.rows;
  let row${r} = min(place${r}, p.rows - 1);`);
    const walk = this.sharing ? wgsl`for (var j = 0u; j < end; j += ${u32(chunk)}) {\n${step}\n}` : this.tiled(step);
    const lane = this.sharing > 1 ? name('subgroup_invocation_id') : name('local_invocation_index');
    const tiles = this.sharing ? [] : Object.entries(walked).map(([key, { channels }]) => wgsl`var<workgroup> ${name(`${key}_tile`)}: array<f32, ${this.tile * channels}>;`);
    const { functions, ...kernel } = rest;
    return {
      ...kernel,
      code: wgsl`${runtimeBits}
${functions}
${tiles}
@compute @workgroup_size(${this.lanes})
fn main(@builtin(workgroup_id) group: vec3<u32>, @builtin(${lane}) lane: u32) {
  let i = group.y + group.z * ${u32(gridLimit)};
  ${batches > gridLimit ? wgsl`if (i >= p.batches) { return; }` : wgsl``}
  let block = group.x % ${u32(blocks)};
  let first = group.x / ${u32(blocks)} * ${u32(this.span)};
  ${starts.setup}
  ${lines}
  ${own}
  let end = ${end};
  ${before}
  ${walk}
  ${after}
}`,
      workgroups: [Math.ceil(rows / this.span) * blocks, Math.min(batches, gridLimit), Math.ceil(batches / gridLimit)],
      params: { ...params, ...rest.params },
      types: Object.fromEntries(Object.entries(this.along).filter(([, along]) => along !== 'none').map(([key]) => [key, name('vec4<f32>')])),
      subgroups: this.sharing > 1,
    };
  }

  /** An element of an operand, or the vec4 that starts there. */
  private element(key: string, position: Snippet, channel: Snippet): Snippet {
    const at = wgsl`${name(`${key}_start`)} + ${position} * p.${name(`${key}_row`)} + (${channel}) * p.${name(`${key}_channel`)}`;
    return wgsl`${name(key)}[${this.along[key] === 'none' ? at : wgsl`(${at}) / 4`}]`;
  }

  /** Positions in a tile of workgroup memory; 0 where there are so many channels that not even a chunk fits. */
  private get tile(): number {
    const numbers = Object.values(this.spec.walked).reduce((sum, { channels }) => sum + channels, 0);
    return [32, 16, 8, chunk].find((positions) => positions * numbers <= tileNumbers) ?? 0;
  }

  private tiled(step: Snippet): Snippet {
    const fill = ([key, { channels }]: [string, Held]) => wgsl`for (var n = lane; n < ${u32(this.tile * channels)}; n += ${u32(tileThreads)}) {
      ${name(`${key}_tile`)}[n] = ${this.element(key, wgsl`min(tile + n / ${u32(channels)}, p.steps - 1)`, wgsl`n % ${u32(channels)}`)};
    }`;
    return wgsl`for (var tile = 0u; tile < end; tile += ${u32(this.tile)}) {
    workgroupBarrier();
    ${Object.entries(this.spec.walked).map(fill)}
    workgroupBarrier();
    for (var j = tile; j < min(tile + ${u32(this.tile)}, end); j += ${u32(chunk)}) {
${step}
    }
  }`;
  }
}
