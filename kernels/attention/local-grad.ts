/** The gradients of local attention. */
import { sumTo } from '../../engine/accumulate.ts';
import type { Adapter, Program } from '../../engine/kernel.ts';
import type { GradContext, Op } from '../../engine/op.ts';
import { defineOp } from '../../engine/op.ts';
import { size } from '../../engine/shape.ts';
import type { Tensor } from '../../engine/tensor.ts';
import { zeros } from '../../engine/tensor.ts';
import { matmul } from '../matmul.ts';
import { biasGradKernel, rowsPerPart } from './local-bias-grad.ts';
import { keyGradKernel } from './local-key-grad.ts';
import { packed, packQueries, querySize } from './local-pack.ts';
import type { LocalAttrs, Operands } from './local-parts.ts';
import { sizesOf, termsOf } from './local-parts.ts';
import { queryGradKernel } from './local-query-grad.ts';
import { eachLogitGradient, relativeAt } from './local-reference.ts';

function gradPasses(operands: Operands, attrs: LocalAttrs, adapter: Adapter): Program {
  const { passes, scratch } = packed(operands, attrs);
  return {
    passes: [...passes, packQueries(operands, attrs), queryGradKernel(operands, attrs, adapter), keyGradKernel(operands, attrs, adapter), ...(operands.bias ? [biasGradKernel(operands, attrs)] : [])],
    scratch: { ...scratch, query_records: querySize(operands, attrs), ...(operands.terms && { logit_terms: size(operands.terms.shape) }) },
  };
}

/**
 * dq, dk, dv; with relative terms also the gradients of each query's row and column terms, [B, heads, rows + columns, …], and with a table of
 * biases its gradient in parts, [parts, heads, …], to be added up.
 */
export const localGradOp: Op<LocalAttrs> = defineOp<LocalAttrs>({
  name: 'local_attention_grad',
  inputs: ['q', 'k', 'v', 'out', 'dout', 'lse', 'dlse?', 'relH?', 'relW?', 'bias?', 'mask?'],
  strided: ['q', 'k', 'v', 'dout', 'bias'],
  outputs: (inputs, attrs) => {
    const { q, k, v, bias } = inputs;
    const { batch, heads, axes: [rows], offsets: [relativeRows, relativeColumns] } = sizesOf(inputs, attrs);
    const lines = batch * rows.queries;
    return {
      dq: { shape: q.shape, dtype: 'f32' }, dk: { shape: k.shape, dtype: 'f32' }, dv: { shape: v.shape, dtype: 'f32' },
      ...(termsOf(inputs, attrs).relative && { terms: { shape: [batch, heads, relativeRows + relativeColumns, ...q.shape.slice(3)], dtype: 'f32' } }),
      ...(bias && { parts: { shape: [Math.ceil(lines / rowsPerPart(lines)), ...bias.shape], dtype: 'f32' } }),
    };
  },
  reference: (arrays, attrs) => {
    const { q, k, relH, relW, dout, dq, dk, dv, terms, parts } = arrays;
    const { batch, heads, depth, width, axes, offsets: [rows, columns] } = sizesOf(arrays, attrs);
    const queries = size(q.shape.slice(3));
    const keys = size(k.shape.slice(3));
    const perPart = rowsPerPart(batch * axes[0].queries);
    eachLogitGradient(arrays, attrs, ({ image, head, at }, tap, weight, dLogit) => {
      const { key, row, column } = tap;
      for (let c = 0; c < depth; c++) {
        const relative = relativeAt(arrays, head, c, tap);
        dq.data[(image * depth + c) * queries + at] += attrs.scale * dLogit * ((key < 0 ? 0 : k.data[(image * depth + c) * keys + key]) + relative);
        if (key >= 0) dk.data[(image * depth + c) * keys + key] += attrs.scale * dLogit * q.data[(image * depth + c) * queries + at];
      }
      if (key >= 0) for (let c = 0; c < width; c++) dv.data[(image * width + c) * keys + key] += weight * dout.data[(image * width + c) * queries + at];
      if (relH) terms.data[(image * (rows + columns) + row) * queries + at] += attrs.scale * dLogit;
      if (relW) terms.data[(image * (rows + columns) + rows + column) * queries + at] += attrs.scale * dLogit;
      const line = Math.floor(image / heads) * axes[0].queries + Math.floor(at / axes[1].queries);
      if (parts) parts.data[((Math.floor(line / perPart) * heads + head) * rows + row) * columns + column] += dLogit;
    });
  },
  kernel: gradPasses,
  cost: ({ q, k, v }, { kernel }) => ({ flops: (size(q.shape) / q.shape[2]) * kernel[0] * kernel[1] * (8 * q.shape[2] + 6 * v.shape[2] + 40), bytes: 12 * (size(q.shape) + size(k.shape) + size(v.shape)) }),
  samples: [
    {
      shapes: { q: [1, 2, 2, 2, 2], k: [1, 2, 2, 3, 4], v: [1, 2, 5, 3, 4], out: [1, 2, 5, 2, 2], dout: [1, 2, 5, 2, 2], lse: [1, 2, 2, 2], dlse: [1, 2, 2, 2], relH: [2, 1, 3], relW: [2, 1, 3] },
      attrs: { form: 'zero', kernel: [3, 3], dilation: [1, 1], stride: [2, 2], pad: [1, 1], roll: [0, 0], scale: 0.7 },
    },
    {
      shapes: { q: [70, 1, 2, 3, 4], k: [70, 1, 2, 3, 4], v: [70, 1, 3, 3, 4], out: [70, 1, 3, 3, 4], dout: [70, 1, 3, 3, 4], lse: [70, 1, 3, 4], bias: [1, 5, 5] },
      attrs: { form: 'shift', kernel: [3, 3], dilation: [1, 1], stride: [1, 1], pad: [0, 0], roll: [0, 0], scale: 0.7 },
    },
  ],
});

export function localGradients({ inputs, outputs: { out, lse }, d, attrs }: GradContext<LocalAttrs>): Record<string, () => Tensor> {
  const all = once(() => localGradOp.many({ ...inputs, out, lse, dout: d.out ?? zeros(out.device, out.shape), dlse: d.lse }, attrs));
  const relSums = once(() => relativeSums(all().terms, inputs.q));
  return {
    q: () => all().dq,
    k: () => all().dk,
    v: () => all().dv,
    relH: () => relSums().slice(1, 0, inputs.relH.shape[1]).slice(2, 0, inputs.relH.shape[2]),
    relW: () => relSums().slice(1, inputs.q.shape[2] - inputs.relW.shape[1]).slice(2, -inputs.relW.shape[2]),
    bias: () => sumTo(all().parts, inputs.bias.shape),
  };
}

/** What one thunk computes for several inputs. */
function once<T>(make: () => T): () => T {
  let made: { value: T } | undefined;
  return () => (made ??= { value: make() }).value;
}

/** Σ over queries of each channel of q with each term's gradient, [heads, d, rows + columns]: a product for each row of the image, then one sum. */
const relativeSums = (terms: Tensor, q: Tensor): Tensor => sumTo(matmul(q.permute(0, 3, 1, 2, 4), terms.permute(0, 3, 1, 4, 2)), [q.shape[1], q.shape[2], terms.shape[2]]);
