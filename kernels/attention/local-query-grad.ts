import type { Kernel } from '../../engine/kernel.ts';
import { repeat, u32, wgsl } from '../../engine/wgsl.ts';
import { overKeys } from './local-loops.ts';
import type { LocalAttrs, Operands } from './local-parts.ts';
import { isRelative, lane, localKernel, product, quads, relQuad, sizesOf, storeChannels, tablesOf, termsOf } from './local-parts.ts';
import { softmax_exp } from './softmax-exp.ts';

/**
 * dq, by queries. Relative terms stay out of the k² scores: each query leaves its terms for rows and columns in `logit_terms`, for the kernel
 * by keys, and their gradients in `terms`: 2k numbers where all scores would be k².
 */
export function queryGradKernel(operands: Operands, attrs: LocalAttrs): Kernel {
  const sizes = sizesOf(operands, attrs);
  const { depth, width, axes } = sizes;
  const terms = termsOf(operands, attrs);
  const { relRows, relColumns } = terms;
  const relative = isRelative(operands);
  const none = wgsl``;
  const zero = terms.form === 'zero';
  const pair = wgsl`let weight = softmax_exp(logit - sums.x);
${repeat(quads(width), (j) => wgsl`      let v${j} = key_records[v_here + ${u32(j)}];`)}
      let dweight = ${product('dout', 'v', quads(width))};
      let dlogit = weight * (${zero ? wgsl`select(0.0, dweight, seen)` : wgsl`dweight`} - sums.y);
      let dproduct = ${zero ? wgsl`select(0.0, dlogit, seen)` : wgsl`dlogit`};
${repeat(quads(depth), (j) => wgsl`      dq${j} += dproduct * k${j};`)}
${relRows ? wgsl`      row_sum += dlogit;` : none}
${relColumns ? wgsl`      column_sum[tx] += dlogit;` : none}`;
  const rowStart = wgsl`logit_terms[terms_at + row_offset * p.query_pixels] = row_term;
    var row_sum = 0.0;`;
  const rowEnd = wgsl`terms[terms_at + row_offset * p.query_pixels] = p.scale * row_sum;
${repeat(quads(depth), (j) => wgsl`    dq${j} += row_sum * ${relQuad(wgsl`row_offset`, j, depth)};`)}`;
  const afterwards = wgsl`  for (var tx = 0; tx < column_span.count; tx++) {
    let offset = p.table_rows + u32(column_span.offset + tx * column_span.turn);
    let place = terms_at + offset * p.query_pixels;
    logit_terms[place] = column_term[tx];
    terms[place] = p.scale * column_sum[tx];
${repeat(quads(depth), (j) => wgsl`    dq${j} += column_sum[tx] * ${relQuad(wgsl`offset`, j, depth)};`)}
  }`;
  // A window that is not whole, or meets only part of a table, leaves the rest at zero.
  const whole = zero && relRows && relColumns;
  const clear = wgsl`  for (var offset = 0u; offset < p.table_rows + p.table_columns; offset++) { terms[terms_at + offset * p.query_pixels] = 0.0; }`;
  const body = wgsl`let record = i * p.query_record;
${repeat(quads(depth), (j) => wgsl`  let q${j} = query_records[record + ${u32(j)}];
  var dq${j} = vec4<f32>(0.0);`)}
${repeat(quads(width), (j) => wgsl`  let dout${j} = query_records[record + ${u32(quads(depth) + j)}];`)}
  let sums = query_records[record + ${u32(quads(depth) + quads(width))}];
  let query_row = i32(y);
  let query_column = i32(x);
${relative ? wgsl`  let terms_at = image * (p.table_rows + p.table_columns) * p.query_pixels + y * p.image_width + x;
${whole ? none : clear}` : none}
${relColumns ? wgsl`  var column_sum: array<f32, ${u32(axes[1].kernel)}>;` : none}
  ${overKeys(terms, sizes, { pair, ...(relRows && { rowStart, rowEnd }) })}
${relColumns ? afterwards : none}
  let dq_here = dq_at(b, head, y, x);
${storeChannels('dq', wgsl`dq_here`, depth, (c) => wgsl`p.scale * ${lane('dq', c)}`)}`;
  return localKernel(operands, attrs, body, {
    image: 'queries', places: ['dq'], functions: [softmax_exp], params: { query_pixels: axes[0].queries * axes[1].queries },
    reads: ['query_records', 'key_records', ...(relative ? ['rel_records'] : []), ...tablesOf(operands)], writes: ['dq', ...(relative ? ['terms', 'logit_terms'] : [])],
  });
}
