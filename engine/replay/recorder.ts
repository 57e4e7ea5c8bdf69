/**
 * What a step does, noted while it runs, so that `Replay` can do it again without the JavaScript that led to it. All recording is
 * synchronous, so one step at most is being noted.
 */
import type { Live, StepRecorder } from '../ambient.ts';
import type { Device } from '../device.ts';
import { DeviceError } from '../errors.ts';
import type { Pipeline } from '../gpu/pipeline.ts';
import type { Shelf } from '../gpu/pool.ts';
import type { Binding } from '../gpu/queue.ts';
import type { Place, Storage } from '../storage.ts';
import type { Variable } from '../variable.ts';

export interface Dispatch {
  pipeline: Pipeline;
  bindings: readonly Binding[];
  constants: Uint32Array<ArrayBuffer> | null;
  workgroups: readonly [number, number, number];
}

/** A dispatch with constants of its own, the last of which `live` makes anew. */
export interface Noted extends Dispatch {
  live: readonly Live[];
}

export class Recorder implements StepRecorder {
  readonly device: Device;
  readonly dispatches: Noted[] = [];
  /** Numbers that are made anew before each run, in order. */
  readonly refreshed: (() => void)[] = [];
  /** The variables that the step meets, and where. */
  readonly met = new Map<Variable, Place>();
  /** Memory from outside that the step counts on. */
  readonly pinned = new Set<Storage>();
  /** All that must be the same in every run: names, and words that go with them. */
  readonly trace: { name: string; words: Uint32Array | Float64Array }[] = [];
  private readonly own: Shelf | null;

  /** `own` are the buffers that the step keeps to itself. */
  constructor(device: Device, own: Shelf | null) {
    this.device = device;
    this.own = own;
  }

  dispatch(device: Device, label: string, noted: Dispatch, storages: readonly Storage[], live: readonly Live[]): void {
    if (device !== this.device)
      throw new DeviceError(
        'Replay',
        `${label} runs on another device`,
        `${this.device.info.description} and ${device.info.description}`,
        'one step for each device',
      );
    if (this.own) storages.forEach((storage) => this.keep(storage));
    const constants = noted.constants?.slice() ?? null;
    this.dispatches.push({ ...noted, constants, live });
    const words = Uint32Array.from([...noted.workgroups, ...(constants ?? [])]);
    live.forEach((value, i) => typeof value === 'function' && (words[words.length - live.length + i] = 0));
    this.trace.push({ name: label, words });
  }

  refresh(again: () => void): void {
    this.refreshed.push(again);
  }

  /** Numbers that come from the host. */
  write(numbers: Float64Array): void {
    this.trace.push({ name: 'numbers from the host', words: numbers });
  }

  meet(variable: Variable, storage: Storage): void {
    if (this.met.has(variable)) return;
    this.met.set(variable, { storage, offset: variable.offset });
    this.keep(storage);
  }

  /** Keeps memory from outside the step as it is. */
  keep(storage: Storage): void {
    if (!this.owns(storage) && !this.pinned.has(storage)) this.pinned.add(storage.pin());
  }

  owns(storage: Storage): boolean {
    return this.own !== null && storage.buffer!.shelf === this.own;
  }
}
