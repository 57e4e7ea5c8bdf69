import type { Adapter, Kernel } from '../../engine/gpu/kernel.ts';
import { name, repeat, u32, wgsl } from '../../engine/gpu/wgsl.ts';
import { overKeys, termFunctions } from './local-loops.ts';
import type { LocalAttrs, Operands } from './local-shape.ts';
import type { Keys } from './local-parts.ts';
import { fourTypes, lane, loadChannels, localKernel, product, storeChannels } from './local-parts.ts';
import { inFours, quads, sizesOf, tablesOf, termsOf } from './local-shape.ts';
import { termCount } from './local-table-sums.ts';
import { softmax_exp } from '../math/softmax-exp.ts';

/**
 * dq, by queries. Relative terms stay out of the k² scores: each query leaves its terms for rows and columns in the first half of `query_terms`,
 * for the kernel by keys, and the gradients of these in the second: 2k numbers each where all scores would be k².
 */
export function queryGradKernel(operands: Operands, attrs: LocalAttrs, keys: Keys, adapter: Adapter): Kernel {
  const sizes = sizesOf(operands, attrs);
  const { depth, width, axes } = sizes;
  const terms = termsOf(operands, attrs);
  const { form, relative } = terms;
  const sums = inFours(depth) + inFours(width);
  const none = wgsl``;
  const pair = wgsl`let weight = ${softmax_exp}(logit - sums.x);
      let dlogit = weight * (${product('dout', 'v', quads(width))} - sums.y);
${repeat(quads(depth), (j) => wgsl`      dq${j} += dlogit * k${j};`)}
${
  relative
    ? wgsl`      row_sum += dlogit;
      term_sum[row_terms + tx] += dlogit;`
    : none
}`;
  // A window that meets only part of a table leaves the rest at zero.
  const clear = wgsl`  for (var t = 0u; t < p.table_rows + p.table_columns; t++) { query_terms[p.term_sums + terms_at + t * p.query_pixels] = 0.0; }`;
  const afterwards = wgsl`  for (var t = 0; t < row_terms + column_span.count; t++) {
    let place = terms_at + offset_of(row_span, column_span, t) * p.query_pixels;
    let vector = rel_vector(head, row_span, column_span, t);
    query_terms[place] = term[t];
    query_terms[p.term_sums + place] = term_sum[t];
${repeat(quads(depth), (j) => wgsl`    dq${j} += term_sum[t] * relative[vector + ${u32(j)}];`)}
  }`;
  const body = wgsl`let record = i * p.query_record * 4;
${loadChannels('q', 'depth', depth, (c) => wgsl`query_records[record + ${c}]`, adapter)}
${loadChannels('dout', 'width', width, (c) => wgsl`query_records[record + ${u32(inFours(depth))} + ${c}]`, adapter)}
  let sums = vec2<f32>(query_records[record + ${u32(sums)}], query_records[record + ${u32(sums + 1)}]);
${repeat(quads(depth), (j) => wgsl`  var dq${j} = vec4<f32>(0.0);`)}
  let query_row = i32(y);
  let query_column = i32(x);
${
  relative
    ? wgsl`  let terms_at = image * (p.table_rows + p.table_columns) * p.query_pixels + y * p.image_width + x;
  var term_sum: array<f32, ${u32(axes[0].kernel + axes[1].kernel)}>;
${form === 'zero' || form === 'mask' ? none : clear}`
    : none
}
  ${overKeys(terms, sizes, keys, { pair, ...(relative && { rowStart: wgsl`var row_sum = 0.0;`, rowEnd: wgsl`term_sum[ty] = row_sum;` }) })}
${relative ? afterwards : none}
  let dq_here = dq_at(b, head, y, x);
${storeChannels('dq', 'depth', depth, (c) => wgsl`p.scale * ${lane('dq', c)}`, adapter)}`;
  return localKernel(operands, attrs, body, {
    image: 'queries',
    places: ['dq'],
    keys,
    types: { ...fourTypes(keys), query_records: name('f32') },
    functions: relative ? [termFunctions(depth)] : [],
    params: { query_pixels: axes[0].queries * axes[1].queries, term_sums: termCount(operands, attrs) },
    reads: ['query_records', ...keys.reads, ...tablesOf(operands)],
    writes: ['dq', ...(relative ? ['query_terms'] : [])],
  });
}
