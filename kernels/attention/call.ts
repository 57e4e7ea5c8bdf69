/** What the kernels of one call of an attention are given. */
import type { Adapter, Kernel } from '../../engine/gpu/kernel.ts';
import { u32, wgsl } from '../../engine/gpu/wgsl.ts';
import type { Snippet } from '../../engine/gpu/wgsl.ts';
import type { Part } from './frame.ts';
import type { Held, HeldBy, Operands } from './records.ts';
import { quads } from './records.ts';
import type { Steps } from './steps.ts';
import type { Side, Term } from './term/term.ts';
import type { Who } from './walk/who.ts';

export interface Call {
  adapter: Adapter;
  operands: Operands;
  /** Every vector by name, with the records that hold some. */
  held: HeldBy;
  terms: readonly Term[];
}

/** All of a vector. */
export const partOf = (held: Held): Part => ({ ...held, quads: quads(held.operand.shape[4]) });
/** The share of a workgroup: `width` vec4s from `block * width` on, of one block all. */
export const shareOf = (held: Held, width: number): Part =>
  width === quads(held.operand.shape[4]) ? partOf(held) : { ...held, quads: width, from: wgsl`block * ${u32(width)}` };

export const sideOf = (
  { adapter, operands, held }: Call,
  who: Who,
  pass: Side['pass'],
  { blocks, width }: { blocks: number; width: number },
): Side => ({
  pass,
  who,
  adapter,
  operands,
  held,
  depth: quads(operands.q.shape[4]),
  part: (of, own = width) => shareOf(of as Held, own),
  blocks,
  width,
});

/** Bindings, functions and constants of a pass: the vectors named, by what holds them, and what terms add. */
export function bound(
  { held }: Call,
  { spec: { owned, walked }, terms }: Steps,
  { reads, writes }: { reads: readonly string[]; writes: readonly string[] },
): Pick<Kernel, 'reads' | 'writes' | 'params' | 'types'> & { functions: readonly Snippet[] } {
  const holder = (key: string) => (owned[key] ?? walked[key] ?? held[key])?.holder ?? key;
  const all = (keys: readonly string[]) => [...new Set(keys)];
  return {
    functions: terms.flatMap((term) => term.functions ?? []),
    reads: all([...reads.map(holder), ...terms.flatMap((term) => term.reads ?? [])]),
    writes: all([...writes.map(holder), ...terms.flatMap((term) => term.writes ?? [])]),
    params: Object.assign({}, ...terms.map((term) => term.params ?? {})),
    types: Object.assign({}, ...terms.map((term) => term.types ?? {})),
  };
}
