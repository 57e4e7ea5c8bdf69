import { each } from '../../engine/gpu/kernel.ts';
import type { Op } from '../../engine/op.ts';
import { defineOp } from '../../engine/op.ts';
import { size } from '../../engine/shape.ts';
import type { Tensor } from '../../engine/tensor.ts';
import { wgsl } from '../../engine/gpu/wgsl.ts';
import { eachRow, rowsAlong } from '../make/rows.ts';

interface WindowAttrs {
  axis: number;
  /** Neighbours that count on either side; those beyond the ends count as 0. */
  before: number;
  after: number;
}

/** The sum of each element and its neighbours along an axis. */
export const windowSumOp: Op<WindowAttrs, ['x']> = defineOp({
  name: 'window_sum',
  inputs: ['x'],
  attrs: {} as WindowAttrs,
  shape: ({ x }) => x.shape,
  reference: ({ x, out }, { axis, before, after }) => {
    const rows = rowsAlong(x.shape, axis);
    eachRow(rows, (_, at) => {
      for (let k = 0; k < rows.length; k++)
        for (let j = Math.max(0, k - before); j < Math.min(rows.length, k + after + 1); j++)
          out.data[at(k)] += x.data[at(j)];
    });
  },
  kernel: ({ x }, { axis, before, after }) => {
    const { length, step } = rowsAlong(x.shape, axis);
    return each(
      size(x.shape),
      wgsl`
        let k = i / p.step % p.length;
        let first = k - min(k, p.before);
        let end = min(p.length, k + p.after + 1u);
        var total = 0.0;
        for (var j = first; j < end; j++) { total += x[i - k * p.step + j * p.step]; }
        out[i] = total;`,
      { params: { length, step, before, after } },
    );
  },
  grad: ({ dy, attrs: { axis, before, after } }) => ({
    x: windowSumOp({ x: dy }, { axis, before: after, after: before }),
  }),
  flops: ({ x }, { before, after }) => (before + after + 1) * size(x.shape),
  samples: [
    { shapes: { x: [2, 7, 3] }, attrs: { axis: 1, before: 1, after: 2 } },
    { shapes: { x: [3, 40] }, attrs: { axis: 0, before: 2, after: 2 } },
  ],
});

export const windowSum = (x: Tensor, attrs: WindowAttrs): Tensor => windowSumOp({ x }, attrs);
