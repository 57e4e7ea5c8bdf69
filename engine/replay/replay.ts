/**
 * A step recorded once and done again without the JavaScript that led to it: one list of dispatches, encoded anew in a
 * few microseconds each.
 *
 *     // what changes from run to run is data: a variable
 *     const image = buffer(first.image), label = buffer(first.label);
 *     const step = new Replay(gpu, () => {
 *       const { value, grads } = valueAndGrad(() => crossEntropy(net.forward(image), label), params);
 *       optimizer.step(grads);
 *       return value;
 *     });
 *     for (const batch of batches) {
 *       image.assign(batch.image);
 *       label.assign(batch.label);
 *       const loss = step.run();
 *       optimizer.lr *= 0.999;
 *     }
 *
 * N runs give the bits of N plain calls; `docs/memory.md` says how, and what a step can know of the host.
 */
import type { Live } from '../ambient.ts';
import { planning, step, valueOf, within } from '../ambient.ts';
import { isCapturing } from '../capture.ts';
import type { Device } from '../device.ts';
import { DisposedError, ScopeError } from '../errors.ts';
import type { Arena, PoolBuffer } from '../gpu/pool.ts';
import type { Command } from '../gpu/queue.ts';
import type { Disposable } from '../scope.ts';
import { closedScope } from '../scope.ts';
import { show } from '../shape.ts';
import { isRecording } from '../tape.ts';
import type { Variable } from '../variable.ts';
import type { Operand } from './operands.ts';
import { loadOperands, placeOperands } from './operands.ts';
import type { Noted } from './recorder.ts';
import { Recorder } from './recorder.ts';
import { lend, Results } from './results.ts';
import type { Difference } from './trace.ts';
import { difference } from './trace.ts';
import type { WriteBack } from './write-back.ts';
import { planWriteBack, writeBack } from './write-back.ts';

/** A dispatch, and the last of its constants, which are asked for each time. */
interface Prepared extends Command {
  liveConstants: Float32Array;
  live: readonly Live[];
}

interface Recording<T> {
  commands: readonly Prepared[];
  operands: readonly Operand[];
  mine: ReadonlySet<Variable>;
  back: WriteBack;
  results: Results<T>;
  arena: Arena;
}

type Called<T> = { result: T; kept: readonly Disposable[] };

export class Replay<T> {
  private readonly device: Device;
  private readonly fn: () => T extends Promise<unknown> ? never : T;
  /** What the last call met, for the next one to be compared with. */
  private last: Recorder | null = null;
  private recording: Recording<T> | null = null;
  /** What the last call gave, if it was not recorded. */
  private called: Called<T> | null = null;
  private runs = 0;
  /** Replays since the last call: they have gone by what was recorded, and not by what `fn` does. */
  private replays = 0;
  private disposed = false;

  /** `fn` takes no arguments, reads nothing back, and does the same work each time. */
  constructor(device: Device, fn: () => T extends Promise<unknown> ? never : T) {
    this.device = device;
    this.fn = fn;
  }

  /**
   * Does the step, and gives what `fn` returned. Its tensors are the step's: the next run overwrites or frees them, and
   * views of them that you keep do not change. `fn` is called in runs 1, 2, 4, 8, 16, …, whenever a value that it is
   * known to depend on has changed, and where a gradient or `capture` listens; all other runs are replays.
   * @throws ScopeError when two calls differ in what they do, when `fn` is async or reads data, and inside another
   * step; DisposedError; what `fn` throws.
   */
  run(): T {
    this.device.check('Replay');
    if (this.disposed) throw new DisposedError('Replay', 'the step was disposed', '', 'make a new one');
    if (step.now || planning.now)
      throw new ScopeError(
        'Replay',
        'a recorded step cannot run inside another, or inside warmup',
        '',
        'call the function itself there',
      );
    if (!this.device.webgpu || isRecording() || isCapturing()) return this.call();
    this.runs++;
    if (this.last && (this.last.gpu !== this.device.webgpu || hostHasChanged(this.last))) this.forget();
    else if (
      this.recording &&
      (memoryHasMoved(this.last!) || memoryIsLost(this.recording) || Number.isInteger(Math.log2(this.runs)))
    )
      this.drop();
    if (!this.recording) return this.record();
    checkAlive(this.recording.operands);
    for (const make of this.last!.before) make();
    return loadOperands(this.device, this.recording.operands) ? this.replay(this.recording) : this.call();
  }

  /** Frees what the step keeps, and its results. */
  dispose(): void {
    if (this.disposed) return;
    this.disposed = true;
    this.forget();
    this.free();
  }
  [Symbol.dispose](): void {
    this.dispose();
  }

  /** Calls `fn` as anybody would. */
  private call(): T {
    this.free();
    this.called = closedScope(this.fn);
    lend(this.called.kept);
    return this.called.result;
  }

  /** Calls `fn` and notes what it does; records it when the call before has done the same. */
  private record(): T {
    const { device, last, fn } = this;
    const { pool } = device.webgpu!;
    this.free();
    for (const make of last?.before ?? []) make();
    const { operands, back } = placeOperands(
      device,
      last ? [...last.variables.keys()].filter(({ disposed }) => !disposed) : [],
    );
    const arena = last && pool.openArena();
    const recorder = new Recorder(device, arena, new Set(operands.map(({ memory }) => memory.storage)));
    try {
      this.called = within(step, recorder, () => closedScope(fn));
      lend(this.called.kept);
      recorder.end();
      const change = last && difference(last.trace, recorder.trace);
      this.last = recorder;
      if (change && !hasMoved(last.variables, recorder.variables)) this.refuse(change);
      this.replays = 0;
      if (arena && !change) this.recording = this.recordingOf(recorder, operands, arena, this.called);
      if (this.recording) this.called = null;
    } finally {
      if (arena) pool.closeArena();
      back(new Set(this.recording?.back.written.map(({ variable }) => variable)));
      if (!this.recording) {
        release(recorder, operands);
        if (arena) pool.clear(arena);
      }
    }
    return this.recording ? this.recording.results.value : this.called!.result;
  }

