/** The gradients of local attention. */
import type { Adapter, Program } from '../../engine/kernel.ts';
import type { GradContext, Op } from '../../engine/op.ts';
import { defineOp } from '../../engine/op.ts';
import { size } from '../../engine/shape.ts';
import type { Tensor } from '../../engine/tensor.ts';
import { zeros } from '../../engine/tensor.ts';
import { biasGradKernel } from './local-bias-grad.ts';
import { keyGradKernel } from './local-key-grad.ts';
import { packed, packQueries, querySize } from './local-pack.ts';
import type { LocalAttrs, Operands } from './local-shape.ts';
import { sizesOf } from './local-shape.ts';
import { queryGradKernel } from './local-query-grad.ts';
import { eachLogitGradient, relativeAt } from './local-reference.ts';
import { secondGradients } from './local-second.ts';
import { tableSums } from './local-table-sums.ts';

function gradPasses(operands: Operands, attrs: LocalAttrs, adapter: Adapter): Program {
  const packs = packed(operands, attrs);
  const tables = tableSums(operands, attrs, operands.bias && biasGradKernel(operands, attrs));
  return {
    passes: [...packs.passes, packQueries(operands, attrs), queryGradKernel(operands, attrs, adapter), keyGradKernel(operands, attrs, adapter), ...tables.passes],
    scratch: { ...packs.scratch, ...tables.scratch, query_records: querySize(operands, attrs) },
  };
}

/** The inputs that have gradients, of those given. */
const differentiable = (inputs: object): string[] => ['q', 'k', 'v', 'relH', 'relW', 'bias'].filter((name) => name in inputs);

/** The gradient of each input but the mask, as `dq`, `dk`, `dv`, `drelH`, `drelW`, `dbias`. */
export const localGradOp: Op<LocalAttrs> = defineOp<LocalAttrs>({
  name: 'local_attention_grad',
  inputs: ['q', 'k', 'v', 'out', 'dout', 'lse', 'dlse?', 'relH?', 'relW?', 'bias?', 'mask?'],
  strided: ['q', 'k', 'v', 'dout', 'bias'],
  outputs: (inputs) => Object.fromEntries(differentiable(inputs).map((name) => [`d${name}`, { shape: inputs[name].shape, dtype: 'f32' }])),
  reference: (arrays, attrs) => {
    const { q, k, dout, dq, dk, dv, drelH, drelW, dbias } = arrays;
    const { depth, width, offsets: [rows, columns] } = sizesOf(arrays, attrs);
    const queries = size(q.shape.slice(3));
    const keys = size(k.shape.slice(3));
    const start = depth - (drelW?.shape[1] ?? 0);
    eachLogitGradient(arrays, attrs, ({ image, head, at }, tap, weight, dLogit) => {
      const { key, row, column } = tap;
      for (let c = 0; c < depth; c++) {
        const query = attrs.scale * q.data[(image * depth + c) * queries + at];
        dq.data[(image * depth + c) * queries + at] += attrs.scale * dLogit * ((key < 0 ? 0 : k.data[(image * depth + c) * keys + key]) + relativeAt(arrays, head, c, tap));
        if (key >= 0) dk.data[(image * depth + c) * keys + key] += dLogit * query;
        if (drelH && c < drelH.shape[1]) drelH.data[(head * drelH.shape[1] + c) * rows + row] += dLogit * query;
        if (drelW && c >= start) drelW.data[(head * drelW.shape[1] + c - start) * columns + column] += dLogit * query;
      }
      if (key >= 0) for (let c = 0; c < width; c++) dv.data[(image * width + c) * keys + key] += weight * dout.data[(image * width + c) * queries + at];
      if (dbias) dbias.data[(head * rows + row) * columns + column] += dLogit;
    });
  },
  kernel: gradPasses,
  grad: ({ inputs, d, attrs }) => {
    const of = differentiable(inputs);
    return secondGradients(inputs, attrs, of, of.map((name) => d[`d${name}`]));
  },
  cost: ({ q, k, v }, { kernel }) => ({ flops: (size(q.shape) / q.shape[2]) * kernel[0] * kernel[1] * (8 * q.shape[2] + 6 * v.shape[2] + 40), bytes: 12 * (size(q.shape) + size(k.shape) + size(v.shape)) }),
  samples: [
    {
      shapes: { q: [1, 2, 2, 2, 2], k: [1, 2, 2, 3, 4], v: [1, 2, 5, 3, 4], out: [1, 2, 5, 2, 2], dout: [1, 2, 5, 2, 2], lse: [1, 2, 2, 2], dlse: [1, 2, 2, 2], relH: [2, 1, 3], relW: [2, 1, 3] },
      attrs: { form: 'zero', kernel: [3, 3], dilation: [1, 1], stride: [2, 2], pad: [1, 1], roll: [0, 0], scale: 0.7 },
      differentiable: false, // out and lse are no free inputs
    },
    {
      shapes: { q: [70, 1, 2, 3, 4], k: [70, 1, 2, 3, 4], v: [70, 1, 3, 3, 4], out: [70, 1, 3, 3, 4], dout: [70, 1, 3, 3, 4], lse: [70, 1, 3, 4], bias: [1, 5, 5] },
      attrs: { form: 'shift', kernel: [3, 3], dilation: [1, 1], stride: [1, 1], pad: [0, 0], roll: [0, 0], scale: 0.7 },
      differentiable: false, // out and lse are no free inputs
    },
  ],
});

export function localGradients({ inputs, outputs: { out, lse }, d, attrs }: GradContext<LocalAttrs>): Record<string, () => Tensor> {
  let made: Record<string, Tensor> | undefined;
  const all = () => (made ??= localGradOp.many({ ...inputs, out, lse, dout: d.out ?? zeros(out.device, out.shape), dlse: d.lse }, attrs));
  return Object.fromEntries(differentiable(inputs).map((name) => [name, () => all()[`d${name}`]]));
}
