/**
 * Records that slide along the lanes of a CPU adapter's subgroup. Where each lane is one step behind its neighbour, at
 * the next step a lane has what the one below it has now, and only the first needs another, which all lanes load
 * together: one load in the text in place of one for each vec4.
 */
import type { Snippet } from '../../../engine/gpu/wgsl.ts';
import { name, repeat, u32, wgsl } from '../../../engine/gpu/wgsl.ts';
import type { Frame } from '../frame.ts';

export interface Slides {
  /** The walked vectors, which are all of a record of `holder`, in this order. */
  keys: readonly string[];
  holder: string;
  /** Number of the record that a lane begins with, and of the one that the first lane needs at the next step. */
  own: Snippet;
  next: Snippet;
}

/** `before` makes `NAME_s0`, …; `after` moves them on at the end of a step. */
export function slide(
  { lanes, part, params }: Frame,
  { keys, holder, own, next }: Slides,
): { names: ReadonlySet<string>; before: Snippet; after: Snippet } {
  const all = keys.flatMap((key) => repeat(part(key).operand.shape[4] / 4, (n) => name(`${key}_s${n}`)));
  params.slid = all.length;
  const four = (at: Snippet, n: Snippet) => wgsl`${name(holder)}[(${at}) * slid + ${n}]`;
  const fresh = (n: number) => name(`fresh${n}`);
  const at = (n: number) => wgsl`min(lane + ${u32(n * lanes)}, ${u32(all.length - 1)})`;
  const first = (n: number) => wgsl`subgroupBroadcast(${fresh(Math.floor(n / lanes))}, ${u32(n % lanes)})`;
  return {
    names: new Set(keys),
    before: wgsl`
      let slid = p.slid;
      ${all.map((vector) => wgsl`var ${vector} = vec4<f32>(0.0);`)}
      for (var n = 0u; n < slid; n++) {
        ${all.map((vector, n) => wgsl`${vector} = ${all[n + 1] ?? four(own, wgsl`n`)};`)}
      }`,
    after: wgsl`
      ${repeat(Math.ceil(all.length / lanes), (n) => wgsl`let ${fresh(n)} = ${four(next, at(n))};`)}
      ${all.map((vector, n) => wgsl`${vector} = select(subgroupShuffleUp(${vector}, 1u), ${first(n)}, lane == 0);`)}`,
  };
}
