/** All that must be the same in every run of a recorded step, and what is said when it is not. */

/** Something done: its name, shader and numbers, and the tensors read since what was done before. */
export interface Done {
  name: string;
  source: string;
  words: Uint32Array | Float64Array;
  /** Tensors from outside by id; those that the step made below 0, in the command in which they are first read. */
  reads: readonly number[];
}

export type Trace = Done[];

export interface Difference {
  /** Whether the runs differ in nothing but which tensors from outside they read. */
  tensors: boolean;
  /** What was done, and what is. */
  got: string;
}

const same = (a: ArrayLike<number>, b: ArrayLike<number>): boolean => {
  if (a.length !== b.length) return false;
  for (let i = 0; i < a.length; i++) if (!Object.is(a[i], b[i])) return false;
  return true;
};
const alike = (a: Done | undefined, b: Done | undefined): boolean =>
  a !== undefined && b !== undefined && a.name === b.name && a.source === b.source && same(a.words, b.words);

/** How two runs differ, if they do. */
export function difference(first: Trace, second: Trace): Difference | null {
  const length = Math.max(first.length, second.length);
  let other: Difference | null = null;
  for (let at = 0; at < length; at++) {
    const [before, now] = [first[at], second[at]];
    if (!alike(before, now)) return { tensors: false, got: described(first, second, at) };
    if (other || same(before.reads, now.reads)) continue;
    const outside = ({ reads }: Done) => reads.map((id) => Math.max(0, id) && 1);
    if (!same(outside(before), outside(now)))
      return { tensors: false, got: `${now.name}, number ${at + 1}, of others` };
    other = { tensors: true, got: `${now.name}, number ${at + 1}, reads another tensor than before` };
  }
  return other;
}

function described(first: Trace, second: Trace, at: number): string {
  const [before, now] = [first, second].map(
    (trace) => `${at < trace.length - 1 ? trace[at].name : 'nothing'}, number ${at + 1}`,
  );
  return before === now ? `${now}, with other sizes or numbers` : `${before}, then ${now}`;
}
