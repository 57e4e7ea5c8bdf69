/** The two walks of local attention's kernels: over the keys that a query sees, and over the queries that see a key. */
import type { Snippet } from '../../engine/wgsl.ts';
import { join, repeat, u32, wgsl } from '../../engine/wgsl.ts';
import type { LocalSizes, Terms } from './local-shape.ts';
import { product, quads } from './local-parts.ts';

const none = wgsl``;

/**
 * Walks over the keys of the query of `image`, `head`, `query_row` and `query_column`, whose fours of channels are `q0`, `q1`, … times the
 * scale. `pair` sees the key's `k0`, `k1`, …, its value's `v0`, `v1`, …, `logit`, and the taps `ty` and `tx`; outside a zero border key and
 * value are zeros. `rowStart` and `rowEnd` run before and after each row of the window. With relative terms `term` has those of the window's
 * rows, then of its columns, and outlives the walk.
 */
export function overKeys({ form, regions, relative, bias, mask }: Terms, { depth, width, axes }: LocalSizes, parts: { rowStart?: Snippet; pair: Snippet; rowEnd?: Snippet }): Snippet {
  const outside = [wgsl`row_key < 0 || row_key >= p.row_keys`, wgsl`column_key < 0 || column_key >= p.column_keys`];
  return wgsl`let row_span = window_of(rows(), query_row);
  let column_span = window_of(columns(), query_column);
${relative ? wgsl`  let row_terms = row_span.count;
  var term: array<f32, ${u32(axes[0].kernel + axes[1].kernel)}>;
  for (var t = 0; t < row_terms + column_span.count; t++) {
    let vector = rel_vector(head, row_span, column_span, t);
    term[t] = across(${join(repeat(quads(depth), (j) => wgsl`q${j} * rel_records[vector + ${u32(j)}]`), ' + ')});
  }` : none}
${regions ? wgsl`  let row_region = region_at(rows(), row_span, row_span.offset - p.row_kernel + 1);
  let column_region = region_at(columns(), column_span, column_span.offset - p.column_kernel + 1);` : none}
${mask ? wgsl`  let mask_at = ((b % p.mask_windows) * p.mask_positions + u32(query_row * p.column_keys + query_column)) * p.mask_positions;` : none}
  for (var ty = 0; ty < row_span.count; ty++) {
    let row_key = position_at(rows(), row_span, ty);
${form === 'mask' ? wgsl`    if (${outside[0]}) { continue; }` : none}
    let row_at = u32(row_key);
    let keys_row = (image * u32(p.row_keys) + row_at) * u32(p.column_keys);
${relative ? wgsl`    let row_term = term[ty];` : none}
${bias ? wgsl`    let bias_row = p.bias_offset + head * p.bias_h + u32(row_span.offset + ty * row_span.turn) * p.bias_y;` : none}
${regions ? wgsl`    let row_parts = region_at(rows(), row_span, ty) != row_region;` : none}
    ${parts.rowStart ?? none}
    for (var tx = 0; tx < column_span.count; tx++) {
      let column_key = position_at(columns(), column_span, tx);
${form === 'mask' ? wgsl`      if (${outside[1]}) { continue; }` : none}
      let column_at = u32(column_key);
${repeat(quads(depth), (j) => wgsl`      var k${j} = vec4<f32>(0.0);`)}
${repeat(quads(width), (j) => wgsl`      var v${j} = vec4<f32>(0.0);`)}
      ${form === 'zero' ? wgsl`if (!(${outside[0]} || ${outside[1]}))` : none} {
        let key = (keys_row + column_at) * p.key_record;
${repeat(quads(depth), (j) => wgsl`        k${j} = key_records[key + ${u32(j)}];`)}
${repeat(quads(width), (j) => wgsl`        v${j} = key_records[key + ${u32(quads(depth) + j)}];`)}
      }
      let logit = ${product('q', 'k', quads(depth))}${[
        ...(relative ? [wgsl` + (row_term + term[row_terms + tx])`] : []),
        ...(bias ? [wgsl` + bias[bias_row + u32(column_span.offset + tx * column_span.turn) * p.bias_x]`] : []),
        ...(regions ? [wgsl` + select(0.0, -100.0, row_parts || region_at(columns(), column_span, tx) != column_region)`] : []),
        ...(mask ? [wgsl` + mask[mask_at + row_at * u32(p.column_keys) + column_at]`] : []),
      ]};
      ${parts.pair}
    }
    ${parts.rowEnd ?? none}
  }`;
}

