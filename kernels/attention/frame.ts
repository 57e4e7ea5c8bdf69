/**
 * The frame of every attention kernel: each invocation owns a few positions, walks over positions of the other side,
 * and keeps its sums in registers. No weight ever reaches memory, and nothing depends on the order in which workgroups
 * run. Vectors are vec4s of channels; they are unrolled, since shader compilers do not unroll and sums must stay in
 * registers, up to a width from which workgroups share the channels.
 */
import { gather } from '../../engine/indexing.ts';
import type { Adapter, Kernel, Operand, Param } from '../../engine/gpu/kernel.ts';
import { gridLimit, groupIndex } from '../../engine/gpu/kernel.ts';
import { size } from '../../engine/shape.ts';
import type { Snippet } from '../../engine/gpu/wgsl.ts';
import { name, repeat, u32, wgsl } from '../../engine/gpu/wgsl.ts';
import { loadOwn, storeOwn } from './fetch/own.ts';
import { readWalked, shareWalked, walkedRegister } from './fetch/share.ts';
import type { Slides } from './fetch/slide.ts';
import { slide } from './fetch/slide.ts';
import { fillTiles, tilePositions } from './fetch/stage.ts';
import type { Held } from './records.ts';
import { liesInFours } from './records.ts';
import type { Walk } from './walk/walk.ts';

/**
 * What a kernel reads or writes of a vector: all its vec4s, or `quads` of them from `from` on, which this workgroup
 * deals with.
 */
export interface Part extends Held {
  quads: number;
  from?: Snippet;
  /**
   * Where the vector of a step lies, from `NAME_start` on, if that is not the position walked over: each lane reads its
   * own.
   */
  place?: Snippet;
  /** The same for all batches. */
  everywhere?: boolean;
  /** Numbers, which are read one by one. */
  numbers?: boolean;
}
export type Parts = Readonly<Record<string, Part>>;

/**
 * Vec4s in registers: `load` brings them there; `at(position, n)`, position r of the invocation's own or j of the
 * chunk.
 */
export interface Vectors {
  load: Snippet;
  at: (position: number, n: number) => Snippet;
  /** The four numbers of a vec4 that is put together from numbers read one by one. */
  numbers?: (position: number, n: number) => Snippet[];
}

/** Statements before the walk, for each chunk, after the walk, and around the rows of a window. */
export interface Body {
  before: Snippet;
  step: Snippet;
  after: Snippet;
  rowStart?: Snippet;
  rowEnd?: Snippet;
}

/** Along which axis four numbers can be read at once. */
export type Along = 'channels' | 'positions' | 'none';

export interface FrameSpec {
  adapter: Adapter;
  walk: Walk;
  owned: Parts;
  walked: Parts;
  /** Vec4s that an owned position keeps in registers. */
  registers: number;
  /** Parts of the channels that different workgroups take: the number of this one is `block`. */
  blocks?: number;
  /** Walked vectors that slide along the lanes, where adapter and walk allow. */
  slides?: Slides;
}

/** Lanes of a workgroup that stages what it walks over in its memory. */
const tileThreads = 64;
/**
 * Vec4s of an owned position up to which four positions are walked over at a time, and up to which an invocation of a
 * GPU owns two.
 */
const fourFit = 16;
const twoFit = 20;

export class Frame {
  /** Positions walked over at a time: enough to spread the price of a new maximum, few enough to compile quickly. */
  readonly chunk: number;
  /** Positions that an invocation owns. */
  readonly perLane: number;
  readonly lanes: number;
  /**
   * Lanes that share the reading of positions walked over, by broadcast; 1 where each reads all; 0 where a workgroup
   * stages them.
   */
  readonly sharing: number;
  readonly spec: FrameSpec;
  readonly along: Record<string, Along> = {};
  readonly params: Record<string, Param> = {};
  private readonly slid: ReturnType<typeof slide> | undefined;

  constructor(spec: FrameSpec) {
    this.spec = spec;
    const { adapter, walk, owned, walked, registers } = spec;
    const shared = walk.together;
    this.sharing = adapter.software && shared ? Math.max(1, adapter.subgroup) : shared && this.tile ? 0 : 1;
    this.lanes = adapter.software ? adapter.subgroup || 8 : walk.rows > 32 ? tileThreads : 32;
    this.perLane = !adapter.software && shared && !walk.chunk && registers <= twoFit && walk.rows > this.lanes ? 2 : 1;
    for (const [key, part] of Object.entries(owned)) this.along[key] = alongOf(part);
    const positions = adapter.software && shared && !walk.chunk ? walk.axes[0] : undefined;
    for (const [key, part] of Object.entries(walked)) this.along[key] = alongOf(part, positions);
    this.chunk =
      walk.chunk ??
      (registers <= fourFit || Object.keys(walked).some((key) => this.along[key] === 'positions') ? 4 : 2);
    this.slid = spec.slides && slide(this, spec.slides);
  }

  part = (key: string): Part => this.spec.owned[key] ?? this.spec.walked[key];

