/** What gradient recordings remember. Ops and views write here; `autograd.ts` walks it backwards. */
import { checkFunction } from './arguments.ts';
import { slot, within } from './ambient.ts';

/** What a tape needs to know of a tensor: which value it is, and a handle of the tape's own. */
export interface Taped {
  readonly id: number;
  alias(): Taped;
  dispose(): void;
}

/**
 * How to send an output's gradient back to its inputs. Views are named, since their adjoints are built from ops above
 * them.
 */
export type Adjoint<T extends Taped = Taped> =
  | {
      kind: 'op';
      /** The gradients of the inputs that are wanted; undefined for one that the op has no rule for. */
      gradients(
        dys: readonly (T | undefined)[],
        inputs: readonly (T | undefined)[],
        outputs: readonly T[],
        wanted: readonly boolean[],
      ): (T | undefined)[];
    }
  | { kind: 'reshape' }
  | { kind: 'permute'; order: readonly number[] }
  | { kind: 'slice'; starts: readonly number[]; steps: readonly number[] }
  | { kind: 'expand' }
  | { kind: 'cast' };

export interface Entry<T extends Taped = Taped> {
  op: string;
  /** Handles of the recording's own: a scope may dispose of the user's. */
  inputs: readonly (T | undefined)[];
  outputs: readonly T[];
  adjoint: Adjoint<T>;
}

export interface Recording<T extends Taped = Taped> {
  entries: Entry<T>[];
  /** Ids of tensors that the result may depend on through a watched one. */
  reached: Set<number>;
}

/** The recording that listens, with those around it that do too; null where none does, as inside `noGrad`. */
interface Listening {
  recording: Recording;
  outer: Listening | null;
}
const listening = slot<Listening | null>(null);

/** Whether any gradient is being recorded. */
export const isRecording = (): boolean => listening.now !== null;

/**
 * Whether anybody ever took a gradient. The built library asks for it before each op's rule, which nothing else calls:
 * a bundler that finds `takeGradients` unused leaves the rules out, and the kernels that only they run.
 */
export let gradientsTaken = false;

/** Called at the doors of autograd, and by none of the rules behind them. */
export function takeGradients(): void {
  gradientsTaken = true;
}

/** Runs `fn` and notes in `recording` what is made of the tensors that it watches. */
export function recordOn<R>(recording: Recording, fn: () => R): R {
  return within(listening, { recording, outer: listening.now }, fn);
}

/**
 * Runs `fn` without recording: its results are constants to every gradient.
 * @throws whatever `fn` throws.
 */
export function noGrad<R>(fn: () => R): R {
  checkFunction('noGrad', fn);
  return within(listening, null, fn);
}

/** Whether a recording waits for what is made of `x`: what only its gradient needs may be left out otherwise. */
export function isRecorded(x: Taped): boolean {
  for (let now = listening.now; now; now = now.outer) if (now.recording.reached.has(x.id)) return true;
  return false;
}

/** An op or a view as it ran: its name, its tensors by their names in it, and what it was asked for. */
export interface Traced<T extends Taped = Taped> {
  op: string;
  inputs: Readonly<Record<string, T>>;
  outputs: Readonly<Record<string, T>>;
  attrs: object;
  /** The op as others make it: see `OpSpec.plain`. */
  plain?: (() => Readonly<Record<string, T>>) | undefined;
}

/** Whether anybody ever exported a module: what `gradientsTaken` is to gradients, this is to `OpSpec.plain`. */
export let exportsTaken = false;
export function takeExports(): void {
  exportsTaken = true;
}

/** Who is told of every op and view that runs, whether or not gradients pass it: an export. */
export const tracing = slot<((traced: Traced) => void) | null>(null);

/** Called after an op ran: notes it in each recording that one of its inputs reaches. */
export function record<T extends Taped>(
  op: string,
  inputs: readonly (T | undefined)[],
  outputs: readonly T[],
  adjoint: Adjoint<T>,
): void {
  // Ops of their own tell themselves, with their attributes.
  if (tracing.now && adjoint.kind !== 'op')
    tracing.now({ op, inputs: { x: inputs[0]! }, outputs: { out: outputs[0] }, attrs: adjoint });
  for (let now = listening.now; now; now = now.outer) {
    const { entries, reached } = now.recording;
    if (!inputs.some((input) => input && reached.has(input.id))) continue;
    for (const output of outputs) reached.add(output.id);
    entries.push({
      op,
      inputs: inputs.map((input) => input?.alias()),
      outputs: outputs.map((output) => output.alias()),
      adjoint,
    });
  }
}

/** Lets go of the handles of entries that will not be walked again. */
export function forget(entry: Entry): void {
  for (const tensor of [...entry.inputs, ...entry.outputs]) tensor?.dispose();
}
