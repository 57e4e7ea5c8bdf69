import { checkTensors } from '../../engine/arguments.ts';
import { softmax_exp } from '../math/softmax-exp.ts';
import type { Adapter, Kernel } from '../../engine/gpu/kernel.ts';
import type { Op } from '../../engine/op.ts';
import { defineOp } from '../../engine/op.ts';
import { normalizeAxis, size } from '../../engine/shape.ts';
import type { Tensor } from '../../engine/tensor.ts';
import type { Snippet } from '../../engine/gpu/wgsl.ts';
import { fn, name, wgsl } from '../../engine/gpu/wgsl.ts';
import { mul } from '../elementwise/mul.ts';
import type { Rows } from '../make/rows.ts';
import { eachRow, lowest, rowKernel, rowsAlong, rowValues, sumAlong } from '../make/rows.ts';
import { sub } from '../elementwise/sub.ts';
import { sum } from './sum.ts';

interface AxisAttrs {
  axis: number;
}

/** The rows' elements as vec4s, where rows are whole ones: a quarter of the loads. Else one by one. */
function elementsOf({ length, step }: Rows): {
  type: Snippet;
  pieces: Snippet;
  count: number;
  at: Snippet;
  exp: (x: Snippet) => Snippet;
  sum: (x: Snippet) => Snippet;
  largest: (x: Snippet) => Snippet;
} {
  if (step !== 1 || length % 4)
    return {
      type: name('f32'),
      pieces: wgsl`p.length`,
      count: length,
      at: wgsl`at + k * step`,
      exp: (x) => wgsl`${softmax_exp}(${x})`,
      sum: (x) => x,
      largest: (x) => x,
    };
  return {
    type: name('vec4<f32>'),
    pieces: wgsl`p.length / 4`,
    count: length / 4,
    at: wgsl`at / 4 + k`,
    exp: (x) => wgsl`${expOfFour}(${x})`,
    sum: (x) => wgsl`(${x}.x + ${x}.y) + (${x}.z + ${x}.w)`,
    largest: (x) => wgsl`max(max(${x}.x, ${x}.y), max(${x}.z, ${x}.w))`,
  };
}
const expOfFour = fn`
  fn exp_of_four(x: vec4<f32>) -> vec4<f32> { return vec4<f32>(${softmax_exp}(x.x), ${softmax_exp}(x.y),
    ${softmax_exp}(x.z), ${softmax_exp}(x.w)); }`;

/** Three walks over a row that stays in cache: maximum, exponentials and their sum, quotients. */
function softmaxKernel(rows: Rows, adapter: Adapter): Kernel {
  const { type, pieces, count, at, exp, sum, largest } = elementsOf(rows);
  return {
    ...rowKernel(
      rows,
      wgsl`
        let end = ${pieces};
        let step = p.step;
        var tops = ${type}(${lowest});
        for (var k = lane; k < end; k += lanes) {
          let value = x[${at}];
          tops = select(tops, value, value > tops);
        }
        let top = row_max(${largest(name('tops'))}, lane);
        ${sumAlong(
          [wgsl`totals`],
          wgsl`
            let power = ${exp(wgsl`x[${at}] - top`)};
            totals += power;
            out[${at}] = power;`,
          { end: wgsl`end`, type, length: count },
        )}
        let total = row_sum(${sum(name('totals'))}, lane);
        for (var k = lane; k < end; k += lanes) { out[${at}] /= total; }`,
      adapter,
      {},
    ),
    types: { x: type, out: type },
  };
}

const softmaxOp = defineOp({
  name: 'softmax',
  inputs: ['x'],
  attrs: {} as AxisAttrs,
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
  grad: ({ outputs: { out }, dy, attrs }) => ({ x: softmaxGradOp({ out, dy }, attrs) }),
  flops: ({ x }) => 16 * size(x.shape),
  samples: [
    { shapes: { x: [2, 7] }, attrs: { axis: 1 } },
    { shapes: { x: [3, 5, 66] }, attrs: { axis: 1 }, range: [-20, 20] },
    { shapes: { x: [2, 1300] }, attrs: { axis: 1 } },
    { shapes: { x: [2, 4098] }, attrs: { axis: 1 } },
    { shapes: { x: [1, 4100] }, attrs: { axis: 1 } },
    { shapes: { x: [] }, attrs: { axis: 0 } },
  ],
});

function softmaxGradKernel(rows: Rows, adapter: Adapter): Kernel {
  const { type, pieces, count, at, sum } = elementsOf(rows);
  return {
    ...rowKernel(
      rows,
      wgsl`
        let end = ${pieces};
        let step = p.step;
        ${sumAlong([wgsl`dots`], wgsl`dots += dy[${at}] * y[${at}];`, { end: wgsl`end`, type, length: count })}
        let dot = row_sum(${sum(name('dots'))}, lane);
        for (var k = lane; k < end; k += lanes) { dx[${at}] = y[${at}] * (dy[${at}] - dot); }`,
      adapter,
    ),
    names: { out: 'y' },
    types: { out: type, dy: type, dx: type },
  };
}

/** dx = out · (dy - Σ dy·out), the sum along the axis. */
export const softmaxGradOp: Op<AxisAttrs, ['out', 'dy'], 'dx'> = defineOp({
  name: 'softmax_grad',
  inputs: ['out', 'dy'],
  attrs: {} as AxisAttrs,
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
  grad: ({ inputs: { out, dy }, dy: ddx, attrs }, wanted) => {
    const along = (t: Tensor) => (t.rank ? sum(t, attrs.axis, { keep: true }) : t);
    return {
      dy: wanted.dy && softmaxGradOp({ out, dy: ddx }, attrs),
      out: wanted.out && sub(mul(ddx, sub(dy, along(mul(dy, out)))), mul(dy, along(mul(ddx, out)))),
    };
  },
  flops: ({ dy }) => 4 * size(dy.shape),
  samples: [
    { shapes: { out: [3, 5, 66], dy: [3, 5, 66] }, attrs: { axis: 1 } },
    { shapes: { out: [2, 1300], dy: [2, 1300] }, attrs: { axis: 1 } },
  ],
});

/**
 * exp(x) / Σ exp(x) along `axis`, any length. -Inf has weight 0; NaN or +Inf, or a row that is all -Inf, makes the row
 * NaN as in PyTorch.
 * @throws ShapeError for an axis that is not there; a scalar has axis 0.
 */
export function softmax(x: Tensor, axis = -1): Tensor {
  checkTensors('softmax', { x });
  return softmaxOp({ x }, { axis: normalizeAxis('softmax', axis, Math.max(1, x.rank)) });
}
softmax.ops = [softmaxOp] as const;
