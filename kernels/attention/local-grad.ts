/** The gradients of local attention. */
import { sumTo } from '../../engine/accumulate.ts';
import type { Program } from '../../engine/kernel.ts';
import type { GradContext, Op } from '../../engine/op.ts';
import { defineOp } from '../../engine/op.ts';
import { size } from '../../engine/shape.ts';
import type { Tensor } from '../../engine/tensor.ts';
import { zeros } from '../../engine/tensor.ts';
import { concat } from '../concat.ts';
import { matmul } from '../matmul.ts';
import { biasGradKernel, rowsPerPart } from './local-bias-grad.ts';
import { keyGradKernel } from './local-key-grad.ts';
import { packKeys, packQueries, recordSizes } from './local-pack.ts';
import type { LocalAttrs, Operands } from './local-parts.ts';
import { sizesOf } from './local-parts.ts';
import { queryGradKernel } from './local-query-grad.ts';
import { eachLogitGradient, relativeAt } from './local-reference.ts';
import { offsets } from './window.ts';

function gradPasses(operands: Operands, attrs: LocalAttrs): Program {
  return {
    passes: [packKeys(operands, attrs), packQueries(operands, attrs), queryGradKernel(operands, attrs), keyGradKernel(operands, attrs), ...(operands.bias ? [biasGradKernel(operands, attrs)] : [])],
    scratch: { ...recordSizes(operands, attrs), ...(operands.terms && { logit_terms: size(operands.terms.shape) }) },
  };
}

/**
 * dq, dk, dv; with relative terms also the gradients of each query's row and column terms, [B, heads, rows + columns, …], and with a table of
 * biases its gradient in parts, [parts, heads, …], to be added up.
 */
export const localGradOp: Op<LocalAttrs> = defineOp<LocalAttrs>({
  name: 'local_attention_grad',
  inputs: ['q', 'k', 'v', 'out', 'dout', 'lse', 'dlse?', 'rel?', 'bias?', 'mask?'],
  strided: ['q', 'k', 'v', 'dout', 'bias'],
  outputs: (inputs, attrs) => {
    const { q, k, v, rel, bias } = inputs;
    const { batch, heads, axes: [rows], offsets: [relRows, relColumns] } = sizesOf(inputs, attrs);
    const lines = batch * rows.queries;
    return {
      dq: { shape: q.shape, dtype: 'f32' }, dk: { shape: k.shape, dtype: 'f32' }, dv: { shape: v.shape, dtype: 'f32' },
      ...(rel && { terms: { shape: [batch, heads, relRows + relColumns, ...q.shape.slice(3)], dtype: 'f32' } }),
      ...(bias && { parts: { shape: [Math.ceil(lines / rowsPerPart(lines)), ...bias.shape], dtype: 'f32' } }),
    };
  },
  reference: (arrays, attrs) => {
    const { q, k, rel, dout, dq, dk, dv, terms, parts } = arrays;
    const { batch, heads, depth, width, axes, offsets: [rows, columns] } = sizesOf(arrays, attrs);
    const queries = size(q.shape.slice(3));
    const keys = size(k.shape.slice(3));
    const perPart = rowsPerPart(batch * axes[0].queries);
    eachLogitGradient(arrays, attrs, ({ image, head, at }, tap, weight, dLogit) => {
      const { key, row, column } = tap;
      for (let c = 0; c < depth; c++) {
        const relative = rel ? relativeAt(rel, head, c, depth, tap, attrs, axes) : 0;
        dq.data[(image * depth + c) * queries + at] += attrs.scale * dLogit * ((key < 0 ? 0 : k.data[(image * depth + c) * keys + key]) + relative);
        if (key >= 0) dk.data[(image * depth + c) * keys + key] += attrs.scale * dLogit * q.data[(image * depth + c) * queries + at];
      }
      if (key >= 0) for (let c = 0; c < width; c++) dv.data[(image * width + c) * keys + key] += weight * dout.data[(image * width + c) * queries + at];
      if (attrs.relRows) terms.data[(image * (rows + columns) + row) * queries + at] += attrs.scale * dLogit;
      if (attrs.relColumns) terms.data[(image * (rows + columns) + rows + column) * queries + at] += attrs.scale * dLogit;
      const line = Math.floor(image / heads) * axes[0].queries + Math.floor(at / axes[1].queries);
      if (parts) parts.data[((Math.floor(line / perPart) * heads + head) * rows + row) * columns + column] += dLogit;
    });
  },
  kernel: gradPasses,
  cost: ({ q, k, v }, { kernel }) => ({ flops: (size(q.shape) / q.shape[2]) * kernel[0] * kernel[1] * (8 * q.shape[2] + 6 * v.shape[2] + 40), bytes: 12 * (size(q.shape) + size(k.shape) + size(v.shape)) }),
  samples: [
    {
      shapes: { q: [1, 2, 2, 2, 2], k: [1, 2, 2, 3, 4], v: [1, 2, 5, 3, 4], out: [1, 2, 5, 2, 2], dout: [1, 2, 5, 2, 2], lse: [1, 2, 2, 2], dlse: [1, 2, 2, 2], rel: [2, 6] },
      attrs: { form: 'zero', kernel: [3, 3], dilation: [1, 1], stride: [2, 2], pad: [1, 1], roll: [0, 0], scale: 0.7, relRows: 1, relColumns: 1 },
    },
    {
      shapes: { q: [70, 1, 2, 3, 4], k: [70, 1, 2, 3, 4], v: [70, 1, 3, 3, 4], out: [70, 1, 3, 3, 4], dout: [70, 1, 3, 3, 4], lse: [70, 1, 3, 4], bias: [1, 5, 5] },
      attrs: { form: 'shift', kernel: [3, 3], dilation: [1, 1], stride: [1, 1], pad: [0, 0], roll: [0, 0], scale: 0.7, relRows: 0, relColumns: 0 },
    },
  ],
});

export function localGradients({ inputs, outputs: { out, lse }, d, attrs }: GradContext<LocalAttrs>): Record<string, () => Tensor> {
  let made: Record<string, Tensor> | undefined;
  const all = () => (made ??= localGradOp.many({ ...inputs, out, lse, dout: d.out ?? zeros(out.device, out.shape), dlse: d.lse }, attrs));
  return {
    q: () => all().dq,
    k: () => all().dk,
    v: () => all().dv,
    rel: () => relGradient(all().terms, inputs.q, attrs),
    bias: () => sumTo(all().parts, inputs.bias.shape),
  };
}

/** Each relative row is a sum over queries of q's first channels, each column of its last: a product for each row of the image, then one sum. */
function relGradient(terms: Tensor, q: Tensor, { form, kernel, relRows, relColumns }: LocalAttrs): Tensor {
  const [heads, depth] = q.shape.slice(1);
  const rows = offsets({ form, kernel: kernel[0] });
  const sum = sumTo(matmul(q.permute(0, 3, 1, 2, 4), terms.permute(0, 3, 1, 4, 2)), [heads, depth, terms.shape[2]]);
  const ofRows = sum.slice(1, 0, relRows).slice(2, 0, rows).reshape(heads, -1);
  return relColumns ? concat([ofRows, sum.slice(1, depth - relColumns).slice(2, rows).reshape(heads, -1)], 1) : ofRows;
}
