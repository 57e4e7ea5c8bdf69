/** Reductions as trees: many invocations a row, then fewer over what they found, always in the same order. */
import type { Kernel, Program } from '../../engine/gpu/kernel.ts';
import { each } from '../../engine/gpu/kernel.ts';
import type { Snippet } from '../../engine/gpu/wgsl.ts';
import { name, wgsl } from '../../engine/gpu/wgsl.ts';

/** What a running value is made of, how an element joins it, and how two of them become one. */
export interface Fold {
  /** Its WGSL type, and the 32-bit words that takes in memory. */
  type: Snippet;
  words: number;
  /** The value of no elements. */
  start: Snippet;
  /** The value of `a` and `b` together, which took different elements. */
  merge: Snippet;
}

export interface Tree extends Fold {
  rows: number;
  length: number;
  /** Statements that add element `k` of row `row` to `acc`. */
  take: Snippet;
  /** Statements that store the result `acc` of row `row`. */
  finish: Snippet;
  /** Operands that `take` and `finish` name. */
  reads: readonly string[];
  writes: readonly string[];
  /**
   * True where element `k` of one row lies beside element `k` of the next, so that neighbouring invocations take
   * neighbouring rows.
   */
  across?: boolean;
  names?: Kernel['names'];
  params?: Kernel['params'];
  /** Beginning of the scratch tensors' names, for programs with two trees. */
  tag?: string;
}

/** How a row is shared: by `parts` invocations, `step` of which take turns in a block of `block` elements. */
interface Split {
  parts: number;
  step: number;
  block: number;
}

/** Up to this a row is walked by one invocation. */
const shortest = 128;
/**
 * Parts of near the root of a row's length, so that two levels do for 65,536 elements and three for 16 million. 64
 * invocations walk a block together: neighbours read neighbouring memory, and a block stays near itself, which matters
 * to a CPU's caches. Rows that go across need no turns.
 */
function split(length: number, across: boolean): Split {
  if (length <= shortest) return { parts: 1, step: 1, block: length };
  const part = Math.min(256, Math.max(32, Math.round(Math.sqrt(length))));
  const step = across ? 1 : Math.min(64, Math.ceil(length / part));
  return { parts: Math.ceil(length / (step * part)) * step, step, block: step * part };
}

/** The passes of a reduction. */
export function treeReduce(tree: Tree): Program & { scratch: Record<string, number> } {
  const passes: Kernel[] = [];
  const scratch: Record<string, number> = {};
  const tag = tree.tag ?? 'partial';
  let source: string | null = null;
  let length = tree.length;
  for (;;) {
    const shared = split(length, tree.across ?? false);
    const target = shared.parts === 1 ? null : `${tag}${passes.length}`;
    if (target) scratch[target] = tree.rows * shared.parts * tree.words;
    passes.push(treePass(tree, length, shared, source, target));
    if (!target) return { passes, scratch };
    source = target;
    length = shared.parts;
  }
}

function treePass(
  tree: Tree,
  length: number,
  { parts, step, block }: Split,
  source: string | null,
  target: string | null,
): Kernel {
  const from = source && wgsl`${name(source)}[${tree.across ? wgsl`k * p.rows + row` : wgsl`row * p.length + k`}]`;
  const body = wgsl`
    let row = ${tree.across ? wgsl`i % p.rows` : wgsl`i / p.parts`};
    let part = ${tree.across ? wgsl`i / p.rows` : wgsl`i % p.parts`};
    var acc: ${tree.type} = ${tree.start};
    let first = part / p.turn * p.block;
    for (var k = first + part % p.turn; k < min(first + p.block, p.length); k += p.turn) {
      ${
        from
          ? wgsl`
            let a = acc;
            let b = ${from};
            acc = ${tree.merge};`
          : tree.take
      }
    }
    ${target ? wgsl`${name(target)}[i] = acc;` : tree.finish}`;
  const params = { rows: tree.rows, length, parts, turn: step, block, ...tree.params };
  return {
    ...each(tree.rows * parts, body, { params }),
    // The last pass may name inputs again in `finish`; the passes between see only what came before.
    reads: [...(source ? [source] : []), ...(source && target ? [] : tree.reads)],
    writes: target ? [target] : tree.writes,
    types: Object.fromEntries([source, target].filter((key) => key !== null).map((key) => [key, tree.type])),
    ...(tree.names && { names: tree.names }),
  };
}
