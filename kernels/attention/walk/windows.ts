/**
 * The walks of kernels over windows: over the keys that a query sees, and over the queries that see a key. Steps see
 * the place walked over, `wy` and `wx`, and its places in the tables of relative positions, `row_offset` and
 * `column_offset`; by queries the taps `ty` and `tx` too. Constants of the uniform block are read before the loops:
 * inside, each costs a CPU adapter 8 ns.
 */
import type { Adapter } from '../../../engine/gpu/kernel.ts';
import type { Shape } from '../../../engine/shape.ts';
import type { Snippet } from '../../../engine/gpu/wgsl.ts';
import { name, wgsl } from '../../../engine/gpu/wgsl.ts';
import type { Frame } from '../frame.ts';
import type { Hooks, Walk } from './walk.ts';
import type { Windows } from './who.ts';
import { windowCode, windowParams } from './window.ts';

type Placed = Windows & { queries: Shape; keys: Shape };
const none = wgsl``;

/**
 * Whether the queries that see neighbouring keys are neighbours: a subgroup of a CPU adapter that owns such keys lets
 * the queries' records slide.
 */
export const slidesByKeys = ({ axes: [rows, columns] }: Placed, { software, subgroup }: Adapter): boolean =>
  software &&
  subgroup > 0 &&
  (columns.form === 'zero' || columns.form === 'mask') &&
  columns.dilation === 1 &&
  rows.stride === 1 &&
  columns.stride === 1;

export function windowWalk(who: Placed, owns: 'queries' | 'keys', adapter: Adapter): Walk {
  const { axes, queries, keys, moved } = who;
  const own = owns === 'queries' ? queries : keys;
  const lines = owns === 'keys' && slidesByKeys(who, adapter);
  const regions = axes[0].form === 'block' && axes.some(({ roll }) => roll > 0);
  const span = owns === 'queries' ? wgsl`window_of` : wgsl`viewers_of`;
  const ownRegion = (axis: 'row' | 'column') => {
    const [kernel, offset] = [wgsl`${name(`${axis}_axis`)}.kernel`, wgsl`${name(`${axis}_span`)}.offset`];
    const at = owns === 'queries' ? wgsl`${offset} - ${kernel} + 1` : wgsl`${kernel} - 1 - ${offset}`;
    return wgsl`let ${name(`${axis}_region`)} = region_at(${name(`${axis}_axis`)}, ${name(`${axis}_span`)}, ${at});`;
  };
  const { form } = axes[0];
  const inside = (axis: 'row' | 'column') =>
    wgsl`${name(`${axis}_met`)} >= 0 && ${name(`${axis}_met`)} < ${name(`${axis}_axis`)}.keys`;
  return {
    owns,
    batch: [own[0], own[1], lines ? own[2] : 1],
    batchAxes: [0, 1, -1],
    axes: [3, 2],
    rows: lines ? own[3] : own[2] * own[3],
    steps: axes[0].kernel * axes[1].kernel,
    together: false,
    chunk: 1,
    place: wgsl`
      let image = ${lines ? wgsl`i / p.lines` : wgsl`i`};
      let y = ${lines ? wgsl`i % p.lines` : wgsl`row0 / p.own_columns`};
      let x = ${lines ? wgsl`row0` : wgsl`row0 % p.own_columns`};
      let head = image % p.heads;
      let b = image / p.heads;
      let row_axis = rows();
      let column_axis = columns();
      let row_span = ${span}(row_axis, i32(y)${moved ? wgsl` + i32(p.originRow)` : none});
      let column_span = ${span}(column_axis, i32(x)${moved ? wgsl` + i32(p.originColumn)` : none});
      ${regions ? [ownRegion('row'), ownRegion('column')] : none}`,
    owned: (key) => wgsl`y * ${name(`${key}_y`)} + x * ${name(`${key}_x`)}`,
    walked: (key) => wgsl`${name(`${key}_row`)} + wx * ${name(`${key}_x`)}`,
    ...(owns === 'queries' && form === 'zero' && { seen: wgsl`row_inside && ${inside('column')}` }),
    ...(regions && {
      penalty: wgsl`select(0.0, -100.0, row_parts || region_at(column_axis, column_span, tx) != column_region)`,
    }),
    loop: (frame, step, hooks) => (lines ? slidingLoop : loop)(frame, step, hooks, { who, owns, regions, inside }),
    functions: [windowCode(axes)],
    params: {
      heads: own[1],
      own_columns: own[3],
      lines: own[2],
      ...windowParams(axes),
    },
  };
}

