/**
 * What goes on around the ops that are called now: the scope that frees them, the tapes that listen, the step that is
 * recorded. Each is a slot, set for as long as a callback runs. All of it is synchronous: a callback that awaits would
 * go on under the slots of whoever runs then, so each of those who take one refuses a promise.
 */

/** A value that holds for the callback that runs now. */
export interface Slot<T> {
  now: T;
}

export const slot = <T>(now: T): Slot<T> => ({ now });

/** Runs `fn` with `value` in the slot; what was there is back afterwards, even when it throws. */
export function within<T, R>(around: Slot<T>, value: T, fn: () => R): R {
  const before = around.now;
  around.now = value;
  try {
    return fn();
  } finally {
    around.now = before;
  }
}

/** A live number of an op: as it is, or how to ask for it, which a replay does again. */
export type Live = number | (() => number);

/** What a step that is being recorded is told: see `replay/recorder.ts`, where the words have their types. */
export interface StepRecorder {
  /** A dispatch that is about to be recorded, with the memory that it binds. */
  dispatch(device: object, label: string, noted: object, bound: readonly object[]): void;
  /** Numbers that come from the host. */
  write(numbers: Float64Array): void;
  /** A tensor whose memory is asked for. */
  reads(tensor: object): void;
  /** A value of the host that decides what the step does, unless the step itself has set it before. */
  watch(owner: object, read: () => unknown): void;
  /** A value of the host that the step sets, and how each run does so again. */
  sets(owner: object, again: () => void): void;
  /** Something that must be in order before the step begins: what `make` does is no part of what is compared. */
  ready(make: () => void): void;
  /** Something made once and kept by a cache, which is no part of the step either. */
  aside<T>(make: () => T): T;
  /** A number that every run makes anew. */
  refresh(again: () => void): void;
}

/** The step that is being recorded. */
export const step = slot<StepRecorder | null>(null);

/** What must be compiled, by source text, while `warmup` runs a callback: nothing is computed then. */
export const planning = slot<Map<string, { label: string; signature: string }> | null>(null);

/**
 * A number that each run of a step makes anew, like a learning rate or a count of calls: `make` is called now, and
 * again before every replay of the step that is being recorded. Gives what asks for its latest value, which ops take in
 * place of a live number. 0 inside `warmup`.
 */
export function fresh(make: () => number): () => number {
  if (planning.now) return () => 0;
  let value = make();
  step.now?.refresh(() => {
    value = make();
  });
  return () => value;
}

/**
 * A value of the host that decides what a step does: a mode, a phase of training. A recorded step that has met it asks
 * again before each run, and is recorded anew when it has changed.
 */
export function watch<T>(read: () => T): T {
  step.now?.watch(read, read);
  return read();
}

/**
 * Does what a step needs to find done. A recorded step does it again before each run, and need not do it as a part of
 * itself.
 */
export function ready(make: () => void): void {
  if (step.now) step.now.ready(make);
  else make();
}

/** What a cache makes when it is asked for the first time: a step that is being recorded takes it for given. */
export const aside = <T>(make: () => T): T => (step.now ? step.now.aside(make) : make());

/** A live number as it is now. */
export const valueOf = (live: Live): number => (typeof live === 'function' ? live() : live);
