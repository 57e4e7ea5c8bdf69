/**
 * The frame of the fused attention kernels: each invocation owns a few positions, walks over all positions of the other side a few at a
 * time, and keeps its sums in registers. No weight ever reaches memory, and nothing depends on the order in which workgroups run.
 *
 * Every lane needs every number of the positions walked over. On a CPU adapter whose subgroup is its SIMD vector, each lane loads a
 * different vec4 of them and `subgroupBroadcast` hands the numbers round (docs/performance.md says why); on one without subgroups each
 * lane reads all of them itself; on a GPU a workgroup stages them in its memory. Everything is unrolled, since shader compilers do not
 * unroll, and the sums must stay in registers.
 */
import type { Kernel, Param } from '../../engine/gpu/kernel.ts';
import { gridLimit, groupIndex } from '../../engine/gpu/kernel.ts';
import { size } from '../../engine/shape.ts';
import type { Snippet } from '../../engine/gpu/wgsl.ts';
import { join, name, repeat, u32, wgsl } from '../../engine/gpu/wgsl.ts';
import type { Along, Held, Numbers, PassSpec } from './held.ts';
import { alongOf, startsOf } from './held.ts';

/** Invocations that stage a tile in workgroup memory, and what it may hold. */
const tileThreads = 64;
const tileNumbers = 4096;
/** Registers of an owned position up to which four positions are walked over at a time, and up to which an invocation of a GPU owns two positions. */
const fourFit = 64;
const twoFit = 80;
/**
 * Loads of walked positions from which they are one load in a loop that fills a list, where they do not run often: compiled, each costs a CPU
 * adapter some 40 ms, and run, each turn of such a loop 0.1 µs.
 */
const listedLoads = 3;
const listedRuns = 2 ** 15;

const component = (i: number): Snippet => name('xyzw'[i % 4]);

export class Pass {
  /** Positions walked over at a time: enough to spread the price of a new maximum, few enough to compile quickly. */
  readonly chunk: number;
  /** Positions that an invocation owns. */
  readonly perLane: number;
  private readonly spec: PassSpec;
  /** Positions a workgroup owns. */
  readonly span: number;
  private readonly lanes: number;
  /** Lanes that share the reading of positions walked over, by broadcast; 1 where each reads all; 0 where a workgroup stages them. */
  private readonly sharing: number;
  private readonly along: Record<string, Along> = {};
  private readonly params: Record<string, Param> = {};

  constructor(spec: PassSpec) {
    this.spec = spec;
    const { adapter } = spec;
    this.sharing = adapter.software ? Math.max(1, adapter.subgroup) : this.tile ? 0 : 1;
    this.lanes = adapter.software ? adapter.subgroup || 8 : tileThreads;
    this.perLane = !adapter.software && spec.registers <= twoFit && spec.rows > this.lanes ? 2 : 1;
    this.span = this.lanes * this.perLane;
    for (const [key, held] of Object.entries(spec.owned))
      this.along[key] = adapter.software && alongOf(held) === 'channels' ? 'channels' : 'none';
    for (const [key, held] of Object.entries(spec.walked)) this.along[key] = adapter.software ? alongOf(held) : 'none';
    this.chunk =
      Object.keys(spec.walked).some((key) => this.along[key] === 'positions') || spec.registers <= fourFit ? 4 : 2;
  }

  /** `line(r)` for each position an invocation owns. */
  each = (line: (r: number) => Snippet): Snippet => wgsl`${repeat(this.perLane, line)}`;
  /** `line(r, j)` for each of them and each position of the chunk. */
  eachPair = (line: (r: number, j: number) => Snippet): Snippet =>
    this.each((r) => wgsl`${repeat(this.chunk, (j) => line(r, j))}`);

  /** `count` channels of the owned positions, from the held channel `from` on. */
  own(key: string, count: number, from = u32(0)): Numbers {
    const wide = this.along[key] === 'channels' ? 4 : 1;
    const list = (r: number) => name(`${key}_list${r}`);
    const register = (r: number, n: number) => name(`${key}${r}_${n}`);
    const load = (r: number) => wgsl`var ${list(r)}: array<${this.type(key)}, ${count / wide}>;
${this.loop(key, count / wide, wgsl`${list(r)}[n] = ${this.element(key, wgsl`row${r}`, wgsl`${from} + n * ${u32(wide)}`)};`)}
${repeat(count / wide, (n) => wgsl`let ${register(r, n)} = ${list(r)}[${n}];`)}`;
    return {
      load: this.each(load),
      at: (r, c) => (wide === 4 ? wgsl`${register(r, c >> 2)}.${component(c)}` : register(r, c)),
    };
  }

