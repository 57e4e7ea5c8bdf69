/** The gradients of local attention. */
import type { Adapter, Operand, Program } from '../../engine/gpu/kernel.ts';
import type { GradContext, Op } from '../../engine/op.ts';
import { defineOp } from '../../engine/op.ts';
import { size } from '../../engine/shape.ts';
import type { Tensor } from '../../engine/tensor.ts';
import { zeros } from '../../engine/create.ts';
import { keyGradKernel } from './local-key-grad.ts';
import { keysOf, packQueries, querySize } from './local-pack.ts';
import type { LocalAttrs, Operands } from './local-shape.ts';
import { sizesOf } from './local-shape.ts';
import { queryGradKernel } from './local-query-grad.ts';
import { eachLogitGradient, relativeAt } from './local-reference.ts';
import { secondGradients } from './local-second.ts';
import { tableSums } from './local-table-sums.ts';

interface GradAttrs extends LocalAttrs {
  /** Whether dq, dk and dv have their channels last in memory, [B, rows, columns, heads, channels], as the product that q, k and v are parts of. */
  channelsLast: boolean;
}

const images = ['q', 'k', 'v'];
/** [B, rows, columns, heads, channels] as [B, heads, channels, rows, columns]. */
const channelsFirst = [0, 3, 4, 1, 2];

function gradPasses(given: Operands, attrs: GradAttrs, adapter: Adapter): Program {
  const turn = (operand: Operand): Operand => ({
    ...operand,
    shape: channelsFirst.map((axis) => operand.shape[axis]),
    strides: channelsFirst.map((axis) => operand.strides[axis]),
  });
  const operands: Operands = attrs.channelsLast
    ? { ...given, ...Object.fromEntries(images.map((name) => [`d${name}`, turn(given[`d${name}`])])) }
    : given;
  const keys = keysOf(operands, attrs);
  const tables = tableSums(operands, attrs, keys, adapter);
  return {
    passes: [
      ...keys.passes,
      packQueries(operands, attrs),
      queryGradKernel(operands, attrs, keys, adapter),
      keyGradKernel(operands, attrs, adapter),
      ...tables.passes,
    ],
    scratch: { ...keys.scratch, ...tables.scratch, query_records: querySize(operands, attrs) },
  };
}

/** The inputs that have gradients, of those given. */
const differentiable = (inputs: object): string[] => [...images, 'relative', 'bias'].filter((name) => name in inputs);

/** The gradient of each input but the mask, as `dq`, `dk`, `dv`, `drelative`, `dbias`. */
export const localGradOp: Op<GradAttrs> = defineOp<GradAttrs>({
  name: 'local_attention_grad',
  inputs: ['q', 'k', 'v', 'out', 'dout', 'lse', 'dlse?', 'relative?', 'bias?', 'mask?'],
  strided: ['q', 'k', 'v', 'dout', 'bias'],
  outputs: (inputs, { channelsLast }) =>
    Object.fromEntries(
      differentiable(inputs).map((name) => {
        const { shape } = inputs[name];
        return [
          `d${name}`,
          {
            shape: channelsLast && images.includes(name) ? [shape[0], shape[3], shape[4], shape[1], shape[2]] : shape,
            dtype: 'f32',
          },
        ];
      }),
    ),
  reference: (arrays, attrs) => {
    const { q, k, dout, dq, dk, dv, drelative, dbias } = arrays;
    const {
      heads,
      depth,
      width,
      offsets: [rows, columns],
    } = sizesOf(arrays, attrs);
    const queries = size(q.shape.slice(3));
    const keys = size(k.shape.slice(3));
    const place = (image: number, head: number, channels: number, c: number, pixels: number, at: number) =>
      attrs.channelsLast
        ? ((Math.floor(image / heads) * pixels + at) * heads + head) * channels + c
        : (image * channels + c) * pixels + at;
    eachLogitGradient(arrays, attrs, ({ image, head, at }, tap, weight, dLogit) => {
      const { key, row, column } = tap;
      for (let c = 0; c < depth; c++) {
        const query = attrs.scale * q.data[(image * depth + c) * queries + at];
        dq.data[place(image, head, depth, c, queries, at)] +=
          attrs.scale *
          dLogit *
          ((key < 0 ? 0 : k.data[(image * depth + c) * keys + key]) +
            relativeAt(arrays, [rows, columns], head, c, tap));
        if (key >= 0) dk.data[place(image, head, depth, c, keys, key)] += dLogit * query;
        if (drelative)
          for (const entry of [row, rows + column])
            drelative.data[(head * (rows + columns) + entry) * drelative.shape[2] + c] += dLogit * query;
      }
      if (key >= 0)
        for (let c = 0; c < width; c++)
          dv.data[place(image, head, width, c, keys, key)] += weight * dout.data[(image * width + c) * queries + at];
      if (dbias) dbias.data[(head * rows + row) * columns + column] += dLogit;
    });
  },
  kernel: gradPasses,
  // Computed from the other inputs, whose gradients count for them.
  constant: ['out', 'lse'],
  grad: ({ inputs, d, attrs }) => {
    const of = differentiable(inputs);
    return secondGradients(
      inputs,
      attrs,
      of,
      of.map((name) =>
        attrs.channelsLast && images.includes(name) ? d[`d${name}`]?.permute(channelsFirst) : d[`d${name}`],
      ),
    );
  },
  flops: ({ q, v }, { kernel }) =>
    (size(q.shape) / q.shape[2]) * kernel[0] * kernel[1] * (8 * q.shape[2] + 6 * v.shape[2] + 40),
  samples: [
    {
      shapes: {
        q: [1, 2, 2, 2, 2],
        k: [1, 2, 2, 3, 4],
        v: [1, 2, 5, 3, 4],
        out: [1, 2, 5, 2, 2],
        dout: [1, 2, 5, 2, 2],
        lse: [1, 2, 2, 2],
        dlse: [1, 2, 2, 2],
        relative: [2, 6, 4],
      },
      attrs: {
        form: 'zero',
        kernel: [3, 3],
        dilation: [1, 1],
        stride: [2, 2],
        pad: [1, 1],
        roll: [0, 0],
        scale: 0.7,
        channelsLast: false,
      },
      differentiable: false, // out and lse are no free inputs
    },
    {
      shapes: {
        q: [70, 1, 2, 3, 4],
        k: [70, 1, 2, 3, 4],
        v: [70, 1, 3, 3, 4],
        out: [70, 1, 3, 3, 4],
        dout: [70, 1, 3, 3, 4],
        lse: [70, 1, 3, 4],
        bias: [1, 5, 5],
      },
      attrs: {
        form: 'shift',
        kernel: [3, 3],
        dilation: [1, 1],
        stride: [1, 1],
        pad: [0, 0],
        roll: [0, 0],
        scale: 0.7,
        channelsLast: true,
      },
      differentiable: false, // out and lse are no free inputs
    },
  ],
});

export function localGradients({
  inputs,
  outputs: { out, lse },
  d,
  attrs,
}: GradContext<LocalAttrs>): Record<string, Tensor> {
  const channelsLast = images.every((name) => inputs[name].strides[2] === 1);
  const made = localGradOp.many(
    { ...inputs, out, lse, dout: d.out ?? zeros(out.device, out.shape), dlse: d.lse },
    { ...attrs, channelsLast },
  );
  return Object.fromEntries(
    differentiable(inputs).map((name) => {
      const gradient = made[`d${name}`];
      return [name, channelsLast && images.includes(name) ? gradient.permute(channelsFirst) : gradient];
    }),
  );
}
