/** A table of distances as records, and the scores that its vectors make: what the term and its gradients share. */
import type { Operand } from '../../engine/gpu/kernel.ts';
import type { Snippet } from '../../engine/gpu/wgsl.ts';
import { wgsl } from '../../engine/gpu/wgsl.ts';
import type { HeldBy, Operands } from './records.ts';
import { quads } from './records.ts';
import type { Steps } from './steps.ts';
import { widest } from './steps.ts';

/** The vectors of an entry, and the vec4s of each. */
export function entryOf({ q, v }: Operands): { parts: readonly (readonly [string, number])[]; record: number } {
  const [d, e] = [quads(q.shape[4]), quads(v.shape[4])];
  return {
    parts: [
      ['q_place', d],
      ['k_place', d],
      ['v_place', e],
    ],
    record: 2 * d + e,
  };
}

/** Limits of a walk with distances, and whether registers hold its vectors whole. */
export const most = widest({ together: true, chunk: 1 });
export const narrow = (operands: Operands): boolean =>
  entryOf(operands).parts.every(([, count]) => count <= Math.min(most.own, most.sums));

/** An entry's vectors as operands [1, 1, 1, entries, channels] of `holder`, which holds `shares` tables. */
export function entries(holder: string, operands: Operands, distances: number, shares = 1): HeldBy {
  const { parts, record } = entryOf(operands);
  const strides = [4 * record * distances, 0, 0, 4 * record, 1];
  let offset = 0;
  return Object.fromEntries(
    parts.map(([key, count]) => {
      const operand: Operand = { dtype: 'f32', shape: [shares, 1, 1, distances, 4 * count], strides, offset };
      offset += 4 * count;
      return [key, { holder, operand }];
    }),
  );
}

/** `by_key`, `by_query_place` and `by_key_place`: the factors of a group. */
export const factorsOf = (group: Snippet): Snippet => wgsl`
  let by_key = factors[${group}];
  let by_query_place = factors[p.groups + ${group}];
  let by_key_place = factors[2 * p.groups + ${group}];`;

export const scoresOf = (steps: Steps): { before: Snippet; step: Snippet } => {
  const [byQuery, byKey] = [steps.dot('u', 'q', 'q_place'), steps.dot('t', 'k', 'k_place')];
  return {
    before: wgsl`
      ${byQuery.before}
      ${byKey.before}`,
    step: wgsl`
      ${byQuery.step}
      ${byKey.step}`,
  };
};
export const gains = (r: number, j: number): Snippet[] => [
  wgsl`by_query_place * u${r}_${j}`,
  wgsl`by_key_place * t${r}_${j}`,
];
