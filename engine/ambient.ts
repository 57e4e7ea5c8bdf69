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
  /** A dispatch, with the memory that it binds and its live numbers. */
  dispatch(device: object, label: string, noted: object, bound: readonly object[], live: readonly Live[]): void;
  /** Numbers that come from the host. */
  write(numbers: Float64Array): void;
  /** A variable, and the memory in which it is met. */
  meet(variable: object, storage: object): void;
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

/** A live number as it is now. */
export const valueOf = (live: Live): number => (typeof live === 'function' ? live() : live);
