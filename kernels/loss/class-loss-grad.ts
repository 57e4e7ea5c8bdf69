/** The gradient of the class loss, with the softmax computed again rather than kept. */
import { pullback } from '../../engine/autograd.ts';
import { cast } from '../../engine/cast.ts';
import type { Op } from '../../engine/op.ts';
import { defineOp } from '../../engine/op.ts';
import { size } from '../../engine/shape.ts';
import type { Tensor } from '../../engine/tensor.ts';
import { wgsl } from '../../engine/gpu/wgsl.ts';
import { add } from '../elementwise/add.ts';
import { notEqual } from '../elementwise/not-equal.ts';
import { div } from '../elementwise/div.ts';
import { gatherElementsOp } from '../gather/gather-elements.ts';
import { logSoftmax } from '../reduce/logsoftmax.ts';
import { mul } from '../elementwise/mul.ts';
import { rowKernel, rowsAlong, sumAlong } from '../make/rows.ts';
import { sum } from '../reduce/sum.ts';
import { where } from '../elementwise/where.ts';
import type { ClassAttrs } from './class-parts.ts';
import { checkClasses, classParams, classRow, eachClassRow } from './class-parts.ts';
import { m_nan } from '../math/bits.ts';
import { m_exp } from '../math/exp.ts';

/**
 * With a divisor, dy is the one of a mean and the rows' are dy / divisor: else there is a dy for each row. dx_c =
 * dy·((1 - ε)·w_t·(p_c - [c = t]) + ε/C·(W·p_c - w_c)), W the sum of weights; without the terms in p for
 * log-probabilities.
 */
export const classLossGradOp: Op<ClassAttrs, ['x', 'target', 'dy', 'weight?', 'divisor?']> = defineOp({
  name: 'class_loss_grad',
  inputs: ['x', 'target', 'dy', 'weight?', 'divisor?'],
  attrs: {} as ClassAttrs,
  dtypes: { target: ['i32'] },
  shape: (inputs) => {
    checkClasses(inputs);
    return inputs.x.shape;
  },
  reference: ({ x, target, dy, weight, divisor, out }, attrs) => {
    const classes = x.shape[1];
    const w = (c: number) => weight?.data[c] ?? 1;
    const all = Array.from({ length: classes }, (_, c) => w(c)).reduce((a, b) => a + b, 0);
    const [certain, spread] = [1 - attrs.smoothing, attrs.smoothing / classes];
    const scale = (row: number) => (divisor ? dy.data[0] / divisor.data[0] : dy.data[row]);
    eachClassRow(x, target, attrs, ({ row, at, logs, label, ignored, wrong }) => {
      if (ignored) return;
      logs.forEach((log, c) => {
        const p = attrs.logits ? Math.exp(log) : 0;
        out.data[at(c)] = wrong
          ? NaN
          : scale(row) * (certain * w(label) * (p - Number(c === label)) + spread * (all * p - w(c)));
      });
    });
  },
  kernel: ({ x, weight, divisor }, attrs, adapter) => {
    const rows = rowsAlong(x.shape, 1);
    const smooth = attrs.smoothing > 0;
    const w = weight ? wgsl`weight[k]` : wgsl`1.0`;
    const total = !smooth
      ? wgsl``
      : weight
        ? wgsl`
          ${sumAlong([wgsl`all`], wgsl`all += weight[k];`)}
          all = row_sum(all, lane);`
        : wgsl`let all = f32(p.length);`;
    return {
      ...rowKernel(
        rows,
        wgsl`
          ${classRow(attrs)}
          ${total}
          var scale = 0.0;
          if (!ignored) { scale = select(${divisor ? wgsl`dy[0] / divisor[0]` : wgsl`dy[row]`}, ${m_nan}(), wrong); }
          let chosen = p.certain${weight ? wgsl` * weight[min(u32(max(label, 0)), p.length - 1u)]` : wgsl``};
          for (var k = lane; k < p.length; k += lanes) {
            let probability = ${attrs.logits ? wgsl`${m_exp}((x[at + k * p.step] - top) - shift)` : wgsl`0.0`};
            let own = probability - select(0.0, 1.0, i32(k) == label);
            let slope = chosen * own${smooth ? wgsl` + p.spread * (all * probability - ${w})` : wgsl``};
            out[at + k * p.step] = select(scale * slope, 0.0, ignored);
          }`,
        adapter,
        { params: classParams(attrs, rows.length) },
      ),
      names: { target: 'target_label' },
    };
  },
  grad: ({ inputs: { x, target, dy, weight, divisor }, dy: d, attrs }) => {
    const losses = () => composite(x, target, weight, attrs);
    const first = () => pullback(divisor ? () => div(sum(losses()), divisor) : losses, x, dy).grads;
    const [ofX, ofDy] = pullback(first, [x, dy], d).grads;
    return { x: ofX, dy: ofDy };
  },
  flops: ({ x }) => 24 * size(x.shape),
  samples: [
    {
      shapes: { x: [3, 7, 2], target: [3, 2], dy: [3, 2] },
      dtypes: { target: 'i32' },
      attrs: { logits: true, smoothing: 0.1, ignoreIndex: 1 },
      values: { target: [0, 6, 1, 3, 5, 1] },
    },
    {
      shapes: { x: [2, 5, 1], target: [2, 1], dy: [2, 1] },
      dtypes: { target: 'i32' },
      attrs: { logits: true, smoothing: 0, ignoreIndex: null },
      values: { target: [4, 0] },
    },
    {
      shapes: { x: [2, 5, 1], target: [2, 1], dy: [2, 1], weight: [5] },
      dtypes: { target: 'i32' },
      attrs: { logits: true, smoothing: 0.2, ignoreIndex: -100 },
      values: { target: [4, -100] },
      differentiable: false,
    },
    {
      shapes: { x: [3, 7, 2], target: [3, 2], dy: [], divisor: [] },
      dtypes: { target: 'i32' },
      attrs: { logits: true, smoothing: 0.1, ignoreIndex: 1 },
      values: { target: [0, 6, 1, 3, 5, 1], divisor: [4] },
      differentiable: false,
    },
    {
      shapes: { x: [2, 3, 1], target: [2, 1], dy: [2, 1] },
      dtypes: { target: 'i32' },
      attrs: { logits: false, smoothing: 0.5, ignoreIndex: null },
      values: { target: [3, 1] },
      differentiable: false,
    },
  ],
});

/** The same loss from ops whose gradients have gradients. */
function composite(
  x: Tensor,
  target: Tensor,
  weight: Tensor | undefined,
  { logits, smoothing, ignoreIndex }: ClassAttrs,
): Tensor {
  const [n, c, s] = x.shape;
  const logs = logits ? logSoftmax(x, 1) : x;
  const weighted = weight ? mul(logs, weight.reshape(1, c, 1)) : logs;
  const counted = ignoreIndex === null ? null : notEqual(target, ignoreIndex);
  const label = counted ? where(counted, target, 0) : target;
  const chosen = gatherElementsOp({ x: weighted, indices: label.reshape(n, 1, s) }, { axis: 1 }).reshape(n, s);
  const losses = add(mul(chosen, smoothing - 1), mul(sum(weighted, 1), -smoothing / c));
  return counted ? mul(losses, cast(counted, x.dtype)) : losses;
}
