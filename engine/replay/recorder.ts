/**
 * What a step does, noted while it runs, so that `Replay` can do it again without the JavaScript that led to it. All
 * recording is synchronous, so one step at most is being noted.
 */
import type { Live, StepRecorder } from '../ambient.ts';
import type { Device, Gpu } from '../device.ts';
import { DeviceError } from '../errors.ts';
import type { Pipeline } from '../gpu/pipeline.ts';
import type { Arena, PoolBuffer } from '../gpu/pool.ts';
import type { Binding } from '../gpu/queue.ts';
import type { Storage } from '../storage.ts';
import type { Tensor } from '../tensor.ts';
import { upcomingId } from '../tensor.ts';
import { Variable } from '../variable.ts';
import type { Trace } from './trace.ts';

/** A dispatch with constants of its own, the last of which `live` makes anew. */
export interface Noted {
  pipeline: Pipeline;
  bindings: readonly Binding[];
  constants: Uint32Array<ArrayBuffer> | null;
  workgroups: readonly [number, number, number];
  continues: boolean;
  live: readonly Live[];
}

/** A value of the host, and what it was when the step asked for it. */
export interface Watched {
  read: () => unknown;
  value: unknown;
}

export class Recorder implements StepRecorder {
  readonly device: Device;
  /** What it runs on: after a recovery that is another one. */
  readonly gpu: Gpu;
  readonly dispatches: Noted[] = [];
  /** Numbers that are made anew before each run, in order. */
  readonly refreshed: (() => void)[] = [];
  /** What must be done before each run. */
  readonly before: (() => void)[] = [];
  readonly watched = new Map<object, Watched>();
  /** What the step itself sets: how each run does so again. */
  readonly settings = new Map<object, () => void>();
  /** The variables that the step meets, and where in their memory they lie then. */
  readonly variables = new Map<Variable, number | null>();
  /** Memory that the step binds and that is not its own, and where it lay then. */
  readonly outside = new Map<Storage, PoolBuffer>();
  /** Memory of the arena that the step has used. */
  readonly inside = new Set<Storage>();
  readonly trace: Trace = [];
  private readonly arena: Arena | null;
  private readonly memories: ReadonlySet<Storage>;
  /** Tensors made from here on are the step's own, but for those that a cache keeps. */
  private readonly firstId = upcomingId();
  private readonly cached = new Set<number>();
  private readonly numbers = new Map<number, number>();
  private reading: number[] = [];
  private asides = 0;

  /**
   * In a run that is recorded for replays: `arena` holds the buffers that the step keeps to itself, `memories` its
   * variables.
   */
  constructor(device: Device, arena: Arena | null, memories: ReadonlySet<Storage>) {
    this.device = device;
    this.gpu = device.webgpu!;
    this.arena = arena;
    this.memories = memories;
  }

  dispatch(device: Device, label: string, noted: Noted & { source: string }, bound: readonly Storage[]): void {
    if (device !== this.device)
      throw new DeviceError(
        'Replay',
        `${label} runs on another device`,
        `${this.device.info.description} and ${device.info.description}`,
        'one step for each device',
      );
    for (const storage of bound) this.pin(storage);
    const constants = noted.constants?.slice() ?? null;
    const { live } = noted;
    this.dispatches.push({ ...noted, constants });
    const words = Uint32Array.from([...noted.workgroups, ...(constants ?? [])]);
    live.forEach((value, i) => typeof value === 'function' && (words[words.length - live.length + i] = 0));
    this.note(label, noted.source, words);
  }

  write(numbers: Float64Array): void {
    this.note('numbers from the host', '', numbers);
  }

  refresh(again: () => void): void {
    this.refreshed.push(again);
  }

  reads(tensor: Tensor): void {
    if (tensor instanceof Variable && (this.variables.get(tensor) ?? null) === null)
      this.variables.set(tensor, this.asides ? null : tensor.offset);
    if (this.asides) this.cached.add(tensor.id);
    else this.reading.push(this.numberOf(tensor.id));
  }

  watch(owner: object, read: () => unknown): void {
    if (!this.watched.has(owner) && !this.settings.has(owner)) this.watched.set(owner, { read, value: read() });
  }

  sets(owner: object, again: () => void): void {
    this.settings.set(owner, again);
  }

  ready(make: () => void): void {
    this.before.push(make);
    this.aside(make);
  }

  aside<T>(make: () => T): T {
    this.asides++;
    try {
      return make();
    } finally {
      this.asides--;
    }
  }

  /** Holds on to memory from outside the step. */
  pin(storage: Storage): void {
    if (!this.arena) return;
    if (this.owns(storage)) this.inside.add(storage);
    else if (!this.outside.has(storage) && !this.memories.has(storage))
      this.outside.set(storage.retain(), storage.buffer!);
  }

  owns(storage: Storage): boolean {
    return this.arena !== null && storage.buffer!.arena === this.arena;
  }

  /** Notes what was read since the last dispatch, at the end of the step. */
  end(): void {
    this.note('the end', '', new Uint32Array());
  }

  private note(name: string, source: string, words: Uint32Array | Float64Array): void {
    if (this.asides) return;
    this.trace.push({ name, source, words, reads: this.reading });
    this.reading = [];
  }

  /** Tensors from outside by their ids; those that the step makes by -1, -2, … in the order in which they are read. */
  private numberOf(id: number): number {
    if (id < this.firstId || this.cached.has(id)) return id;
    const known = this.numbers.get(id) ?? -1 - this.numbers.size;
    this.numbers.set(id, known);
    return known;
  }
}
