/** What the runner times: a library behind one small door, in this process or in another. */
import type { BenchCase } from './case.ts';
import type { HostTensor } from './inputs.ts';
import { makeInputs } from './inputs.ts';
import type { Meter, Work } from './meter.ts';
import type { WorkloadSpec } from './workloads.ts';

/** A case made ready in a library. */
export interface Prepared {
  /** Records one step's work; nothing waits for the GPU. */
  step(): void | Promise<void>;
  /** Resolves when all of it is done. */
  settle(): Promise<void>;
  /** The last step's results in PyTorch's layout, one after the other. */
  read(): Promise<Float32Array>;
  dispose(): void | Promise<void>;
}

export interface Library {
  readonly version: string;
  /** Makes a step. @throws Error saying why this library cannot. */
  prepare(op: string, inputs: Record<string, HostTensor>, spec: WorkloadSpec): Prepared | Promise<Prepared>;
  /** Frees what is kept for reuse, so that the next case counts its own. */
  tidy?(): void;
}

/** The part of a case that makes its work: all that has to travel to another process. */
export type Task = Pick<BenchCase, 'op' | 'spec' | 'inputs'>;

/** Wall time of some steps, and what they did. */
export interface Timed {
  ms: number;
  work: Pick<Work, 'dispatches' | 'pipelines' | 'buffers'>;
}

export interface Contestant {
  readonly name: string;
  readonly version: string;
  readonly adapter: string;
  /** Makes a case ready. @throws Error saying why this engine cannot. */
  prepare(task: Task): Promise<void>;
  /** Runs so many steps and waits for the GPU once, at their end. */
  run(steps: number): Promise<Timed>;
  read(): Promise<Float32Array>;
  /** Lets go of the case; gives the most bytes of GPU buffers that it had alive. */
  release(): Promise<number>;
  close(): void;
}

/** A library in this process. */
export class Local implements Contestant {
  readonly name: string;
  readonly version: string;
  readonly adapter: string;
  private readonly library: Library;
  private readonly meter: Meter;
  private current: Prepared | null = null;
  /**
   * GPU bytes that calls of this case left alive, and the most there were in one. Engines may share the meter, so only
   * own calls count.
   */
  private bytes = 0;
  private peak = 0;

  constructor(name: string, library: Library, adapter: string, meter: Meter) {
    this.name = name;
    this.version = library.version;
    this.adapter = adapter;
    this.library = library;
    this.meter = meter;
  }

  async prepare({ op, spec, inputs }: Task): Promise<void> {
    await this.release();
    await this.metered(async () => {
      this.current = await this.library.prepare(op, makeInputs(inputs), spec);
      await this.current.settle();
    });
  }

  async run(steps: number): Promise<Timed> {
    const prepared = this.prepared();
    const before = { ...this.meter.work };
    const ms = await this.metered(async () => {
      const start = performance.now();
      for (let i = 0; i < steps; i++) {
        const recording = prepared.step();
        if (recording) await recording; // awaiting nothing would still let every step be submitted by itself
      }
      await prepared.settle();
      return performance.now() - start;
    });
    const { dispatches, pipelines, buffers } = this.meter.work;
    return {
      ms,
      work: {
        dispatches: dispatches - before.dispatches,
        pipelines: pipelines - before.pipelines,
        buffers: buffers - before.buffers,
      },
    };
  }

  read(): Promise<Float32Array> {
    return this.prepared().read();
  }

  async release(): Promise<number> {
    const { peak } = this;
    await this.current?.dispose();
    this.current = null;
    this.library.tidy?.();
    this.bytes = this.peak = 0;
    return peak;
  }

  close(): void {
    void this.release();
  }

  private async metered<T>(work: () => Promise<T>): Promise<T> {
    const { meter } = this;
    meter.mark();
    const before = meter.work.bytes;
    try {
      return await work();
    } finally {
      this.peak = Math.max(this.peak, this.bytes + meter.work.peak - before);
      this.bytes += meter.work.bytes - before;
    }
  }

  private prepared(): Prepared {
    if (!this.current) throw new Error(`${this.name}: no case is prepared`);
    return this.current;
  }
}
