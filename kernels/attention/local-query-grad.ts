import type { Kernel, Operand } from '../../engine/kernel.ts';
import type { Op } from '../../engine/op.ts';
import { defineOp } from '../../engine/op.ts';
import { size } from '../../engine/shape.ts';
import { u32, wgsl } from '../../engine/wgsl.ts';
import { overKeys } from './local-loops.ts';
import type { LocalAttrs } from './local-parts.ts';
import { channel, channels, localKernel, relColumn, relRow, sizesOf, termsOf, total } from './local-parts.ts';
import { eachLogitGradient, relativeAt } from './local-reference.ts';
import { softmax_exp } from './softmax-exp.ts';
import { offsets } from './window.ts';

/** The sums of dS that belong to each relative row and column leave as `terms`: 2k numbers a query where all scores would be k². */
function queryGradKernel(operands: Readonly<Record<string, Operand>>, attrs: LocalAttrs): Kernel {
  const { depth, width, axes } = sizesOf(operands, attrs);
  const terms = termsOf(operands, attrs);
  const { relRows, relColumns } = terms;
  const none = wgsl``;
  const seen = (value: 'dweight' | 'dlogit') => (terms.form === 'zero' ? wgsl`select(0.0, ${value === 'dweight' ? wgsl`dweight` : wgsl`dlogit`}, seen)` : value === 'dweight' ? wgsl`dweight` : wgsl`dlogit`);
  const pair = wgsl`let weight = softmax_exp(logit - lse);
      let dweight = ${total(width, (c) => wgsl`dout${c} * ${channel('v', wgsl`v_here`, c)}`)};
      let dlogit = weight * (${seen('dweight')} - delta);
      let dproduct = ${seen('dlogit')};
${channels(depth, (c) => wgsl`      dq${c} += dproduct * k${c};`)}
${relRows ? wgsl`      row_sum += dlogit;` : none}
${relColumns ? wgsl`      column_sum[tx] += dlogit;` : none}`;
  const rowEnd = wgsl`terms[terms_at + row_offset * p.pixels] = p.scale * row_sum;
${channels(relRows, (c) => wgsl`    dq${c} += row_sum * ${relRow(c, wgsl`row_offset`)};`)}`;
  const afterwards = wgsl`  for (var tx = 0; tx < column_span.count; tx++) {
    let offset = u32(column_span.offset + tx * column_span.turn);
    terms[terms_at + (p.rel_rows + offset) * p.pixels] = p.scale * column_sum[tx];
${channels(relColumns, (c) => wgsl`    dq${depth - relColumns + c} += column_sum[tx] * ${relColumn(c, terms, wgsl`offset`)};`)}
  }`;
  // A window that is not whole, or covers only part of a table of relative places, leaves the rest at zero.
  const clear = wgsl`  for (var offset = 0u; offset < p.rel_rows + p.rel_columns; offset++) { terms[terms_at + offset * p.pixels] = 0.0; }`;
  const body = wgsl`let q_here = q_at(b, head, y, x);
${channels(depth, (c) => wgsl`  let q${c} = p.scale * ${channel('q', wgsl`q_here`, c)};
  var dq${c} = 0.0;`)}
  let dout_here = dout_at(b, head, y, x);
${channels(width, (c) => wgsl`  let dout${c} = ${channel('dout', wgsl`dout_here`, c)};`)}
  let lse = stats[i];
  let delta = stats[p.count + i];
  let query_row = i32(y);
  let query_column = i32(x);
${relRows || relColumns ? wgsl`  let terms_at = (b * p.heads + head) * (p.rel_rows + p.rel_columns) * p.pixels + y * p.image_width + x;
${clear}` : none}
${relColumns ? wgsl`  var column_sum: array<f32, ${u32(axes[1].kernel)}>;` : none}
  ${overKeys(terms, depth, axes[1].kernel, { pair, ...(relRows && { rowStart: wgsl`var row_sum = 0.0;`, rowEnd }) })}
${relColumns ? afterwards : none}
  let dq_here = dq_at(b, head, y, x);
${channels(depth, (c) => wgsl`  ${channel('dq', wgsl`dq_here`, c)} = p.scale * dq${c};`)}`;
  return localKernel(operands, attrs, 'queries', ['q', 'k', 'v', 'dout', 'dq'], body, [softmax_exp], { pixels: axes[0].queries * axes[1].queries });
}

/** dq, and with relative terms the gradient of each query's row and column terms, [B, heads, rows + columns, …]. */
export const localQueryGradOp: Op<LocalAttrs> = defineOp<LocalAttrs>({
  name: 'local_attention_query_grad',
  inputs: ['q', 'k', 'v', 'dout', 'stats', 'rel?', 'bias?', 'mask?'],
  strided: ['q', 'k', 'v', 'dout', 'bias'],
  outputs: (inputs, attrs) => {
    const [batch, heads, , ...image] = inputs.q.shape;
    const [rows, columns] = sizesOf(inputs, attrs).axes.map(offsets);
    return { dq: { shape: inputs.q.shape, dtype: 'f32' }, ...(inputs.rel && { terms: { shape: [batch, heads, rows + columns, ...image], dtype: 'f32' } }) };
  },
  reference: (arrays, attrs) => {
    const { k, rel, dq, terms } = arrays;
    const { depth, axes } = sizesOf(arrays, attrs);
    const queries = size(dq.shape.slice(3));
    const keys = size(k.shape.slice(3));
    const [rows, columns] = axes.map(offsets);
    eachLogitGradient(arrays, attrs, ({ image, head, at }, tap, _, dLogit) => {
      for (let c = 0; c < depth; c++) {
        const relative = rel ? relativeAt(rel, head, c, depth, tap, attrs, axes) : 0;
        const key = tap.key < 0 ? 0 : k.data[(image * depth + c) * keys + tap.key];
        dq.data[(image * depth + c) * queries + at] += attrs.scale * dLogit * (key + relative);
      }
      if (!terms) return;
      if (attrs.relRows) terms.data[(image * (rows + columns) + tap.row) * queries + at] += attrs.scale * dLogit;
      if (attrs.relColumns) terms.data[(image * (rows + columns) + rows + tap.column) * queries + at] += attrs.scale * dLogit;
    });
  },
  kernel: queryGradKernel,
  cost: ({ q, k, v, dout }, { kernel }) => ({ flops: (size(q.shape) / q.shape[2]) * kernel[0] * kernel[1] * (4 * q.shape[2] + 2 * v.shape[2] + 20), bytes: 4 * (2 * size(q.shape) + size(k.shape) + size(v.shape) + size(dout.shape)) }),
  samples: [{ shapes: { q: [1, 2, 2, 3, 4], k: [1, 2, 2, 3, 4], v: [1, 2, 3, 3, 4], dout: [1, 2, 3, 3, 4], stats: [2, 1, 2, 3, 4], rel: [2, 6] }, attrs: { form: 'zero', kernel: [3, 3], dilation: [1, 1], stride: [1, 1], pad: [1, 1], roll: [0, 0], scale: 0.7, relRows: 1, relColumns: 1 } }],
});
