import { size } from '../../engine/shape.ts';
import type { Tensor } from '../../engine/tensor.ts';
import { name, wgsl } from '../../engine/gpu/wgsl.ts';
import { mul } from '../elementwise/mul.ts';
import type { AxesAttrs } from '../make/reduction.ts';
import { reducer, reduction, reductionSamples } from '../make/reduction.ts';
import { cumprod } from './cumprod.ts';

const prodOp = reduction<AxesAttrs>({
  name: 'prod',
  fold: (dtype) => ({ type: name(dtype), words: 1, start: wgsl`${name(dtype)}(1)`, merge: wgsl`a * b` }),
  take: () => wgsl`acc *= value;`,
  result: () => wgsl`acc`,
  reference: (values) => values.reduce((a, b) => a * b, 1),
  grad: ({ x, dy, attrs: { axes } }) => mul(dy, others(x, axes)),
  samples: [
    ...reductionSamples({}, [0.9, 1.1]),
    { shapes: { x: [3, 4] }, attrs: { axes: [1] }, values: { x: [0, 2, 3, -1, 0, 2, 0, 4, 1, 2, 3, 4] } },
    { shapes: { x: [2, 3] }, attrs: { axes: [1] }, dtypes: { x: 'i32' }, range: [-9, 9] },
  ],
});

/** For each element the product of all others of its row: right where there are zeros, which a division is not. */
function others(x: Tensor, axes: readonly number[]): Tensor {
  const kept = x.shape.map((_, axis) => axis).filter((axis) => !axes.includes(axis));
  const order = [...kept, ...axes];
  const moved = x.permute(order);
  const rows = moved.reshape(size(kept.map((axis) => x.shape[axis])), size(axes.map((axis) => x.shape[axis])));
  const products = mul(cumprod(rows, 1, { exclusive: true }), cumprod(rows, 1, { exclusive: true, reverse: true }));
  return products.reshape(moved.shape).permute(x.shape.map((_, axis) => order.indexOf(axis)));
}

/**
 * Π x over `axes` (all by default); integers wrap. The product of nothing is 1. @throws ShapeError for axes that are
 * not there.
 */
export const prod = reducer('prod', prodOp);
