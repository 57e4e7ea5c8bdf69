/** What gradient recordings remember. Ops and views write here; `autograd.ts` walks it backwards. */
import type { Tensor } from './tensor.ts';

/** How to send an output's gradient back to its inputs. Views are named, since their adjoints are built from ops above them. */
export type Adjoint =
  | {
      kind: 'op';
      gradients: (
        dys: readonly (Tensor | undefined)[],
        inputs: readonly (Tensor | undefined)[],
        outputs: readonly Tensor[],
        wanted: readonly boolean[],
      ) => (Tensor | undefined)[];
    }
  | { kind: 'reshape' }
  | { kind: 'permute'; order: readonly number[] }
  | { kind: 'slice'; starts: readonly number[]; steps: readonly number[] }
  | { kind: 'expand' }
  | { kind: 'cast' };

export interface Entry {
  op: string;
  /** Handles of the recording's own: a scope may dispose of the user's. */
  inputs: readonly (Tensor | undefined)[];
  outputs: readonly Tensor[];
  adjoint: Adjoint;
}

export interface Recording {
  entries: Entry[];
  /** Ids of tensors that the result may depend on through a watched one. */
  reached: Set<number>;
}

/** Innermost last. A null hides those below it: `noGrad`. */
const recordings: (Recording | null)[] = [];

export function startRecording(watched: Iterable<Tensor>): Recording {
  const recording: Recording = { entries: [], reached: new Set([...watched].map((tensor) => tensor.id)) };
  recordings.push(recording);
  return recording;
}

export function stopRecording(): void {
  recordings.pop();
}

/**
 * Runs `fn` without recording: its results are constants to every gradient.
 * @throws whatever `fn` throws.
 */
export function noGrad<T>(fn: () => T): T {
  recordings.push(null);
  try {
    return fn();
  } finally {
    recordings.pop();
  }
}

/** Whether a recording waits for what is made of `x`: what only its gradient needs may be left out otherwise. */
export function isRecorded(x: Tensor): boolean {
  for (let i = recordings.length - 1; i >= 0 && recordings[i]; i--) if (recordings[i]!.reached.has(x.id)) return true;
  return false;
}

/** Called after an op ran: notes it in each recording that one of its inputs reaches. */
export function record(
  op: string,
  inputs: readonly (Tensor | undefined)[],
  outputs: readonly Tensor[],
  adjoint: Adjoint,
): void {
  for (let i = recordings.length - 1; i >= 0 && recordings[i]; i--) {
    const { entries, reached } = recordings[i]!;
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
