/**
 * First-order linear recurrences along an axis: what the gradient of a running product is made of. Their own gradients
 * are recurrences again.
 */
import { each } from '../../engine/gpu/kernel.ts';
import type { Op } from '../../engine/op.ts';
import { defineOp } from '../../engine/op.ts';
import { size } from '../../engine/shape.ts';
import type { Tensor } from '../../engine/tensor.ts';
import { wgsl } from '../../engine/gpu/wgsl.ts';
import { mul } from '../elementwise/mul.ts';
import { pad } from '../shape/pad.ts';
import { eachRow, rowsAlong } from '../make/rows.ts';

interface RecurrenceAttrs {
  axis: number;
  reverse: boolean;
  /** Whether element `k`'s own coefficient brings the one before it in, or that one's. */
  own: boolean;
}

/** S_k = b_k + c·S_{k-1}, c being c_k or c_{k-1}; k runs down in reverse. One invocation a row. */
export const recurrenceOp: Op<RecurrenceAttrs, ['b', 'c']> = defineOp({
  name: 'recurrence',
  inputs: ['b', 'c'],
  attrs: {} as RecurrenceAttrs,
  shape: ({ b }) => b.shape,
  reference: ({ b, c, out }, { axis, reverse, own }) => {
    const rows = rowsAlong(b.shape, axis);
    eachRow(rows, (_, at) => {
      for (let j = 0, before = 0; j < rows.length; j++) {
        const k = at(reverse ? rows.length - 1 - j : j);
        out.data[k] = b.data[k] + (j ? c.data[own ? k : before] * out.data[before] : 0);
        before = k;
      }
    });
  },
  kernel: ({ b }, { axis, reverse, own }) => {
    const { count, length, step } = rowsAlong(b.shape, axis);
    return each(
      count,
      wgsl`
        let start = i / p.step * p.length * p.step + i % p.step;
        var value = 0.0;
        var coefficient = 0.0;
        for (var j = 0u; j < p.length; j++) {
          let k = start + ${reverse ? wgsl`(p.length - 1u - j)` : wgsl`j`} * p.step;
          ${own ? wgsl`coefficient = select(0.0, c[k], j > 0u);` : wgsl``}
          value = b[k] + coefficient * value;
          ${own ? wgsl`` : wgsl`coefficient = c[k];`}
          out[k] = value;
        }`,
      { params: { length, step } },
    );
  },
  grad: ({ inputs: { c }, outputs: { out }, dy, attrs }, wanted) => {
    const back = recurrenceOp({ b: dy, c }, { axis: attrs.axis, reverse: !attrs.reverse, own: !attrs.own });
    return {
      b: back,
      c:
        wanted.c &&
        (attrs.own
          ? mul(back, fromNext(out, attrs.axis, !attrs.reverse))
          : mul(fromNext(back, attrs.axis, attrs.reverse), out)),
    };
  },
  flops: ({ b }) => 2 * size(b.shape),
  samples: [
    { shapes: { b: [2, 5, 3], c: [2, 5, 3] }, attrs: { axis: 1, reverse: false, own: false } },
    { shapes: { b: [2, 5], c: [2, 5] }, attrs: { axis: 1, reverse: true, own: true } },
  ],
});

export const recurrence = (b: Tensor, c: Tensor, attrs: RecurrenceAttrs): Tensor => recurrenceOp({ b, c }, attrs);

/** Each element replaced by the next along the axis (by the one before in reverse); 0 at the end. */
export function fromNext(x: Tensor, axis: number, reverse: boolean): Tensor {
  if (x.rank === 0) return mul(x, 0);
  const moved = reverse ? x.slice(axis, 0, x.shape[axis] - 1) : x.slice(axis, 1);
  const one = x.shape.map((_, i) => Number(i === axis));
  const none = x.shape.map(() => 0);
  return pad(moved, reverse ? { before: one, after: none } : { before: none, after: one });
}
