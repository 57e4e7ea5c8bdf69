/** The two walks of local attention's kernels: over the keys that a query sees, and over the queries that see a key. */
import type { Snippet } from '../../engine/wgsl.ts';
import { u32, wgsl } from '../../engine/wgsl.ts';
import type { Terms } from './local-parts.ts';
import { channel, channels, relColumn, relRow, total } from './local-parts.ts';

const none = wgsl``;

/**
 * Walks over the keys of the query of `b`, `head`, `query_row` and `query_column`, whose channels are `q0`, `q1`, … times the scale. `pair` sees the key's `k0`, `k1`, …,
 * `v_here` (the place of its value's channel 0), `logit`, the taps `ty` and `tx`, and for zero borders `seen`: false where both are zeros.
 * `rowStart` and `rowEnd` run before and after each row of the window. `column_term` outlives the walk.
 */
export function overKeys(terms: Terms, depth: number, kernelWidth: number, parts: { rowStart?: Snippet; pair: Snippet; rowEnd?: Snippet }): Snippet {
  const { form, regions, relRows, relColumns, bias, mask } = terms;
  const outside = (axis: 'row' | 'column') => (axis === 'row' ? wgsl`row_key < 0 || row_key >= p.row_keys` : wgsl`column_key < 0 || column_key >= p.column_keys`);
  return wgsl`let row_span = window_of(rows(), query_row);
  let column_span = window_of(columns(), query_column);
${relRows || relColumns ? wgsl`  let rel_at = head * p.rel_size;` : none}
${relColumns ? wgsl`  var column_term: array<f32, ${u32(kernelWidth)}>;
  for (var tx = 0; tx < column_span.count; tx++) {
    let offset = u32(column_span.offset + tx * column_span.turn);
    column_term[tx] = ${total(relColumns, (c) => wgsl`q${depth - relColumns + c} * ${relColumn(c, terms, wgsl`offset`)}`)};
  }` : none}
${regions ? wgsl`  let row_region = region_at(rows(), row_span, row_span.offset - p.row_kernel + 1);
  let column_region = region_at(columns(), column_span, column_span.offset - p.column_kernel + 1);` : none}
${mask ? wgsl`  let mask_at = ((b % p.mask_windows) * p.mask_positions + u32(query_row * p.column_keys + query_column)) * p.mask_positions;` : none}
  for (var ty = 0; ty < row_span.count; ty++) {
    let row_key = position_at(rows(), row_span, ty);
${form === 'mask' ? wgsl`    if (${outside('row')}) { continue; }` : none}
${form === 'zero' ? wgsl`    let row_seen = !(${outside('row')});
    let row_at = u32(clamp(row_key, 0, p.row_keys - 1));` : wgsl`    let row_at = u32(row_key);`}
    let k_row = k_at(b, head, row_at, 0u);
    let v_row = v_at(b, head, row_at, 0u);
    let row_offset = u32(row_span.offset + ty * row_span.turn);
${relRows ? wgsl`    let row_term = ${total(relRows, (c) => wgsl`q${c} * ${relRow(c, wgsl`row_offset`)}`)};` : none}
${bias ? wgsl`    let bias_row = p.bias_offset + head * p.bias_h + row_offset * p.bias_y;` : none}
${regions ? wgsl`    let row_parts = region_at(rows(), row_span, ty) != row_region;` : none}
    ${parts.rowStart ?? none}
    for (var tx = 0; tx < column_span.count; tx++) {
      let column_key = position_at(columns(), column_span, tx);
${form === 'mask' ? wgsl`      if (${outside('column')}) { continue; }` : none}
${form === 'zero' ? wgsl`      let seen = row_seen && !(${outside('column')});
      let column_at = u32(clamp(column_key, 0, p.column_keys - 1));` : wgsl`      let column_at = u32(column_key);`}
      let k_here = k_row + column_at * p.k_x;
      let v_here = v_row + column_at * p.v_x;
${channels(depth, (c) => wgsl`      let k${c} = ${channel('k', wgsl`k_here`, c)};`)}
      let product = ${total(depth, (c) => wgsl`q${c} * k${c}`)};
      let logit = ${form === 'zero' ? wgsl`select(0.0, product, seen)` : wgsl`product`}${[
        ...(relRows ? [wgsl` + row_term`] : []),
        ...(relColumns ? [wgsl` + column_term[tx]`] : []),
        ...(bias ? [wgsl` + bias[bias_row + u32(column_span.offset + tx * column_span.turn) * p.bias_x]`] : []),
        ...(regions ? [wgsl` + select(0.0, -100.0, row_parts || region_at(columns(), column_span, tx) != column_region)`] : []),
        ...(mask ? [wgsl` + mask[mask_at + row_at * u32(p.column_keys) + column_at]`] : []),
      ]};
      ${parts.pair}
    }
    ${parts.rowEnd ?? none}
  }`;
}

