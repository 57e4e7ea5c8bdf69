/**
 * The walk over the queries that see a key, for CPU adapters and windows whose queries lie side by side. A subgroup owns neighbouring keys, and at
 * each step of a row of the window a lane needs the record that its neighbour had at the last one: records slide along the lanes, and only the
 * first lane needs a new one, which all lanes load together. One load in the text in place of one for each vec4.
 */
import type { Adapter } from '../../engine/gpu/kernel.ts';
import type { Snippet } from '../../engine/gpu/wgsl.ts';
import { name, repeat, u32, wgsl } from '../../engine/gpu/wgsl.ts';
import { product } from './local-parts.ts';
import type { LocalAttrs, LocalSizes, Terms } from './local-shape.ts';
import { quads } from './local-shape.ts';

/** Lanes that records slide along; 0 where they cannot. */
export const slidingLanes = ({ form, dilation, stride }: LocalAttrs, { software, subgroup }: Adapter): number =>
  software && (form === 'zero' || form === 'mask') && dilation[1] === 1 && stride.every((step) => step === 1)
    ? subgroup
    : 0;

/** As `overQueries`; the kernel has `lane`, and lanes beyond the image, which store nothing. */
export function overSlidingQueries(
  { relative, bias }: Terms,
  { depth, width }: LocalSizes,
  lanes: number,
  pair: Snippet,
): Snippet {
  const record = [
    ...repeat(quads(depth), (j) => name(`q${j}`)),
    ...repeat(quads(width), (j) => name(`dout${j}`)),
    name('sums'),
  ];
  const loads = Math.ceil(record.length / lanes);
  const none = wgsl``;
  return wgsl`let row_axis = rows();
  let column_axis = columns();
  let row_span = viewers_of(row_axis, i32(y));
  let first = i32(x - lane) + column_axis.pad;
  let query_pixels = p.query_pixels;
  let query_record = p.query_record;
  let column_queries = column_axis.queries;
  let column_kernel = column_axis.kernel;
${bias ? wgsl`  let bias_step = p.bias_x;` : none}
  for (var ty = 0; ty < row_axis.kernel; ty++) {
    let row_position = position_at(row_axis, row_span, ty);
    if (row_position < 0 || row_position >= row_axis.queries) { continue; }
    let line = u32(row_position * column_queries);
    let queries_row = image * query_pixels + line;
${
  relative
    ? wgsl`    let row_terms = (image * (p.table_rows + p.table_columns) + u32(ty)) * query_pixels + line;
    let column_terms = (image * (p.table_rows + p.table_columns) + p.table_rows) * query_pixels + line;`
    : none
}
${bias ? wgsl`    let bias_row = p.bias_offset + head * p.bias_h + u32(ty) * p.bias_y;` : none}
    var position = first + i32(lane);
${record.map((vector) => wgsl`    var ${vector} = vec4<f32>(0.0);`)}
    let own = (queries_row + u32(clamp(position, 0, column_queries - 1))) * query_record;
    for (var c = 0u; c < query_record; c++) {
${record.map((vector, c) => wgsl`      ${vector} = ${c + 1 < record.length ? record[c + 1] : wgsl`query_records[own + c]`};`)}
    }
    for (var tx = 0; tx < column_kernel; tx++) {
      if (position >= 0 && position < column_queries) {
        let qx = u32(position);
        let logit = ${product('q', 'k', quads(depth))}${[
          ...(relative
            ? [wgsl` + (query_terms[row_terms + qx] + query_terms[column_terms + u32(tx) * query_pixels + qx])`]
            : []),
          ...(bias ? [wgsl` + bias[bias_row + u32(tx) * bias_step]`] : []),
        ]};
        ${pair}
      }
      position--;
      let next = (queries_row + u32(clamp(first - tx - 1, 0, column_queries - 1))) * query_record;
${repeat(loads, (n) => wgsl`      let part${n} = query_records[next + min(lane + ${u32(n * lanes)}, ${u32(record.length - 1)})];`)}
${record.map((vector, c) => wgsl`      ${vector} = select(subgroupShuffleUp(${vector}, 1u), subgroupBroadcast(${name(`part${Math.floor(c / lanes)}`)}, ${u32(c % lanes)}), lane == 0);`)}
    }
  }`;
}
