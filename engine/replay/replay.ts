/**
 * A step recorded once and done again without the JavaScript that led to it: one list of dispatches, encoded anew in a few microseconds each.
 *
 *     const image = buffer(first.image), label = buffer(first.label);   // what changes from run to run is data: a variable
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
 * N runs give the bits of N plain calls. The first two are such calls, and are compared; the second is recorded. Its buffers stay with the
 * step. Variables that the step assigns end each run in the memory in which they began it. Rates of optimisers, and counts of calls that
 * dropout draws by, are asked for before every run (`fresh`); any other number that `fn` takes from JavaScript stays what it was.
 */
import type { Live } from '../ambient.ts';
import { planning, step, valueOf, within } from '../ambient.ts';
import type { Device } from '../device.ts';
import { DisposedError, ScopeError } from '../errors.ts';
import type { Homes } from './homes.ts';
import { bringHome } from './homes.ts';
import type { Shelf } from '../gpu/pool.ts';
import type { Command } from '../gpu/queue.ts';
import { Recorder } from './recorder.ts';
import type { Disposable } from '../scope.ts';
import { closedScope } from '../scope.ts';
import { show } from '../shape.ts';
import type { Storage } from '../storage.ts';
import { Tensor } from '../tensor.ts';

/** A dispatch, and the last of its constants, which are asked for each time. */
interface Order extends Command {
  rates: Float32Array;
  live: readonly Live[];
}

interface Recording {
  orders: readonly Order[];
  refresh: readonly (() => void)[];
  moves: Homes['moves'];
  pinned: ReadonlySet<Storage>;
  shelf: Shelf;
}

export class Replay<T> {
  private readonly device: Device;
  private readonly fn: () => T extends Promise<unknown> ? never : T;
  private trace: Recorder['trace'] | null = null;
  private recording: Recording | null = null;
  private result: { result: T; kept: readonly Disposable[] } | null = null;
  private disposed = false;

  /** `fn` takes no arguments, reads nothing back, and does the same work each time. It is called in the first two runs alone. */
  constructor(device: Device, fn: () => T extends Promise<unknown> ? never : T) {
    this.device = device;
    this.fn = fn;
  }

  /**
   * Does the step, and gives what `fn` returned. Its tensors are the step's: the next run overwrites or frees them. Copy what you keep.
   * @throws ScopeError when the two first runs differ, when `fn` is async or reads data, and inside another step; DisposedError; what `fn` throws.
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
    if (!this.recording) this.call();
    else this.replay(this.recording);
    return this.result!.result;
  }

  /** Frees what the step keeps, and its results. */
  dispose(): void {
    if (this.disposed) return;
    this.disposed = true;
    this.drop();
    if (!this.recording) return;
    for (const storage of this.recording.pinned) storage.unpin();
    this.device.gpu!.pool.clear(this.recording.shelf);
    this.recording = null;
  }
  [Symbol.dispose](): void {
    this.dispose();
  }

  private drop(): void {
    for (const tensor of this.result?.kept ?? []) tensor.dispose();
    this.result = null;
  }

  /** One of the first two runs. */
  private call(): void {
    this.drop();
    const { gpu } = this.device;
    if (!gpu) {
      this.result = closedScope(this.fn);
      return;
    }
    const shelf = this.trace && gpu.pool.openShelf();
    const recorder = new Recorder(this.device, shelf);
    try {
      this.result = within(step, recorder, () => closedScope(this.fn));
      if (this.trace) check(this.trace, recorder.trace);
      if (shelf) refuseViews(this.result.kept, recorder);
      const { moves, instead } = bringHome(recorder, shelf !== null);
      if (shelf)
        this.recording = {
          orders: recorder.dispatches.map((noted) => this.order(noted, instead)),
          refresh: recorder.refreshed,
          moves,
          pinned: recorder.pinned,
          shelf,
        };
    } finally {
      this.trace = recorder.trace;
      if (shelf) gpu.pool.closeShelf();
      if (!this.recording) {
        for (const storage of recorder.pinned) storage.unpin();
        if (shelf) gpu.pool.clear(shelf);
      }
    }
  }

  private order(
    { pipeline, bindings: noted, constants, workgroups, live }: Recorder['dispatches'][number],
    instead: Homes['instead'],
  ): Order {
    const bindings = noted.map((binding) => ({ ...binding, buffer: instead.get(binding.buffer) ?? binding.buffer }));
    const rates = constants
      ? new Float32Array(constants.buffer, constants.byteLength - 4 * live.length)
      : new Float32Array();
    return {
      ...this.device.gpu!.queue.prepare(pipeline, bindings, constants, workgroups),
      live: live.some((value) => typeof value === 'function') ? live : [],
      rates,
    };
  }

  private replay({ orders, refresh, moves }: Recording): void {
    const { queue } = this.device.gpu!;
    for (const again of refresh) again();
    for (const order of orders) {
      if (order.live.length) order.rates.set(order.live.map(valueOf));
      queue.dispatch(order);
    }
    for (const move of moves) queue.copy(move);
  }
}

/** @throws ScopeError for a result that shows memory in which a variable lives: the next run, or the next `assign`, would change it. */
function refuseViews(results: readonly Disposable[], { met }: Recorder): void {
  const lived = new Set([...met.values()].map(({ storage }) => storage));
  for (const result of results) {
    if (result instanceof Tensor && lived.has(result.storage('Replay')))
      throw new ScopeError(
        'Replay',
        'a result is a view of a variable',
        `${result.dtype} ${show(result.shape)}`,
        'return copy(x), or the variable itself',
      );
  }
}

/** @throws ScopeError unless both runs did the same. */
function check(first: Recorder['trace'], second: Recorder['trace']): void {
  const at = second.findIndex(
    ({ name, words }, i) =>
      first[i]?.name !== name ||
      first[i].words.length !== words.length ||
      words.some((word, k) => !Object.is(word, first[i].words[k])),
  );
  if (at < 0 && first.length === second.length) return;
  const [before, now] = [first, second].map((trace) =>
    at < 0 ? `${trace.length} things done` : `${trace[at]?.name ?? 'nothing'}, number ${at + 1}`,
  );
  throw new ScopeError(
    'Replay',
    'the step differs from run to run',
    at >= 0 && before === now ? `${now}, with other sizes or numbers` : `${before}, then ${now}`,
    'keep shapes and control flow; give new data by assign() to a variable, and changing numbers by fresh()',
  );
}