  /** A loop over `n` that no compiler unrolls: an access that differs from lane to lane is a page of code on a CPU adapter. */
  private loop(key: string, count: number, body: Snippet): Snippet {
    const field = `${key}_count${count}`;
    this.params[field] = count;
    return wgsl`for (var n = 0u; n < p.${name(field)}; n++) { ${body} }`;
  }

  /** `count` channels of the chunk's positions `j` …, from the held channel `from` on. A position over the end repeats the last. */
  walked(key: string, count: number, from = u32(0)): Numbers {
    if (!this.sharing)
      return {
        load: wgsl``,
        at: (j, c) =>
          wgsl`${name(`${key}_tile`)}[(j - tile + ${j}) * ${u32(this.spec.walked[key].channels)} + ${from} + ${c}]`,
      };
    // Of n numbers (vec4s where the operand allows) in a row, each of the lanes that share the reading loads one at a time.
    const along = this.along[key];
    const [channels, positions] = [along === 'channels' ? 4 : 1, along === 'positions' ? 4 : 1];
    const groups = count / channels;
    const loads = Math.ceil(((this.chunk / positions) * groups) / this.sharing);
    const listed = loads >= listedLoads && loads * this.turns <= listedRuns;
    const part = (n: number) => name(`${key}_part${n}`);
    const value = (number: Snippet) =>
      this.element(
        key,
        wgsl`min(j + ${number} / ${u32(groups)} * ${u32(positions)}, p.steps - ${u32(positions)})`,
        wgsl`${from} + ${number} % ${u32(groups)} * ${u32(channels)}`,
      );
    const load = (n: number) =>
      wgsl`let ${part(n)} = ${value(this.sharing === 1 ? u32(n) : wgsl`(lane + ${u32(n * this.sharing)})`)};`;
    return {
      load: listed
        ? wgsl`var ${name(`${key}_parts`)}: array<${this.type(key)}, ${loads}>;
${this.loop(`${key}_parts`, loads, wgsl`${name(`${key}_parts`)}[n] = ${value(this.sharing === 1 ? wgsl`n` : wgsl`(lane + n * ${u32(this.sharing)})`)};`)}
${repeat(loads, (n) => wgsl`let ${part(n)} = ${name(`${key}_parts`)}[${n}];`)}`
        : wgsl`${repeat(loads, load)}`,
      at: (j, c) => {
        const number = Math.floor(j / positions) * groups + Math.floor(c / channels);
        const register = part(Math.floor(number / this.sharing));
        const value = along === 'none' ? register : wgsl`${register}.${component(along === 'channels' ? c : j)}`;
        return this.sharing === 1 ? value : wgsl`subgroupBroadcast(${value}, ${u32(number % this.sharing)})`;
      },
    };
  }

  /** The number of a pair: owned position r, position j of the chunk. */
  pair = (key: string, r: number, j: number): Snippet =>
    wgsl`${name(key)}[${name(`${key}_start`)} + row${r} * p.${name(`${key}_row`)} + min(j + ${j}, p.steps - 1) * p.${name(`${key}_channel`)}]`;

  /** Writes `value(r, c)` to the channels held of an operand at the owned positions; `add` adds to what is there. */
  store(key: string, value: (r: number, c: number) => Snippet, { add = false } = {}): Snippet {
    const wide = this.along[key] === 'channels' ? 4 : 1;
    const count = this.spec.owned[key].channels / wide;
    const list = (r: number) => name(`${key}_sums${r}`);
    const number = (r: number, n: number) =>
      wide === 4
        ? wgsl`vec4<f32>(${join(
            repeat(4, (i) => value(r, 4 * n + i)),
            ', ',
          )})`
        : value(r, n);
    const write = (r: number) => {
      const target = this.element(key, wgsl`row${r}`, wgsl`n * ${u32(wide)}`);
      return wgsl`var ${list(r)}: array<${this.type(key)}, ${count}>;
${repeat(count, (n) => wgsl`${list(r)}[${n}] = ${number(r, n)};`)}
if (inside${r}) { ${this.loop(key, count, wgsl`${target} = ${add ? wgsl`${target} + ` : wgsl``}${list(r)}[n];`)} }`;
    };
    return this.each(write);
  }

