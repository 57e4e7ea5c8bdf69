import type { Kernel, Operand } from '../../engine/kernel.ts';
import { each } from '../../engine/kernel.ts';
import type { Op } from '../../engine/op.ts';
import { defineOp } from '../../engine/op.ts';
import { size } from '../../engine/shape.ts';
import { wgsl } from '../../engine/wgsl.ts';
import type { LocalAttrs } from './local-parts.ts';
import { channel, localFunctions, localParams, sizesOf, termsOf, total } from './local-parts.ts';
import { eachLogitGradient } from './local-reference.ts';
import { softmax_exp } from './softmax-exp.ts';
import { offsets } from './window.ts';

/** Parts that the rows of all images are shared out to; each makes a table of its own, and the tables are added in order. */
const mostParts = 64;
const rowsPerPart = (rows: number) => Math.max(1, Math.ceil(rows / mostParts));

/** One invocation for each entry of each part's table: it meets the queries of its rows, each with the one key that lies there. */
function biasGradKernel(operands: Readonly<Record<string, Operand>>, attrs: LocalAttrs): Kernel {
  const { batch, depth, width, axes: [rows, columns] } = sizesOf(operands, attrs);
  const { form, regions, mask } = termsOf(operands, attrs);
  const none = wgsl``;
  const places = ['q', 'k', 'v', 'dout'];
  const body = wgsl`let column_offset = i % p.table_width;
  let row_offset = i / p.table_width % p.table_height;
  let head = i / (p.table_width * p.table_height) % p.heads;
  let part = i / (p.table_width * p.table_height * p.heads);
  let bias_here = bias[p.bias_offset + head * p.bias_h + row_offset * p.bias_y + column_offset * p.bias_x];
  var sum = 0.0;
  for (var line = part * p.rows_per_part; line < min((part + 1) * p.rows_per_part, p.lines); line++) {
    let b = line / u32(p.row_queries);
    let y = line % u32(p.row_queries);
    let row_span = window_of(rows(), i32(y));
    let ty = (i32(row_offset) - row_span.offset) * row_span.turn;
    if (ty < 0 || ty >= row_span.count) { continue; }
    let row_key = position_at(rows(), row_span, ty);
    let row_seen = row_key >= 0 && row_key < p.row_keys;
    for (var x = 0u; x < u32(p.column_queries); x++) {
      let column_span = window_of(columns(), i32(x));
      let tx = (i32(column_offset) - column_span.offset) * column_span.turn;
      if (tx < 0 || tx >= column_span.count) { continue; }
      let column_key = position_at(columns(), column_span, tx);
      let seen = row_seen && column_key >= 0 && column_key < p.column_keys;
${form === 'mask' ? wgsl`      if (!seen) { continue; }` : none}
      let row_at = u32(clamp(row_key, 0, p.row_keys - 1));
      let column_at = u32(clamp(column_key, 0, p.column_keys - 1));
      let q_here = q_at(b, head, y, x);
      let k_here = k_at(b, head, row_at, column_at);
      let v_here = v_at(b, head, row_at, column_at);
      let dout_here = dout_at(b, head, y, x);
      let product = ${total(depth, (c) => wgsl`p.scale * ${channel('q', wgsl`q_here`, c)} * ${channel('k', wgsl`k_here`, c)}`)};
      let dweight = ${total(width, (c) => wgsl`${channel('dout', wgsl`dout_here`, c)} * ${channel('v', wgsl`v_here`, c)}`)};
      let logit = select(0.0, product, seen) + bias_here${[
        ...(regions ? [wgsl` + select(0.0, -100.0, region_at(rows(), row_span, ty) != region_at(rows(), row_span, row_span.offset - p.row_kernel + 1)
        || region_at(columns(), column_span, tx) != region_at(columns(), column_span, column_span.offset - p.column_kernel + 1))`] : []),
        ...(mask ? [wgsl` + mask[((b % p.mask_windows) * p.mask_positions + y * u32(p.column_queries) + x) * p.mask_positions + row_at * u32(p.column_keys) + column_at]`] : []),
      ]};
      let place = ((b * p.heads + head) * u32(p.row_queries) + y) * u32(p.column_queries) + x;
      sum += softmax_exp(logit - stats[place]) * (select(0.0, dweight, seen) - stats[p.stats_delta + place]);
    }
  }
  parts[i] = sum;`;
  const lines = batch * rows.queries;
  return each(size(operands.parts.shape), body, {
    functions: [...localFunctions(operands, attrs, places), softmax_exp],
    params: {
      ...localParams(operands, attrs, places), lines, rows_per_part: rowsPerPart(lines), table_height: offsets(rows), table_width: offsets(columns),
      stats_delta: size(operands.stats.shape) / 2,
    },
  });
}

/** The gradient of the table of relative places in parts, to be added up: [parts, heads, rows, columns]. */
export const localBiasGradOp: Op<LocalAttrs> = defineOp<LocalAttrs>({
  name: 'local_attention_bias_grad',
  inputs: ['q', 'k', 'v', 'dout', 'stats', 'bias', 'mask?'],
  strided: ['q', 'k', 'v', 'dout', 'bias'],
  outputs: ({ q, bias }) => {
    const lines = q.shape[0] * q.shape[3];
    return { parts: { shape: [Math.ceil(lines / rowsPerPart(lines)), ...bias.shape], dtype: 'f32' } };
  },
  reference: (arrays, attrs) => {
    const { batch, heads, axes: [rows, columns] } = sizesOf(arrays, attrs);
    const [height, width] = [offsets(rows), offsets(columns)];
    const perPart = rowsPerPart(batch * rows.queries);
    eachLogitGradient(arrays, attrs, ({ image, head, at }, { row, column }, _, dLogit) => {
      const line = Math.floor(image / heads) * rows.queries + Math.floor(at / columns.queries);
      arrays.parts.data[((Math.floor(line / perPart) * heads + head) * height + row) * width + column] += dLogit;
    });
  },
  kernel: biasGradKernel,
  samples: [{ shapes: { q: [70, 1, 2, 3, 4], k: [70, 1, 2, 3, 4], v: [70, 1, 3, 3, 4], dout: [70, 1, 3, 3, 4], stats: [2, 70, 1, 3, 4], bias: [1, 5, 5] }, attrs: { form: 'shift', kernel: [3, 3], dilation: [1, 1], stride: [1, 1], pad: [0, 0], roll: [0, 0], scale: 0.7, relRows: 0, relColumns: 0 } }],
});