  /** What the run has left becomes what replays begin with. */
  private recordingOf(recorder: Recorder, operands: readonly Operand[], arena: Arena, called: Called<T>): Recording<T> {
    const { pool } = this.device.webgpu!;
    const mine = new Set(operands.map(({ variable }) => variable));
    refuseNew(recorder, mine);
    const results = new Results(called, recorder, operands);
    const waiting: PoolBuffer[] = [];
    const back = planWriteBack(
      operands.filter(({ variable }) => !variable.disposed),
      (bytes) => {
        waiting.push(pool.take(bytes));
        return waiting.at(-1)!;
      },
    );
    for (const buffer of waiting) pool.give(buffer);
    for (const { variable } of [...back.written, ...back.out]) recorder.pin(variable.storage('Replay'));
    writeBack(this.device, back, mine);
    results.detach();
    // Handles that the step has left elsewhere (an alias) keep their values: replays write where those lie.
    for (const storage of recorder.inside)
      if (storage.references && recorder.owns(storage) && !results.show(storage)) storage.split().release();
    return { commands: recorder.dispatches.map((noted) => this.command(noted)), operands, mine, back, results, arena };
  }

  private command({ pipeline, bindings, constants, workgroups, continues, live }: Noted): Prepared {
    const liveConstants = constants
      ? new Float32Array(constants.buffer, constants.byteLength - 4 * live.length)
      : new Float32Array();
    return {
      ...this.device.webgpu!.queue.prepare(pipeline, bindings, constants, workgroups, continues),
      live: live.some((value) => typeof value === 'function') ? live : [],
      liveConstants,
    };
  }

  private replay({ commands, back, mine, results }: Recording<T>): T {
    const { queue } = this.device.webgpu!;
    const { refreshed, settings } = this.last!;
    this.free();
    for (const again of refreshed) again();
    for (const { live, liveConstants } of commands) if (live.length) liveConstants.set(live.map(valueOf));
    results.detach();
    for (const command of commands) queue.dispatch(command);
    for (const { variable } of [...back.written, ...back.out]) variable.renew();
    writeBack(this.device, back, mine);
    for (const again of settings.values()) again();
    this.replays++;
    return results.value;
  }

  private refuse({ tensors, got }: Difference): void {
    // What reads other tensors from run to run is called each time, as long as no replay has gone by older ones.
    const { replays } = this;
    this.replays = 0;
    if (tensors && !replays) return;
    const late = replays ? `; seen in run ${this.runs}, and ${replays} before it did what it was` : '';
    throw new ScopeError(
      'Replay',
      'the step differs from run to run',
      got + late,
      'keep shapes and control flow; give new data by assign() to a variable, and changing numbers by fresh()',
    );
  }

  private free(): void {
    for (const tensor of this.called?.kept ?? []) tensor.dispose();
    this.called = null;
  }

  /** Lets go of what was recorded. */
  private drop(): void {
    if (!this.recording) return;
    const { operands, results, arena } = this.recording;
    this.recording = null;
    results.dispose();
    release(this.last!, operands);
    this.last!.gpu.pool.clear(arena);
  }

  private forget(): void {
    this.drop();
    this.last = null;
    this.replays = 0;
  }
}

const hostHasChanged = ({ watched }: Recorder): boolean => {
  for (const { read, value } of watched.values()) if (!Object.is(read(), value)) return true;
  return false;
};

/** Whether variables lay elsewhere in their memory in one of the runs: that makes other numbers of no meaning. */
const hasMoved = (before: Recorder['variables'], now: Recorder['variables']): boolean => {
  for (const [variable, offset] of now) if (before.has(variable) && before.get(variable) !== offset) return true;
  return false;
};

/** Whether the GPU has refused memory of the step, or what a place was to be written with. */
function memoryIsLost({ operands, arena }: { operands: readonly Operand[]; arena: Arena }): boolean {
  for (const { memory } of operands) if (memory.storage.buffer!.lost) return true;
  for (const { refused } of arena.all) if (refused) return true;
  return false;
}

/** Whether memory that a step binds is somebody's copy by now. */
const memoryHasMoved = ({ outside }: Recorder): boolean => {
  for (const [storage, buffer] of outside) if (storage.buffer !== buffer) return true;
  return false;
};

/** @throws DisposedError as the call itself would. */
function checkAlive(operands: readonly Operand[]): void {
  for (const { variable } of operands) if (variable.disposed) variable.storage('Replay');
}

function release({ outside }: Recorder, operands: readonly Operand[]): void {
  for (const { memory, variable } of operands) memory.leave(variable);
  for (const storage of outside.keys()) storage.release();
  outside.clear();
}

/** @throws ScopeError for a variable that a run has made and left: replays would make none. */
function refuseNew({ variables }: Recorder, known: ReadonlySet<Variable>): void {
  for (const variable of variables.keys())
    if (!known.has(variable) && !variable.disposed)
      throw new ScopeError(
        'Replay',
        'the step makes a variable in each run',
        `${variable.dtype} ${show(variable.shape)}`,
        'make it outside, and assign() to it',
      );
}