  /** `line(r)` for each position an invocation owns. */
  each = (line: (r: number) => Snippet): Snippet => wgsl`${repeat(this.perLane, line)}`;
  /** `line(r, j)` for each of them and each position of the chunk. */
  eachPair = (line: (r: number, j: number) => Snippet): Snippet =>
    this.each((r) => wgsl`${repeat(this.chunk, (j) => line(r, j))}`);

  /** `count` vec4s of the owned positions, from number `from` of the part on. */
  own = (key: string, count: number, from?: Snippet): Vectors => loadOwn(this, key, count, from);
  /** Writes `value(r, n)` to the part of an operand at the owned positions; `add` adds to what is there. */
  store = (key: string, value: (r: number, n: number) => Snippet, { add = false } = {}): Snippet =>
    storeOwn(this, key, value, add);
  /**
   * `count` vec4s of the chunk's positions, from number `from` of the part on. A position over the end repeats the
   * last.
   */
  walked(key: string, count: number, from?: Snippet): Vectors {
    if (this.slid?.names.has(key)) return { load: wgsl``, at: (_, n) => name(`${key}_s${n}`) };
    if (!this.spec.walk.together || this.part(key).place)
      return { load: readWalked(this, [{ key, count, from }]), at: walkedRegister(key) };
    if (this.sharing) return shareWalked(this, key, count, from);
    const { quads } = this.part(key);
    const first = from ? wgsl`${from} + ` : wgsl``;
    return {
      load: wgsl``,
      at: (j, n) => wgsl`${name(`${key}_tile`)}[(j - tile + ${u32(j)}) * ${u32(quads)} + ${first}${u32(n)}]`,
    };
  }

  /**
   * A loop over `n` that no compiler unrolls: an access that differs from lane to lane is a page of code on a CPU
   * adapter.
   */
  loop(field: string, count: number, body: Snippet): Snippet {
    this.params[field] = count;
    return wgsl`for (var n = 0u; n < p.${name(field)}; n++) { ${body} }`;
  }

  /** Vec4 `n` of a vector that lies in fours, and channel `c` of one that does not: 0 beyond the last. */
  four = (key: string, place: Snippet, n: Snippet): Snippet =>
    wgsl`${this.holder(key)}[${name(`${key}_start`)} + ${place} + ${n}]`;
  one(key: string, place: Snippet, c: Snippet): Snippet {
    const { operand, from } = this.part(key);
    const channels = operand.shape[4];
    const at = (channel: Snippet) =>
      wgsl`${this.holder(key)}[${name(`${key}_start`)} + ${place} + ${channel} * ${name(`${key}_c`)}]`;
    if (channels % 4 === 0) return at(wgsl`(${c})`);
    const inside = wgsl`${from ? wgsl`4 * (${from}) + ` : wgsl``}${c} < ${u32(channels)}`;
    return wgsl`select(${this.type(key)}(), ${at(wgsl`select(0u, ${c}, ${inside})`)}, ${inside})`;
  }
  holder = (key: string): Snippet => name(this.part(key).holder ?? key);
  type = (key: string): Snippet => name(this.along[key] === 'none' ? 'f32' : 'vec4<f32>');

  /** Chunks that all workgroups together walk over. */
  get turns(): number {
    return (this.groups * this.spec.walk.steps) / this.chunk;
  }
  /** Positions in a tile of workgroup memory; 0 where not even a chunk fits. */
  get tile(): number {
    return tilePositions(Object.values(this.spec.walked).filter(({ place }) => !place));
  }
  private get tiles(): number {
    return Math.ceil(this.spec.walk.rows / (this.lanes * this.perLane));
  }
  private get groups(): number {
    return this.tiles * (this.spec.blocks ?? 1) * size(this.spec.walk.batch);
  }

  /**
   * The kernel: `before`, then `step` for each chunk, then `after`. They see `i` (the batch), `row0` … (owned
   * positions), `inside0` … (whether there is such a position), `block`, and what the walk gives.
   */
  kernel(
    { before, step, after, rowStart = wgsl``, rowEnd = wgsl`` }: Body,
    rest: Partial<Kernel> & { functions?: readonly Snippet[] },
  ): Kernel {
    const { walk, owned, walked, blocks = 1 } = this.spec;
    const span = this.lanes * this.perLane;
    const starts = this.starts();
    const subgroups = this.sharing > 1 || this.slid !== undefined;
    const lane = subgroups ? name('subgroup_invocation_id') : name('local_invocation_index');
    const staged = this.sharing || !walk.together ? {} : Object.fromEntries(this.stagedParts());
    const tiles = Object.entries(staged).map(
      ([key, { quads }]) => wgsl`var<workgroup> ${name(`${key}_tile`)}: array<vec4<f32>, ${this.tile * quads}>;`,
    );
    const own = this.each(
      (r) => wgsl`
        let place${r} = first + lane + ${u32(r * this.lanes)};
        let inside${r} = place${r} < p.rows;
        let row${r} = min(place${r}, p.rows - 1);`,
    );
    const { functions = [], ...kernel } = rest;
    return {
      ...kernel,
      code: wgsl`
        ${[...(walk.functions ?? []), ...functions]}
        ${tiles}
        @compute @workgroup_size(${this.lanes})
        fn main(@builtin(workgroup_id) group: vec3<u32>, @builtin(${lane}) lane: u32) {
          let number = ${groupIndex};
          ${this.groups > gridLimit ? wgsl`if (number >= p.groups) { return; }` : wgsl``}
          let block = number % ${u32(blocks)};
          let first = number / ${u32(blocks)} % p.tiles * ${u32(span)};
          let i = number / ${u32(blocks)} / p.tiles;
          ${starts.setup}
          ${own}
          ${walk.place ?? wgsl``}
          ${before}
          ${walk.loop(this, step, { rowStart, rowEnd, slid: this.slid })}
          ${after}
        }`,
      workgroups: this.groups,
      params: {
        rows: walk.rows,
        tiles: this.tiles,
        groups: this.groups,
        ...walk.params,
        ...starts.params,
        ...this.params,
        ...rest.params,
      },
      types: {
        ...Object.fromEntries(
          Object.keys({ ...owned, ...walked })
            .filter((key) => this.along[key] !== 'none')
            .map((key) => [this.part(key).holder ?? key, name('vec4<f32>')]),
        ),
        ...rest.types,
      },
      subgroups,
    };
  }

