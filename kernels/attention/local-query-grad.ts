import type { Adapter, Kernel } from '../../engine/kernel.ts';
import { repeat, u32, wgsl } from '../../engine/wgsl.ts';
import { overKeys, termFunctions } from './local-loops.ts';
import type { LocalAttrs, Operands } from './local-shape.ts';
import { lane, localKernel, product, quads, storeChannels } from './local-parts.ts';
import { sizesOf, tablesOf, termsOf } from './local-shape.ts';
import { softmax_exp } from './softmax-exp.ts';

/**
 * dq, by queries. Relative terms stay out of the k² scores: each query leaves its terms for rows and columns in `logit_terms`, for the kernel
 * by keys, and the gradients of these in `term_sums`: 2k numbers where all scores would be k².
 */
export function queryGradKernel(operands: Operands, attrs: LocalAttrs, adapter: Adapter): Kernel {
  const sizes = sizesOf(operands, attrs);
  const { depth, width, axes } = sizes;
  const terms = termsOf(operands, attrs);
  const { form, relative } = terms;
  const none = wgsl``;
  const pair = wgsl`let weight = softmax_exp(logit - sums.x);
      let dlogit = weight * (${product('dout', 'v', quads(width))} - sums.y);
${repeat(quads(depth), (j) => wgsl`      dq${j} += dlogit * k${j};`)}
${relative ? wgsl`      row_sum += dlogit;
      term_sum[row_terms + tx] += dlogit;` : none}`;
  // A window that meets only part of a table leaves the rest at zero.
  const clear = wgsl`  for (var t = 0u; t < p.table_rows + p.table_columns; t++) { term_sums[terms_at + t * p.query_pixels] = 0.0; }`;
  const afterwards = wgsl`  for (var t = 0; t < row_terms + column_span.count; t++) {
    let place = terms_at + offset_of(row_span, column_span, t) * p.query_pixels;
    let vector = rel_vector(head, row_span, column_span, t);
    logit_terms[place] = term[t];
    term_sums[place] = term_sum[t];
${repeat(quads(depth), (j) => wgsl`    dq${j} += term_sum[t] * rel_records[vector + ${u32(j)}];`)}
  }`;
  const body = wgsl`let record = i * p.query_record;
${repeat(quads(depth), (j) => wgsl`  let q${j} = query_records[record + ${u32(j)}];
  var dq${j} = vec4<f32>(0.0);`)}
${repeat(quads(width), (j) => wgsl`  let dout${j} = query_records[record + ${u32(quads(depth) + j)}];`)}
  let sums = query_records[record + ${u32(quads(depth) + quads(width))}];
  let query_row = i32(y);
  let query_column = i32(x);
${relative ? wgsl`  let terms_at = image * (p.table_rows + p.table_columns) * p.query_pixels + y * p.image_width + x;
  var term_sum: array<f32, ${u32(axes[0].kernel + axes[1].kernel)}>;
${form === 'zero' || form === 'mask' ? none : clear}` : none}
  ${overKeys(terms, sizes, { pair, ...(relative && { rowStart: wgsl`var row_sum = 0.0;`, rowEnd: wgsl`term_sum[ty] = row_sum;` }) })}
${relative ? afterwards : none}
  let dq_here = dq_at(b, head, y, x);
${storeChannels('dq', 'depth', depth, (c) => wgsl`p.scale * ${lane('dq', c)}`, adapter)}`;
  return localKernel(operands, attrs, body, {
    image: 'queries', places: ['dq'], functions: [softmax_exp, ...(relative ? [termFunctions(depth)] : [])], params: { query_pixels: axes[0].queries * axes[1].queries },
    reads: ['query_records', 'key_records', ...(relative ? ['rel_records'] : []), ...tablesOf(operands)], writes: ['dq', ...(relative ? ['term_sums', 'logit_terms'] : [])],
  });
}