/** The place in a table of term t of a query, rows first; and where its head's vector for it begins. */
export const termFunctions = (depth: number): Snippet => wgsl`
fn offset_of(row_span: Span, column_span: Span, t: i32) -> u32 {
  let tx = t - row_span.count;
  return u32(select(row_span.offset + t * row_span.turn, i32(p.table_rows) + column_span.offset + tx * column_span.turn, tx >= 0));
}
fn rel_vector(head: u32, row_span: Span, column_span: Span, t: i32) -> u32 {
  return (head * (p.table_rows + p.table_columns) + offset_of(row_span, column_span, t)) * ${u32(quads(depth))};
}`;

/**
 * Walks over the queries that see key (image, y, x), whose fours of channels are `k0`, `k1`, …. `pair` sees the query's `q0`, `q1`, … times
 * the scale, `dout_here` (where the record has its output's gradient), `sums` (the log of its softmax sum, and Δ) and `logit`. Relative terms
 * come from `logit_terms`, where the query's own kernel left them.
 */
export function overQueries({ form, regions, relative, bias, mask }: Terms, { depth, width }: LocalSizes, strided: boolean, pair: Snippet): Snippet {
  const padded = form === 'zero' || form === 'mask';
  const query = (axis: 'row' | 'column') => {
    const [position, stride, count, at] = axis === 'row'
      ? [wgsl`row_position`, wgsl`p.row_stride`, wgsl`p.row_queries`, wgsl`qy`]
      : [wgsl`column_position`, wgsl`p.column_stride`, wgsl`p.column_queries`, wgsl`qx`];
    return wgsl`${padded ? wgsl`if (${position} < 0 || ${position} >= ${count} * ${stride}${strided ? wgsl` || ${position} % ${stride} != 0` : none}) { continue; }
    ` : none}let ${at} = u32(${position}${strided ? wgsl` / ${stride}` : none});`;
  };
  return wgsl`let row_span = viewers_of(rows(), i32(y));
  let column_span = viewers_of(columns(), i32(x));
${regions ? wgsl`  let row_region = region_at(rows(), row_span, p.row_kernel - 1 - row_span.offset);
  let column_region = region_at(columns(), column_span, p.column_kernel - 1 - column_span.offset);` : none}
${mask ? wgsl`  let mask_at = (b % p.mask_windows) * p.mask_positions * p.mask_positions + y * p.image_width + x;` : none}
  for (var ty = 0; ty < row_span.count; ty++) {
    let row_position = position_at(rows(), row_span, ty);
    ${query('row')}
    let row_offset = u32(row_span.offset + ty * row_span.turn);
    let line = qy * u32(p.column_queries);
    let queries_row = image * p.query_pixels + line;
${relative ? wgsl`    let row_terms = (image * (p.table_rows + p.table_columns) + row_offset) * p.query_pixels + line;` : none}
${relative ? wgsl`    let column_terms = (image * (p.table_rows + p.table_columns) + p.table_rows) * p.query_pixels + line;` : none}
${bias ? wgsl`    let bias_row = p.bias_offset + head * p.bias_h + row_offset * p.bias_y;` : none}
${regions ? wgsl`    let row_parts = region_at(rows(), row_span, ty) != row_region;` : none}
    for (var tx = 0; tx < column_span.count; tx++) {
      let column_position = position_at(columns(), column_span, tx);
      ${query('column')}
      let column_offset = u32(column_span.offset + tx * column_span.turn);
      let q_here = (queries_row + qx) * p.query_record;
      let dout_here = q_here + ${u32(quads(depth))};
      let sums = query_records[dout_here + ${u32(quads(width))}];
${repeat(quads(depth), (j) => wgsl`      let q${j} = query_records[q_here + ${u32(j)}];`)}
      let logit = ${product('q', 'k', quads(depth))}${[
        ...(relative ? [wgsl` + (logit_terms[row_terms + qx] + logit_terms[column_terms + column_offset * p.query_pixels + qx])`] : []),
        ...(bias ? [wgsl` + bias[bias_row + column_offset * p.bias_x]`] : []),
        ...(regions ? [wgsl` + select(0.0, -100.0, row_parts || region_at(columns(), column_span, tx) != column_region)`] : []),
        ...(mask ? [wgsl` + mask[mask_at + (line + qx) * p.mask_positions]`] : []),
      ]};
      ${pair}
    }
  }`;
}
