/**
 * Everything on a line: the positions of a row or a column, of which a query sees all, all but itself, or those up to
 * its own.
 */
import type { Shape } from '../../../engine/shape.ts';
import type { Snippet } from '../../../engine/gpu/wgsl.ts';
import { name, u32, wgsl } from '../../../engine/gpu/wgsl.ts';
import type { Walk } from './walk.ts';
import type { Tap } from './who.ts';

export interface Line {
  kind: 'line';
  /** The axis of [batch, heads, rows, columns] along which positions lie: 3 for rows. */
  axis: 2 | 3;
  /** Query i looks at keys 0 … i only. */
  causal?: boolean;
  /** A pair of equal positions does not count. */
  notSelf?: boolean;
  /** Meets one position at a time: what depends on a distance slides. */
  single?: boolean;
}

type Lines = Line & { queries: Shape; keys: Shape };

export function lineTaps({ axis, causal, notSelf, keys }: Lines, y: number, x: number): Tap[] {
  const [other, at] = axis === 3 ? [y, x] : [x, y];
  return Array.from({ length: keys[axis] }, (_, t) => ({
    tap: t,
    key: axis === 3 ? other * keys[3] + t : t * keys[3] + other,
    row: at - t + keys[axis] - 1,
    column: 0,
    penalty: (causal && t > at) || (notSelf && t === at) ? -Infinity : 0,
  }));
}

export function lineWalk({ axis, causal, notSelf, single, queries, keys }: Lines, owns: 'queries' | 'keys'): Walk {
  const [own, met] = owns === 'queries' ? [queries, keys] : [keys, queries];
  const other = axis === 3 ? 2 : 3;
  const counts = (r: number, j: number): Snippet[] => [
    ...(single ? [] : [wgsl`j + ${u32(j)} < steps`]),
    ...(causal ? [owns === 'queries' ? wgsl`j + ${u32(j)} <= row${r}` : wgsl`row${r} <= j + ${u32(j)}`] : []),
    ...(notSelf ? [wgsl`j + ${u32(j)} != row${r}`] : []),
  ];
  return {
    owns,
    batch: [own[0], own[1], own[other]],
    batchAxes: [0, 1, other],
    axes: [axis],
    rows: own[axis],
    steps: met[axis],
    together: true,
    chunk: single ? 1 : undefined,
    owned: (key, r) => wgsl`row${r} * ${name(`${key}_x`)}`,
    walked: (key, j) => wgsl`min(${j}, steps - 1) * ${name(`${key}_x`)}`,
    counts,
    place: wgsl`let steps = p.steps;`,
    loop: (frame, step, { slid }) => {
      // Keys that any query of the workgroup sees.
      const end =
        causal && owns === 'queries' ? wgsl`min(steps, first + ${u32(frame.lanes * frame.perLane)})` : wgsl`steps`;
      return wgsl`
        let end = ${end};
        ${slid ? slid.before : wgsl``}
        ${frame.over(
          wgsl`0u`,
          wgsl`end`,
          slid
            ? wgsl`
                ${step}
                ${slid.after}`
            : step,
        )}`;
    },
    params: { steps: met[axis] },
  };
}