interface LoopOf {
  who: Placed;
  owns: 'queries' | 'keys';
  regions: boolean;
  inside: (axis: 'row' | 'column') => Snippet;
}

/** `NAME_row`: where the vectors of a row of positions begin. */
const rowsOf = (frame: Frame): Snippet[] =>
  Object.entries(frame.spec.walked).flatMap(([key, { place }]) =>
    place ? [] : [wgsl`let ${name(`${key}_row`)} = wy * ${name(`${key}_y`)};`],
  );

function loop(
  frame: Frame,
  step: Snippet,
  { rowStart, rowEnd }: Hooks,
  { who, owns, regions, inside }: LoopOf,
): Snippet {
  const [rows, columns] = who.axes;
  const { form } = rows;
  const padded = form === 'zero' || form === 'mask';
  const strided = rows.stride !== 1 || columns.stride !== 1;
  /** Leaves out positions that hold no key, or no query, and names the place of the others. */
  const met = (axis: 'row' | 'column', place: Snippet) => {
    const [position, queries, stride] = ['met', 'axis', 'axis'].map((part) => name(`${axis}_${part}`));
    const at = wgsl`let ${place} = u32(${position}`;
    if (owns === 'queries')
      return wgsl`
        ${form === 'mask' ? wgsl`if (!(${inside(axis)})) { continue; }` : none}
        ${at});`;
    const outside = wgsl`${position} < 0 || ${position} >= ${queries}.queries * ${stride}.stride`;
    const between = strided ? wgsl` || ${position} % ${stride}.stride != 0` : none;
    return wgsl`
      ${padded ? wgsl`if (${outside}${between}) { continue; }` : none}
      ${at}${padded && strided ? wgsl` / ${stride}.stride` : none});`;
  };
  return wgsl`
    for (var ty = 0; ty < row_span.count; ty++) {
      let row_met = position_at(row_axis, row_span, ty);
      ${owns === 'queries' && form === 'zero' ? wgsl`let row_inside = ${inside('row')};` : none}
      ${met('row', wgsl`wy`)}
      let row_offset = u32(row_span.offset + ty * row_span.turn);
      ${rowsOf(frame)}
      ${regions ? wgsl`let row_parts = region_at(row_axis, row_span, ty) != row_region;` : none}
      ${rowStart}
      for (var tx = 0; tx < column_span.count; tx++) {
        let column_met = position_at(column_axis, column_span, tx);
        ${met('column', wgsl`wx`)}
        let column_offset = u32(column_span.offset + tx * column_span.turn);
        ${step}
      }
      ${rowEnd}
    }`;
}

/** The same by keys along a row, each lane one step behind its neighbour. Lanes beyond the image store nothing. */
function slidingLoop(frame: Frame, step: Snippet, { rowStart, rowEnd, slid }: Hooks): Snippet {
  return wgsl`
    let column_queries = column_axis.queries;
    let column_kernel = column_axis.kernel;
    for (var ty = 0; ty < row_axis.kernel; ty++) {
      let row_met = position_at(row_axis, row_span, ty);
      if (row_met < 0 || row_met >= row_axis.queries) { continue; }
      let wy = u32(row_met);
      let row_offset = u32(ty);
      let line = (image * u32(row_axis.queries) + wy) * u32(column_queries);
      ${rowsOf(frame)}
      ${rowStart}
      let front = i32(first) + column_axis.pad;
      var position = front + i32(lane);
      ${slid ? slid.before : none}
      for (var tx = 0; tx < column_kernel; tx++) {
        if (position >= 0 && position < column_queries) {
          let wx = u32(position);
          let column_offset = u32(tx);
          ${step}
        }
        position--;
        ${slid ? slid.after : none}
      }
      ${rowEnd}
    }`;
}

/** Numbers of the records that a lane begins a row with, and that the first lane needs next. */
export const slidingRecords = {
  own: wgsl`line + u32(clamp(position, 0, column_queries - 1))`,
  next: wgsl`line + u32(clamp(front - tx - 1, 0, column_queries - 1))`,
};
