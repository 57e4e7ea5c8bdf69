/** The two walks of local attention's kernels: over the keys that a query sees, and over the queries that see a key. */
import type { Snippet } from '../../engine/gpu/wgsl.ts';
import { join, name, repeat, u32, wgsl } from '../../engine/gpu/wgsl.ts';
import type { Keys } from './local-parts.ts';
import { product } from './local-parts.ts';
import type { LocalSizes, Terms } from './local-shape.ts';
import { quads } from './local-shape.ts';

const none = wgsl``;

/**
 * Walks over the keys of the query of `image`, `head`, `query_row` and `query_column`, whose fours of channels are `q0`, `q1`, … times the
 * scale. `pair` sees the key's `k0`, `k1`, …, its value's `v0`, `v1`, …, `logit`, and the taps `ty` and `tx`; outside a zero border key and
 * value are zeros. `rowStart` and `rowEnd` run before and after each row of the window. With relative terms `term` has those of the window's
 * rows, then of its columns, and outlives the walk. Constants of the uniform block are read before the loops: inside, each costs a CPU adapter 8 ns.
 */
export function overKeys(
  { form, regions, relative, bias, mask }: Terms,
  { depth, width, axes }: LocalSizes,
  keys: Keys,
  parts: { rowStart?: Snippet; pair: Snippet; rowEnd?: Snippet },
): Snippet {
  const inside = (axis: 'row' | 'column') =>
    wgsl`${name(`${axis}_key`)} >= 0 && ${name(`${axis}_key`)} < ${name(`${axis}_axis`)}.keys`;
  const walked = (
    [
      ['k', depth],
      ['v', width],
    ] as const
  ).filter(([key]) => key in keys.held);
  const four = (key: 'k' | 'v', j: number) => wgsl`${name(keys.held[key].holder)}[${name(`${key}_here`)} + ${u32(j)}]`;
  const each = (part: (key: 'k' | 'v', channels: number) => Snippet) =>
    wgsl`${walked.map(([key, channels]) => part(key, channels))}`;
  return wgsl`let row_axis = rows();
  let column_axis = columns();
  let row_span = window_of(row_axis, query_row);
  let column_span = window_of(column_axis, query_column);
${each((key) => wgsl`  let ${name(`${key}_step`)} = p.${name(`${key}_x`)};`)}
${
  relative
    ? wgsl`  let row_terms = row_span.count;
  var term: array<f32, ${u32(axes[0].kernel + axes[1].kernel)}>;
  for (var t = 0; t < row_terms + column_span.count; t++) {
    let vector = rel_vector(head, row_span, column_span, t);
    term[t] = across(${join(
      repeat(quads(depth), (j) => wgsl`q${j} * relative[vector + ${u32(j)}]`),
      ' + ',
    )});
  }`
    : none
}
${
  regions
    ? wgsl`  let row_region = region_at(row_axis, row_span, row_span.offset - row_axis.kernel + 1);
  let column_region = region_at(column_axis, column_span, column_span.offset - column_axis.kernel + 1);`
    : none
}
${bias ? wgsl`  let bias_step = p.bias_x;` : none}
${mask ? wgsl`  let mask_at = ((b % p.mask_windows) * p.mask_positions + u32(query_row * p.column_keys + query_column)) * p.mask_positions;` : none}
  for (var ty = 0; ty < row_span.count; ty++) {
    let row_key = position_at(row_axis, row_span, ty);
${form === 'mask' ? wgsl`    if (!(${inside('row')})) { continue; }` : form === 'zero' ? wgsl`    let row_inside = ${inside('row')};` : none}
    let row_at = u32(row_key);
${each((key) => wgsl`    let ${name(`${key}_row`)} = ${name(`${key}_at`)}(b, head, row_at, 0u);`)}
${relative ? wgsl`    let row_term = term[ty];` : none}
${bias ? wgsl`    let bias_row = p.bias_offset + head * p.bias_h + u32(row_span.offset + ty * row_span.turn) * p.bias_y;` : none}
${regions ? wgsl`    let row_parts = region_at(row_axis, row_span, ty) != row_region;` : none}
    ${parts.rowStart ?? none}
    for (var tx = 0; tx < column_span.count; tx++) {
      let column_key = position_at(column_axis, column_span, tx);
${form === 'mask' ? wgsl`      if (!(${inside('column')})) { continue; }` : none}
      let column_at = u32(column_key);
${each((key, channels) => wgsl`${repeat(quads(channels), (j) => wgsl`      var ${name(key)}${j} = vec4<f32>(0.0);`)}`)}
      ${form === 'zero' ? wgsl`if (row_inside && ${inside('column')})` : none} {
${each(
  (
    key,
    channels,
  ) => wgsl`        let ${name(`${key}_here`)} = ${name(`${key}_row`)} + column_at * ${name(`${key}_step`)};
${repeat(quads(channels), (j) => wgsl`        ${name(key)}${j} = ${four(key, j)};`)}`,
)}
      }
      let logit = ${product('q', 'k', quads(depth))}${[
        ...(relative ? [wgsl` + (row_term + term[row_terms + tx])`] : []),
        ...(bias ? [wgsl` + bias[bias_row + u32(column_span.offset + tx * column_span.turn) * bias_step]`] : []),
        ...(regions
          ? [wgsl` + select(0.0, -100.0, row_parts || region_at(column_axis, column_span, tx) != column_region)`]
          : []),
        ...(mask ? [wgsl` + mask[mask_at + row_at * u32(column_axis.keys) + column_at]`] : []),
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
 * the scale, the gradient of its output `dout0`, …, `sums` (the log of its softmax sum, and Δ) and `logit`. Relative terms
 * come from `query_terms`, where the query's own kernel left them.
 */
export function overQueries(
  { form, regions, relative, bias, mask }: Terms,
  { depth, width }: LocalSizes,
  strided: boolean,
  pair: Snippet,
): Snippet {
  const padded = form === 'zero' || form === 'mask';
  const query = (axis: 'row' | 'column') => {
    const [position, stride, count, at] =
      axis === 'row'
        ? [wgsl`row_position`, wgsl`row_axis.stride`, wgsl`row_axis.queries`, wgsl`qy`]
        : [wgsl`column_position`, wgsl`column_axis.stride`, wgsl`column_axis.queries`, wgsl`qx`];
    return wgsl`${
      padded
        ? wgsl`if (${position} < 0 || ${position} >= ${count} * ${stride}${strided ? wgsl` || ${position} % ${stride} != 0` : none}) { continue; }
    `
        : none
    }let ${at} = u32(${position}${strided ? wgsl` / ${stride}` : none});`;
  };
  return wgsl`let row_axis = rows();
  let column_axis = columns();
  let row_span = viewers_of(row_axis, i32(y));
  let column_span = viewers_of(column_axis, i32(x));
  let query_pixels = p.query_pixels;
  let query_record = p.query_record;
${
  regions
    ? wgsl`  let row_region = region_at(row_axis, row_span, row_axis.kernel - 1 - row_span.offset);
  let column_region = region_at(column_axis, column_span, column_axis.kernel - 1 - column_span.offset);`
    : none
}
${bias ? wgsl`  let bias_step = p.bias_x;` : none}
${
  mask
    ? wgsl`  let mask_positions = p.mask_positions;
  let mask_at = (b % p.mask_windows) * mask_positions * mask_positions + y * p.image_width + x;`
    : none
}
  for (var ty = 0; ty < row_span.count; ty++) {
    let row_position = position_at(row_axis, row_span, ty);
    ${query('row')}
    let row_offset = u32(row_span.offset + ty * row_span.turn);
    let line = qy * u32(column_axis.queries);
    let queries_row = image * query_pixels + line;
${relative ? wgsl`    let row_terms = (image * (p.table_rows + p.table_columns) + row_offset) * query_pixels + line;` : none}
${relative ? wgsl`    let column_terms = (image * (p.table_rows + p.table_columns) + p.table_rows) * query_pixels + line;` : none}
${bias ? wgsl`    let bias_row = p.bias_offset + head * p.bias_h + row_offset * p.bias_y;` : none}
${regions ? wgsl`    let row_parts = region_at(row_axis, row_span, ty) != row_region;` : none}
    for (var tx = 0; tx < column_span.count; tx++) {
      let column_position = position_at(column_axis, column_span, tx);
      ${query('column')}
      let column_offset = u32(column_span.offset + tx * column_span.turn);
      let q_here = (queries_row + qx) * query_record;
      let dout_here = q_here + ${u32(quads(depth))};
      let sums = query_records[dout_here + ${u32(quads(width))}];
${repeat(quads(depth), (j) => wgsl`      let q${j} = query_records[q_here + ${u32(j)}];`)}
${repeat(quads(width), (j) => wgsl`      let dout${j} = query_records[dout_here + ${u32(j)}];`)}
      let logit = ${product('q', 'k', quads(depth))}${[
        ...(relative
          ? [wgsl` + (query_terms[row_terms + qx] + query_terms[column_terms + column_offset * query_pixels + qx])`]
          : []),
        ...(bias ? [wgsl` + bias[bias_row + column_offset * bias_step]`] : []),
        ...(regions
          ? [wgsl` + select(0.0, -100.0, row_parts || region_at(column_axis, column_span, tx) != column_region)`]
          : []),
        ...(mask ? [wgsl` + mask[mask_at + (line + qx) * mask_positions]`] : []),
      ]};
      ${pair}
    }
  }`;
}