  /** The step within a tile of workgroup memory, or the plain loop: for walks whose workgroups go together. */
  over(start: Snippet, end: Snippet, step: Snippet): Snippet {
    if (this.sharing)
      return wgsl`
        for (var j = ${start}; j < ${end}; j += ${u32(this.chunk)}) {
          ${step}
        }`;
    return wgsl`
      for (var tile = ${start}; tile < ${end}; tile += ${u32(this.tile)}) {
        workgroupBarrier();
        ${fillTiles(this, this.stagedParts())}
        workgroupBarrier();
        for (var j = tile; j < min(tile + ${u32(this.tile)}, ${end}); j += ${u32(this.chunk)}) {
          ${step}
        }
      }`;
  }

  private stagedParts(): [string, Part][] {
    return Object.entries(this.spec.walked).filter(([, { place }]) => !place);
  }

  /**
   * `NAME_start`: where an operand's vector lies in batch `i`, counted in vec4s where it is read so; `NAME_x`,
   * `NAME_c`: its steps.
   */
  private starts(): { setup: Snippet; params: Record<string, Param> } {
    const { walk, owned, walked } = this.spec;
    const all: [string, Part][] = Object.entries({ ...owned, ...walked });
    const unit = (key: string) => (this.along[key] === 'none' ? 1 : 4);
    const batches = gather(
      walk.batch,
      Object.fromEntries(
        all.map(([key, { operand, everywhere }]) => [key, batchOf(operand, walk, unit(key), everywhere)]),
      ),
    );
    const params: Record<string, Param> = { ...batches.params };
    const lines = all.map(([key, { operand, from, place }]) => {
      const along = this.along[key];
      const step = (axis: number, letter: string) => {
        params[`${key}_${letter}`] = operand.shape[axis] === 1 ? 0 : (operand.strides[axis] / unit(key)) >>> 0;
        return wgsl`let ${name(`${key}_${letter}`)} = p.${name(`${key}_${letter}`)};`;
      };
      const steps = place ? [] : walk.axes.map((axis, n) => step(axis, 'xy'[n]));
      const first = from
        ? along === 'channels'
          ? wgsl` + ${from}`
          : wgsl` + 4 * (${from}) * ${name(`${key}_c`)}`
        : wgsl``;
      return wgsl`
        ${along === 'channels' ? wgsl`` : step(4, 'c')}
        ${along === 'positions' ? steps.slice(1) : steps}
        let ${name(`${key}_start`)} = ${batches.at[key]}${first};`;
    });
    return {
      setup: wgsl`
      ${batches.setup}
      ${lines}`,
      params,
    };
  }
}

/** Along what a part can be read in fours: channels, or else positions, which lie on axis `positions`. */
function alongOf({ operand, place, numbers }: Part, positions?: number): Along {
  const { dtype, shape, strides, offset } = operand;
  if (numbers) return 'none';
  if (liesInFours(operand)) return 'channels';
  const dense =
    positions !== undefined &&
    !place &&
    dtype === 'f32' &&
    strides[positions] === 1 &&
    shape[positions] % 4 === 0 &&
    offset % 4 === 0 &&
    strides.every((stride, axis) => axis === positions || shape[axis] === 1 || stride % 4 === 0);
  return dense ? 'positions' : 'none';
}

/** An operand's batch axes, counted in units of so many elements; a table is the same for all batches. */
function batchOf({ dtype, shape, strides, offset }: Operand, walk: Walk, unit: number, everywhere = false): Operand {
  const axes = walk.batchAxes;
  return {
    dtype,
    shape: axes.map((axis, n) => (axis < 0 || everywhere ? walk.batch[n] : shape[axis])),
    strides: axes.map((axis) => (axis < 0 || everywhere || shape[axis] === 1 ? 0 : strides[axis] / unit)),
    offset: offset / unit,
  };
}