  /**
   * The kernel: `before`, then `step` for each chunk from position `j` on, then `after`. They see `row0` … (owned positions), `inside0` …
   * (whether there is such a position), `block`. Positions walked over end at `end`, which must be the same for the whole workgroup.
   */
  kernel(
    { before, step, after, end = wgsl`p.steps` }: { before: Snippet; step: Snippet; after: Snippet; end?: Snippet },
    rest: Partial<Kernel>,
  ): Kernel {
    const { rows, steps, walked, blocks = 1 } = this.spec;
    const starts = startsOf(this.spec);
    const tiles = Math.ceil(rows / this.span);
    const groups = tiles * blocks * size(this.spec.batch);
    const own = this.each(
      (r) => wgsl`let place${r} = first + lane + ${r * this.lanes};
  let inside${r} = place${r} < p.rows;
  let row${r} = min(place${r}, p.rows - 1);`,
    );
    const walk = this.sharing
      ? wgsl`for (var j = 0u; j < end; j += ${u32(this.chunk)}) {\n${step}\n}`
      : this.tiled(step);
    const lane = this.sharing > 1 ? name('subgroup_invocation_id') : name('local_invocation_index');
    const staged = this.sharing
      ? []
      : Object.entries(walked).map(
          ([key, { channels }]) => wgsl`var<workgroup> ${name(`${key}_tile`)}: array<f32, ${this.tile * channels}>;`,
        );
    return {
      ...rest,
      code: wgsl`${staged}
@compute @workgroup_size(${this.lanes})
fn main(@builtin(workgroup_id) group: vec3<u32>, @builtin(${lane}) lane: u32) {
  let number = ${groupIndex};
  ${groups > gridLimit ? wgsl`if (number >= p.groups) { return; }` : wgsl``}
  let block = number % ${u32(blocks)};
  let first = number / ${u32(blocks)} % p.tiles * ${u32(this.span)};
  let i = number / ${u32(blocks)} / p.tiles;
  ${starts.setup}
  ${own}
  let end = ${end};
  ${before}
  ${walk}
  ${after}
}`,
      workgroups: groups,
      params: { rows, steps, tiles, groups, ...starts.params, ...this.params, ...rest.params },
      types: Object.fromEntries(
        Object.entries(this.along)
          .filter(([, along]) => along !== 'none')
          .map(([key]) => [key, name('vec4<f32>')]),
      ),
      subgroups: this.sharing > 1,
    };
  }

  /** Chunks that all workgroups together walk over. */
  private get turns(): number {
    const { rows, steps, batch, blocks = 1 } = this.spec;
    return Math.ceil(rows / this.span) * blocks * size(batch) * Math.ceil(steps / this.chunk);
  }

  private type = (key: string): Snippet => name(this.along[key] === 'none' ? 'f32' : 'vec4<f32>');

  /** An element of an operand, or the vec4 that starts there. */
  private element(key: string, position: Snippet, channel: Snippet): Snippet {
    const at = wgsl`${name(`${key}_start`)} + ${position} * p.${name(`${key}_row`)} + (${channel}) * p.${name(`${key}_channel`)}`;
    return wgsl`${name(key)}[${this.along[key] === 'none' ? at : wgsl`(${at}) / 4`}]`;
  }

  /** Positions in a tile of workgroup memory; 0 where there are so many channels that not even a chunk fits. */
  private get tile(): number {
    const numbers = Object.values(this.spec.walked).reduce((sum, { channels }) => sum + channels, 0);
    return [32, 16, 8, 4].find((positions) => positions * numbers <= tileNumbers) ?? 0;
  }

  private tiled(step: Snippet): Snippet {
    const fill = ([key, { channels }]: [
      string,
      Held,
    ]) => wgsl`for (var n = lane; n < ${u32(this.tile * channels)}; n += ${u32(tileThreads)}) {
      ${name(`${key}_tile`)}[n] = ${this.element(key, wgsl`min(tile + n / ${u32(channels)}, p.steps - 1)`, wgsl`n % ${u32(channels)}`)};
    }`;
    return wgsl`for (var tile = 0u; tile < end; tile += ${u32(this.tile)}) {
    workgroupBarrier();
    ${Object.entries(this.spec.walked).map(fill)}
    workgroupBarrier();
    for (var j = tile; j < min(tile + ${u32(this.tile)}, end); j += ${u32(this.chunk)}) {
${step}
    }
  }`;
  }
}