/**
 * Walks over the queries that see key (b, head, y, x), whose channels are `k0`, `k1`, … times the scale. `pair` sees the query's `q0`,
 * `q1`, …, `dout_here` (the place of its output gradient's channel 0), `logit`, and its place `stats_row + qx` in the statistics.
 */
export function overQueries(terms: Terms, depth: number, strided: boolean, pair: Snippet): Snippet {
  const { form, regions, relRows, relColumns, bias, mask } = terms;
  const padded = form === 'zero' || form === 'mask';
  const query = (axis: 'row' | 'column', out: 'qy' | 'qx') => {
    const position = axis === 'row' ? wgsl`row_position` : wgsl`column_position`;
    const stride = axis === 'row' ? wgsl`p.row_stride` : wgsl`p.column_stride`;
    const count = axis === 'row' ? wgsl`p.row_queries` : wgsl`p.column_queries`;
    return wgsl`${padded ? wgsl`if (${position} < 0 || ${position} >= ${count} * ${stride}${strided ? wgsl` || ${position} % ${stride} != 0` : none}) { continue; }
    ` : none}let ${out === 'qy' ? wgsl`qy` : wgsl`qx`} = u32(${position}${strided ? wgsl` / ${stride}` : none});`;
  };
  return wgsl`let row_span = viewers_of(rows(), i32(y));
  let column_span = viewers_of(columns(), i32(x));
${relRows || relColumns ? wgsl`  let rel_at = head * p.rel_size;` : none}
${regions ? wgsl`  let row_region = region_at(rows(), row_span, p.row_kernel - 1 - row_span.offset);
  let column_region = region_at(columns(), column_span, p.column_kernel - 1 - column_span.offset);` : none}
${mask ? wgsl`  let mask_at = (b % p.mask_windows) * p.mask_positions * p.mask_positions + y * p.image_width + x;` : none}
  for (var ty = 0; ty < row_span.count; ty++) {
    let row_position = position_at(rows(), row_span, ty);
    ${query('row', 'qy')}
    let row_offset = u32(row_span.offset + ty * row_span.turn);
${channels(depth, (c) => wgsl`    let row_k${c} = k${c}${c < relRows ? wgsl` + p.scale * ${relRow(c, wgsl`row_offset`)}` : none};`)}
${bias ? wgsl`    let bias_row = p.bias_offset + head * p.bias_h + row_offset * p.bias_y;` : none}
${regions ? wgsl`    let row_parts = region_at(rows(), row_span, ty) != row_region;` : none}
    let q_row = q_at(b, head, qy, 0u);
    let dout_row = dout_at(b, head, qy, 0u);
    let stats_row = ((b * p.heads + head) * u32(p.row_queries) + qy) * u32(p.column_queries);
    for (var tx = 0; tx < column_span.count; tx++) {
      let column_position = position_at(columns(), column_span, tx);
      ${query('column', 'qx')}
      let column_offset = u32(column_span.offset + tx * column_span.turn);
      let q_here = q_row + qx * p.q_x;
      let dout_here = dout_row + qx * p.dout_x;
${channels(depth, (c) => wgsl`      let q${c} = ${channel('q', wgsl`q_here`, c)};`)}
      let logit = ${total(depth, (c) => wgsl`q${c} * ${c < depth - relColumns ? wgsl`row_k${c}` : wgsl`(row_k${c} + p.scale * ${relColumn(c - depth + relColumns, terms, wgsl`column_offset`)})`}`)}${[
        ...(bias ? [wgsl` + bias[bias_row + column_offset * p.bias_x]`] : []),
        ...(regions ? [wgsl` + select(0.0, -100.0, row_parts || region_at(columns(), column_span, tx) != column_region)`] : []),
        ...(mask ? [wgsl` + mask[mask_at + (qy * p.image_width + qx) * p.mask_positions]`] : []),
      ]};
      ${pair}
    }
  }`;
}
