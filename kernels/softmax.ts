import type { Adapter, Kernel } from '../engine/kernel.ts';
import type { Op } from '../engine/op.ts';
import { defineOp } from '../engine/op.ts';
import { normalizeAxis, size } from '../engine/shape.ts';
import type { Tensor } from '../engine/tensor.ts';
import { wgsl } from '../engine/wgsl.ts';
import { m_exp } from './math/exp.ts';
import { mul } from './mul.ts';
import type { Rows } from './rows.ts';
import { eachRow, lowest, rowKernel, rowsAlong, rowValues } from './rows.ts';
import { sub } from './sub.ts';
import { sum } from './sum.ts';

interface AxisAttrs {
  axis: number;
}

/** Three walks over a row that stays in cache: maximum, sum of exponentials, quotients. */
function softmaxKernel(rows: Rows, adapter: Adapter): Kernel {
  return rowKernel(rows, wgsl`var top = ${lowest};
  for (var k = lane; k < p.length; k += lanes) {
    let value = x[at + k * p.step];
    top = select(top, value, value > top);
  }
  top = row_max(top, lane);
  var total = 0.0;
  for (var k = lane; k < p.length; k += lanes) { total += m_exp(x[at + k * p.step] - top); }
  total = row_sum(total, lane);
  for (var k = lane; k < p.length; k += lanes) { out[at + k * p.step] = m_exp(x[at + k * p.step] - top) / total; }`, adapter, { functions: [m_exp] });
}

const softmaxOp = defineOp<AxisAttrs>({
  name: 'softmax',
  inputs: ['x'],
  shape: ({ x }) => x.shape,
  reference: ({ x, out }, { axis }) => {
    const rows = rowsAlong(x.shape, axis);
    eachRow(rows, (_, at) => {
      const values = rowValues(x, rows.length, at);
      const top = values.reduce((a, b) => Math.max(a, b), -Infinity);
      const powers = values.map((value) => Math.exp(value - top));
      const total = powers.reduce((a, b) => a + b, 0);
      powers.forEach((power, k) => (out.data[at(k)] = power / total));
    });
  },
  kernel: ({ x }, { axis }, adapter) => softmaxKernel(rowsAlong(x.shape, axis), adapter),
  grad: ({ outputs: { out }, dy, attrs }) => ({ x: () => softmaxGradOp({ out, dy }, attrs) }),
  cost: ({ x }) => ({ flops: 16 * size(x.shape), bytes: 8 * size(x.shape) }),
  samples: [{ shapes: { x: [2, 7] }, attrs: { axis: 1 } }, { shapes: { x: [3, 5, 66] }, attrs: { axis: 1 }, range: [-20, 20] }, { shapes: { x: [2, 1300] }, attrs: { axis: 1 } }, { shapes: { x: [] }, attrs: { axis: 0 } }],
});

function softmaxGradKernel(rows: Rows, adapter: Adapter): Kernel {
  return {
    ...rowKernel(rows, wgsl`var dot = 0.0;
  for (var k = lane; k < p.length; k += lanes) { dot += dy[at + k * p.step] * y[at + k * p.step]; }
  dot = row_sum(dot, lane);
  for (var k = lane; k < p.length; k += lanes) { dx[at + k * p.step] = y[at + k * p.step] * (dy[at + k * p.step] - dot); }`, adapter),
    names: { out: 'y' },
  };
}

/** dx = out · (dy - Σ dy·out), the sum along the axis. */
export const softmaxGradOp: Op<AxisAttrs> = defineOp<AxisAttrs>({
  name: 'softmax_grad',
  inputs: ['out', 'dy'],
  outputs: ({ dy }) => ({ dx: { shape: dy.shape, dtype: dy.dtype } }),
  reference: ({ out, dy, dx }, { axis }) => {
    const rows = rowsAlong(dy.shape, axis);
    eachRow(rows, (_, at) => {
      let dot = 0;
      for (let k = 0; k < rows.length; k++) dot += dy.data[at(k)] * out.data[at(k)];
      for (let k = 0; k < rows.length; k++) dx.data[at(k)] = out.data[at(k)] * (dy.data[at(k)] - dot);
    });
  },
  kernel: ({ dy }, { axis }, adapter) => softmaxGradKernel(rowsAlong(dy.shape, axis), adapter),
  grad: ({ inputs: { out, dy }, dy: ddx, attrs }) => {
    const along = (t: Tensor) => (t.rank ? sum(t, attrs.axis, { keep: true }) : t);
    return {
      dy: () => softmaxGradOp({ out, dy: ddx }, attrs),
      out: () => sub(mul(ddx, sub(dy, along(mul(dy, out)))), mul(dy, along(mul(ddx, out)))),
    };
  },
  cost: ({ dy }) => ({ flops: 4 * size(dy.shape), bytes: 12 * size(dy.shape) }),
  samples: [{ shapes: { out: [3, 5, 66], dy: [3, 5, 66] }, attrs: { axis: 1 } }, { shapes: { out: [2, 1300], dy: [2, 1300] }, attrs: { axis: 1 } }],
});

/**
 * exp(x) / Σ exp(x) along `axis`, any length. -Inf has weight 0; NaN or +Inf, or a row that is all -Inf, makes the row NaN as in PyTorch.
 * @throws ShapeError for an axis that is not there; a scalar has axis 0.
 */
export function softmax(x: Tensor, axis = -1): Tensor {
  return softmaxOp({ x }, { axis: normalizeAxis('softmax', axis, Math.max(1, x.rank)) });
}
softmax.ops = [softmaxOp] as const;
