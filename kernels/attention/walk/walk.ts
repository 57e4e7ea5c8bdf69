/** Who sees whom, as kernels walk it: an invocation owns positions of one side and meets those of the other. */
import type { Param } from '../../../engine/gpu/kernel.ts';
import type { Shape } from '../../../engine/shape.ts';
import type { Snippet } from '../../../engine/gpu/wgsl.ts';
import type { Frame } from '../frame.ts';

/** Statements around the rows of a window, and those that make the first vectors that slide and move them on. */
export interface Hooks {
  rowStart: Snippet;
  rowEnd: Snippet;
  slid?: { before: Snippet; after: Snippet };
}

export interface Walk {
  /** Which side is owned. */
  owns: 'queries' | 'keys';
  /** Sizes of the batch, the axes of operands that these are (-1: none), and the axes of positions, the last first. */
  batch: Shape;
  batchAxes: readonly number[];
  axes: readonly number[];
  /** Positions owned in each batch, and, about, met by each. */
  rows: number;
  steps: number;
  /** Whether all lanes of a workgroup meet the same positions at the same time. */
  together: boolean;
  /** Positions met at a time, where registers do not decide. */
  chunk?: 1;
  /** Statements that find the place of owned positions. */
  place?: Snippet;
  /** Where an owned position, and one that is walked over, lies from `NAME_start` on. */
  owned: (key: string, r: number) => Snippet;
  walked: (key: string, j: Snippet) => Snippet;
  /** A condition on the position walked over without which its vectors are zeros. */
  seen?: Snippet;
  /** Conditions under which a pair counts, and what is added to its score. */
  counts?: (r: number, j: number) => Snippet[];
  penalty?: Snippet;
  /** The loops around a step. */
  loop: (frame: Frame, step: Snippet, hooks: Hooks) => Snippet;
  functions?: readonly Snippet[];
  params?: Readonly<Record<string, Param>>;
}
