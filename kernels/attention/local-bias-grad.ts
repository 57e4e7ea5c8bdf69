import type { Kernel } from '../../engine/gpu/kernel.ts';
import { each } from '../../engine/gpu/kernel.ts';
import { size } from '../../engine/shape.ts';
import { name, repeat, u32, wgsl } from '../../engine/gpu/wgsl.ts';
import type { LocalAttrs, Operands } from './local-shape.ts';
import type { Keys } from './local-parts.ts';
import { fourTypes, localCommon, product } from './local-parts.ts';
import { quads, sizesOf, tablesOf, termsOf } from './local-shape.ts';
import type { Partition } from './local-table-sums.ts';
import { softmax_exp } from '../math/softmax-exp.ts';

/**
 * The gradient of the table of biases, in parts [parts, heads, rows, columns]: one invocation for each entry of each part meets the
 * queries of its rows, each with the one key that lies there.
 */
export function biasGradKernel(
  operands: Operands,
  attrs: LocalAttrs,
  keys: Keys,
  { parts, lines, rowsPerPart, target }: Partition,
): Kernel {
  const {
    depth,
    width,
    axes: [rows, columns],
  } = sizesOf(operands, attrs);
  const { form, regions, relative, mask } = termsOf(operands, attrs);
  const none = wgsl``;
  const body = wgsl`let column_offset = i % p.table_columns;
  let row_offset = i / p.table_columns % p.table_rows;
  let head = i / (p.table_columns * p.table_rows) % p.heads;
  let part = i / (p.table_columns * p.table_rows * p.heads);
  let bias_here = bias[p.bias_offset + head * p.bias_h + row_offset * p.bias_y + column_offset * p.bias_x];
  var sum = 0.0;
  for (var line = part * p.rows_per_part; line < min((part + 1) * p.rows_per_part, p.lines); line++) {
    let b = line / u32(p.row_queries);
    let y = line % u32(p.row_queries);
    let image = b * p.heads + head;
    let row_span = window_of(rows(), i32(y));
    let ty = (i32(row_offset) - row_span.offset) * row_span.turn;
    if (ty < 0 || ty >= row_span.count) { continue; }
    let row_key = position_at(rows(), row_span, ty);
    let row_seen = row_key >= 0 && row_key < p.row_keys;
    let row_at = u32(clamp(row_key, 0, p.row_keys - 1));
${
  relative
    ? wgsl`    let terms_at = image * (p.table_rows + p.table_columns) * p.query_pixels + y * u32(p.column_queries);
    let row_terms = terms_at + row_offset * p.query_pixels;
    let column_terms = terms_at + (p.table_rows + column_offset) * p.query_pixels;`
    : none
}
    for (var x = 0u; x < u32(p.column_queries); x++) {
      let column_span = window_of(columns(), i32(x));
      let tx = (i32(column_offset) - column_span.offset) * column_span.turn;
      if (tx < 0 || tx >= column_span.count) { continue; }
      let column_key = position_at(columns(), column_span, tx);
      let seen = row_seen && column_key >= 0 && column_key < p.column_keys;
${form === 'mask' ? wgsl`      if (!seen) { continue; }` : none}
      let column_at = u32(clamp(column_key, 0, p.column_keys - 1));
      let q_here = ((image * u32(p.row_queries) + y) * u32(p.column_queries) + x) * p.query_record;
      let k_here = k_at(b, head, row_at, column_at);
      let v_here = v_at(b, head, row_at, column_at);
${repeat(
  quads(depth),
  (j) => wgsl`      let q${j} = query_records[q_here + ${u32(j)}];
      let k${j} = ${name(keys.held.k.holder)}[k_here + ${u32(j)}];`,
)}
${repeat(
  quads(width),
  (j) => wgsl`      let dout${j} = query_records[q_here + ${u32(quads(depth) + j)}];
      let v${j} = ${name(keys.held.v.holder)}[v_here + ${u32(j)}];`,
)}
      let sums = query_records[q_here + ${u32(quads(depth) + quads(width))}];
      let logit = select(0.0, ${product('q', 'k', quads(depth))}, seen) + bias_here${[
        ...(relative ? [wgsl` + (query_terms[row_terms + x] + query_terms[column_terms + x])`] : []),
        ...(regions
          ? [
              wgsl` + select(0.0, -100.0, region_at(rows(), row_span, ty) != region_at(rows(), row_span, row_span.offset - p.row_kernel + 1)
        || region_at(columns(), column_span, tx) != region_at(columns(), column_span, column_span.offset - p.column_kernel + 1))`,
            ]
          : []),
        ...(mask
          ? [
              wgsl` + mask[((b % p.mask_windows) * p.mask_positions + y * u32(p.column_queries) + x) * p.mask_positions + row_at * u32(p.column_keys) + column_at]`,
            ]
          : []),
      ]};
      sum += ${softmax_exp}(logit - sums.x) * (select(0.0, ${product('dout', 'v', quads(width))}, seen) - sums.y);
    }
  }
  ${name(target)}[i] = sum;`;
  const { functions, params } = localCommon(operands, attrs, [], keys);
  const kernel = each(parts * size(operands.bias.shape), body, {
    params: { ...params, lines, rows_per_part: rowsPerPart, query_pixels: rows.queries * columns.queries },
  });
  return {
    ...kernel,
    code: wgsl`${[...functions, kernel.code]}`,
    types: fourTypes(keys),
    reads: [
      'query_records',
      ...keys.reads,
      ...(relative ? ['query_terms'] : []),
      ...tablesOf({ bias: operands.bias, mask: operands.mask }),
    ],
    writes: [target],
  };
}
