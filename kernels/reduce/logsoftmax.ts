import { checkTensors } from '../../engine/arguments.ts';
import type { Adapter, Kernel } from '../../engine/gpu/kernel.ts';
import type { Op } from '../../engine/op.ts';
import { defineOp } from '../../engine/op.ts';
import { normalizeAxis, size } from '../../engine/shape.ts';
import type { Tensor } from '../../engine/tensor.ts';
import { wgsl } from '../../engine/gpu/wgsl.ts';
import { exp } from '../elementwise/exp.ts';
import { m_exp } from '../math/exp.ts';
import { m_log } from '../math/log.ts';
import { mul } from '../elementwise/mul.ts';
import type { Rows } from '../make/rows.ts';
import { eachRow, lowest, rowKernel, rowsAlong, rowValues, sumAlong } from '../make/rows.ts';
import { neg } from '../elementwise/neg.ts';
import { sub } from '../elementwise/sub.ts';
import { sum } from './sum.ts';

interface AxisAttrs {
  axis: number;
}

function logSoftmaxKernel(rows: Rows, adapter: Adapter): Kernel {
  return rowKernel(
    rows,
    wgsl`
      var top = ${lowest};
      for (var k = lane; k < p.length; k += lanes) {
        let value = x[at + k * p.step];
        top = select(top, value, value > top);
      }
      top = row_max(top, lane);
      ${sumAlong([wgsl`total`], wgsl`total += ${m_exp}(x[at + k * p.step] - top);`, { length: rows.length })}
      let shift = ${m_log}(row_sum(total, lane));
      for (var k = lane; k < p.length; k += lanes) { out[at + k * p.step] = (x[at + k * p.step] - top) - shift; }`,
    adapter,
    {},
  );
}

const logSoftmaxOp = defineOp({
  name: 'log_softmax',
  inputs: ['x'],
  attrs: {} as AxisAttrs,
  shape: ({ x }) => x.shape,
  reference: ({ x, out }, { axis }) => {
    const rows = rowsAlong(x.shape, axis);
    eachRow(rows, (_, at) => {
      const values = rowValues(x, rows.length, at);
      const top = values.reduce((a, b) => Math.max(a, b), -Infinity);
      const shift = Math.log(values.reduce((a, b) => a + Math.exp(b - top), 0));
      values.forEach((value, k) => (out.data[at(k)] = value - top - shift));
    });
  },
  kernel: ({ x }, { axis }, adapter) => logSoftmaxKernel(rowsAlong(x.shape, axis), adapter),
  grad: ({ outputs: { out }, dy, attrs }) => ({ x: logSoftmaxGradOp({ out, dy }, attrs) }),
  flops: ({ x }) => 10 * size(x.shape),
  samples: [
    { shapes: { x: [2, 7] }, attrs: { axis: 1 } },
    { shapes: { x: [3, 5, 66] }, attrs: { axis: 1 }, range: [-20, 20] },
    { shapes: { x: [2, 4100] }, attrs: { axis: 1 } },
  ],
});

/** dx = dy - exp(out) · Σ dy, the sum along the axis. */
export const logSoftmaxGradOp: Op<AxisAttrs, ['out', 'dy'], 'dx'> = defineOp({
  name: 'log_softmax_grad',
  inputs: ['out', 'dy'],
  attrs: {} as AxisAttrs,
  outputs: ({ dy }) => ({ dx: { shape: dy.shape, dtype: dy.dtype } }),
  reference: ({ out, dy, dx }, { axis }) => {
    const rows = rowsAlong(dy.shape, axis);
    eachRow(rows, (_, at) => {
      const total = rowValues(dy, rows.length, at).reduce((a, b) => a + b, 0);
      for (let k = 0; k < rows.length; k++) dx.data[at(k)] = dy.data[at(k)] - Math.exp(out.data[at(k)]) * total;
    });
  },
  kernel: ({ dy }, { axis }, adapter) => ({
    ...rowKernel(
      rowsAlong(dy.shape, axis),
      wgsl`
        ${sumAlong([wgsl`total`], wgsl`total += dy[at + k * p.step];`)}
        total = row_sum(total, lane);
        for (var k = lane; k < p.length; k += lanes) { dx[at + k * p.step] = dy[at + k * p.step]
          - ${m_exp}(y[at + k * p.step]) * total; }`,
      adapter,
      {},
    ),
    names: { out: 'y' },
  }),
  grad: ({ inputs: { out, dy }, dy: ddx, attrs }, wanted) => {
    const along = (t: Tensor) => (t.rank ? sum(t, attrs.axis, { keep: true }) : t);
    return {
      dy: wanted.dy && sub(ddx, along(mul(ddx, exp(out)))),
      out: wanted.out && neg(mul(mul(ddx, exp(out)), along(dy))),
    };
  },
  flops: ({ dy }) => 12 * size(dy.shape),
  samples: [
    { shapes: { out: [3, 5, 66], dy: [3, 5, 66] }, attrs: { axis: 1 } },
    { shapes: { out: [2, 4100], dy: [2, 4100] }, attrs: { axis: 1 } },
  ],
});

/**
 * log of the softmax along `axis`, without the detour: x - max - log Σ exp(x - max). -Inf stays -Inf; rows that make
 * softmax NaN make it NaN.
 * @throws ShapeError for an axis that is not there; a scalar has axis 0.
 */
export function logSoftmax(x: Tensor, axis = -1): Tensor {
  checkTensors('logSoftmax', { x });
  return logSoftmaxOp({ x }, { axis: normalizeAxis('logSoftmax', axis, Math.max(1, x.rank)) });
}
logSoftmax.ops = [logSoftmaxOp] as const;
