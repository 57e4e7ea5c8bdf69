import { checkTensors } from '../../engine/arguments.ts';
import { ShapeError } from '../../engine/errors.ts';
import { each } from '../../engine/gpu/kernel.ts';
import type { Op } from '../../engine/op.ts';
import { defineOp } from '../../engine/op.ts';
import type { Shape } from '../../engine/shape.ts';
import { rowMajor, show, size } from '../../engine/shape.ts';
import type { Tensor } from '../../engine/tensor.ts';
import { repeat, wgsl } from '../../engine/gpu/wgsl.ts';
import { gather } from './gather.ts';
import { checkIndices, indexDTypes, rowIndex, rowIndexValue } from '../make/row-index.ts';

/**
 * Index tuples in the last axis, as row-major indices into `shape`; what lies outside becomes size(shape), outside as
 * well.
 */
export const linearIndexOp: Op<{ shape: Shape }, ['indices']> = defineOp({
  name: 'linear_index',
  inputs: ['indices'],
  attrs: {} as { shape: Shape },
  dtypes: { indices: indexDTypes },
  shape: ({ indices }) => indices.shape.slice(0, -1),
  dtype: () => 'i32',
  reference: ({ indices, out }, { shape }) => {
    const strides = rowMajor(shape);
    for (let i = 0; i < out.data.length; i++) {
      const rows = shape.map((n, axis) => rowIndexValue(indices.data[i * shape.length + axis], n));
      out.data[i] = rows.includes(-1) ? size(shape) : rows.reduce((sum, row, axis) => sum + row * strides[axis], 0);
    }
  },
  kernel: ({ out }, { shape }) => {
    const steps = repeat(
      shape.length,
      (axis) => wgsl`
        let row${axis} = ${rowIndex}(i32(indices[i * p.depth + ${axis}]), p.n${axis});
        inside = inside && row${axis} < p.n${axis};
        at = at * p.n${axis} + row${axis};`,
    );
    const sizes = Object.fromEntries(shape.map((n, axis) => [`n${axis}`, n]));
    return each(
      size(out.shape),
      wgsl`
        var inside = true;
        var at = 0u;
        ${steps}
        out[i] = select(p.outside, at, inside);`,
      {
        params: { ...sizes, depth: shape.length, outside: size(shape) },

        types: { out: wgsl`u32` },
      },
    );
  },
  samples: [
    {
      shapes: { indices: [7, 2] },
      attrs: { shape: [3, 4] },
      dtypes: { indices: 'i32' },
      values: { indices: [0, 0, 2, 3, -1, -4, 3, 0, 0, 4, -4, 1, 1, -1] },
    },
  ],
});

/**
 * Slices of `x` at index tuples: indices [..., k] name the first k axes of `x`, which gives [..., the rest of x's
 * axes]. Negative indices count from the end. What lies outside gives NaN, or 0 for integers. Gradients of repeated
 * tuples are added in order.
 * @throws ShapeError when the tuples name more axes than there are, and for host indices outside of every one.
 */
export function gatherNd(x: Tensor, indices: Tensor): Tensor {
  checkTensors('gatherNd', { x, indices });
  const depth = indices.shape.at(-1);
  if (!depth || depth > x.rank)
    throw new ShapeError(
      'gatherNd',
      'the last axis of the indices must name axes of x',
      `indices ${show(indices.shape)}, x ${show(x.shape)}`,
      `its size goes from 1 to ${x.rank}`,
    );
  const named = x.shape.slice(0, depth);
  checkIndices('gatherNd', indices, Math.max(...named));
  return gather(x.reshape([size(named), ...x.shape.slice(depth)]), linearIndexOp({ indices }, { shape: named }), 0);
}
