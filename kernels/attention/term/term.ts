/** What a score gains beside q · k, and what follows from that for kernels, loops and plain ops. */
import type { Adapter, Kernel } from '../../../engine/gpu/kernel.ts';
import type { HostArray } from '../../../engine/op.ts';
import type { Snippet } from '../../../engine/gpu/wgsl.ts';
import type { Tensor } from '../../../engine/tensor.ts';
import type { Part, Parts } from '../frame.ts';
import type { Slides } from '../fetch/slide.ts';
import type { HeldBy, Laid, Operands } from '../records.ts';
import type { Steps } from '../steps.ts';
import type { Who } from '../walk/who.ts';
import type { Pair } from '../loops.ts';

/** A kernel that a term takes part in. */
export interface Side {
  /** Forward, dq, dk and dv. */
  pass: 'forward' | 'queries' | 'keys';
  who: Who;
  adapter: Adapter;
  operands: Operands;
  held: HeldBy;
  depth: number;
  /** Part of the values' vec4s that a workgroup deals with; and of the sums of a gradient. */
  part: (held: { readonly operand: Part['operand'] }, width?: number) => Part;
  blocks: number;
  width: number;
}

/** A sum of a gradient, Σ g · walked vector `key`, and what it is multiplied by in the end. */
export interface Factor {
  sum: string;
  key: string;
  factor: Snippet;
}

/** What a term brings to a kernel. r and j: owned position, position of the chunk. */
export interface TermCode {
  owned?: Parts;
  walked?: Parts;
  slides?: Slides;
  /** In place of `p.scale`. */
  scale?: Snippet;
  /**
   * Statements before the walk, before and after each row of a window, after each pair's gradient is known, and after
   * the walk.
   */
  before?: (steps: Steps) => Snippet;
  rowStart?: Snippet;
  rowEnd?: Snippet;
  gradient?: Snippet;
  after?: (steps: Steps) => Snippet;
  /** Statements that make what `gains` adds to a score; conditions under which a pair counts. */
  scores?: (steps: Steps) => { before: Snippet; step: Snippet };
  gains?: (r: number, j: number) => Snippet[];
  counts?: (r: number, j: number) => Snippet[];
  /** Further values: a walked vector, its sum, the output that takes its mean, the gradient of that. */
  values?: readonly { v: string; sum: string; out: string; dy: string }[];
  /** Further sums of the gradient that the pass makes. */
  sums?: readonly Factor[];
  reads?: readonly string[];
  writes?: readonly string[];
  functions?: readonly Snippet[];
  params?: Kernel['params'];
  types?: Kernel['types'];
}

/** Where channel c of a pair's query and key has its gradient. */
export interface Places {
  dq: (c: number) => number;
  dk: (c: number) => number;
}
type Arrays = Readonly<Record<string, HostArray>>;

export interface Term {
  /** Inputs of the op that are the term's own; a table among them has a gradient. */
  inputs: readonly string[];
  tables: readonly string[];
  /** Whether a call has the term. */
  code: (side: Side) => TermCode;
  /** Records that the term's kernels read. */
  laid?: (operands: Operands) => Laid;
  /** Scratch between the backward passes, and the passes that make the gradients of the tables. */
  gradients?: (call: TableCall) => Pick<Laid, 'passes' | 'scratch'>;
  /** Plain loops: channel c of a further value at a pair, and what its gradient gives to the table. */
  value?: (arrays: Arrays, pair: Pair, c: number) => number;
  valueBack?: (arrays: Arrays, pair: Pair, c: number, gradient: number) => void;
  /**
   * Plain loops: whether a pair does not count, what its score gains, and what its weight and its score's gradient give
   * to the tables.
   */
  hides?: (arrays: Arrays, pair: Pair) => boolean;
  score?: (arrays: Arrays, pair: Pair) => number;
  back?: (arrays: Arrays, pair: Pair, weight: number, change: number, at: Places) => void;
  /**
   * Plain ops: the means of further values under weights; and scores [B, heads, queries, keys of the walk] with the
   * term.
   */
  plainValues?: (weights: Tensor, inputs: Readonly<Record<string, Tensor>>) => Tensor[];
  plain?: (scores: Tensor, inputs: Readonly<Record<string, Tensor>>, who: Who, scale: number) => Tensor;
}

export interface TableCall {
  who: Who;
  adapter: Adapter;
  operands: Operands;
  held: HeldBy;
  terms: readonly Term[];
}
