import { checkOptions, checkTensors } from '../../engine/arguments.ts';
import type { Shape } from '../../engine/shape.ts';
import type { Op } from '../../engine/op.ts';
import { defineOp } from '../../engine/op.ts';
import { sumKernel, sumToOp } from '../../engine/accumulate.ts';
import { reducedShape, size } from '../../engine/shape.ts';
import { div } from '../elementwise/div.ts';
import type { Tensor } from '../../engine/tensor.ts';
import type { ReduceOptions } from '../make/reduction.ts';
import { reducedAxes } from '../make/reduction.ts';

interface MeanAttrs {
  to: Shape;
}

/** The same, divided by the number of elements behind each result in the pass that adds the last of them. */
export const meanOp: Op<MeanAttrs, ['x']> = defineOp({
  name: 'mean',
  inputs: ['x'],
  attrs: {} as MeanAttrs,
  shape: (_, { to }) => to,
  strided: ['x'],
  reference: ({ x, out }, attrs) => {
    sumToOp.spec.reference({ dy: x, out }, attrs);
    const count = x.data.length / out.data.length;
    for (let i = 0; i < out.data.length; i++) out.data[i] /= count;
  },
  kernel: ({ x, out }, _, adapter) =>
    sumKernel('x', x, out.shape, adapter, { divisor: size(x.shape) / size(out.shape) }),
  grad: ({ inputs: { x }, dy }) => ({ x: div(dy, x.size / dy.size).expand(x.shape) }),
  flops: ({ x, out }) => size(x.shape) + size(out.shape),
  samples: [
    { shapes: { x: [3, 4, 5] }, attrs: { to: [1, 4, 1] } },
    { shapes: { x: [2, 1300] }, attrs: { to: [2, 1] } },
    { shapes: { x: [70, 2, 24, 24] }, attrs: { to: [70, 2, 1, 1] } },
  ],
});

/** Mean over `axes` (all by default). The mean of nothing is NaN. @throws DTypeError for integers. */
export function mean(x: Tensor, axes?: number | readonly number[] | null, options: ReduceOptions = {}): Tensor {
  checkTensors('mean', { x });
  const { keep = false } = checkOptions('mean', options, 'keep');
  const over = reducedAxes('mean', axes, x.rank);
  const average = meanOp({ x }, { to: reducedShape(x.shape, over, true) });
  return keep ? average : average.reshape(reducedShape(x.shape, over, false));
}
