/** Rows picked by index, and their adjoint: updates summed into rows, deterministically and without atomics. */
import { checkTensors } from '../../engine/arguments.ts';
import type { Shape } from '../../engine/shape.ts';
import { normalizeAxis, show, size } from '../../engine/shape.ts';
import type { Op } from '../../engine/op.ts';
import type { GatherAttrs } from '../make/row-index.ts';
import { anyDType, defineOp, numberDTypes } from '../../engine/op.ts';
import { checkIndices, indexDTypes, missing, missingValue, rowIndex, rowIndexValue } from '../make/row-index.ts';
import { u32, wgsl } from '../../engine/gpu/wgsl.ts';
import { each } from '../../engine/gpu/kernel.ts';
import { ShapeError } from '../../engine/errors.ts';
import type { Kernel } from '../../engine/gpu/kernel.ts';
import { register } from '../make/coordinates.ts';
import type { Tensor } from '../../engine/tensor.ts';

/** A shape seen as [outer, n, inner] around an axis. */
const around = (shape: Shape, axis: number) => ({ n: shape[axis], inner: size(shape.slice(axis + 1)) });

export const gatherOp: Op<GatherAttrs, ['x', 'indices']> = defineOp({
  name: 'gather',
  inputs: ['x', 'indices'],
  attrs: {} as GatherAttrs,
  dtypes: { x: anyDType, indices: indexDTypes },
  shape: ({ x, indices }, { axis }) => [...x.shape.slice(0, axis), ...indices.shape, ...x.shape.slice(axis + 1)],
  reference: ({ x, indices, out }, attrs) => {
    const { n, inner } = around(x.shape, attrs.axis);
    const picked = indices.data.length;
    for (let i = 0; i < out.data.length; i++) {
      const outer = Math.floor(i / (picked * inner));
      const row = rowIndexValue(indices.data[Math.floor(i / inner) % picked], n);
      out.data[i] = row < 0 ? missingValue(x.dtype, attrs) : x.data[(outer * n + row) * inner + (i % inner)];
    }
  },
  kernel: ({ x, indices, out }, attrs) => {
    const body = wgsl`
      let row = ${rowIndex}(i32(indices[(i / p.inner) % p.picked]), p.n);
      var value = ${missing(x.dtype, attrs)};
      if (row < p.n) { value = x[((i / (p.picked * p.inner)) * p.n + row) * p.inner + i % p.inner]; }
      out[i] = value;`;
    return each(size(out.shape), body, {
      params: { ...around(x.shape, attrs.axis), picked: size(indices.shape) },
    });
  },
  grad: ({ inputs: { x, indices }, dy, attrs: { axis } }) => ({
    x: scatterRowsOp(
      {
        updates: dy.reshape([...x.shape.slice(0, axis), indices.size, ...x.shape.slice(axis + 1)]),
        indices: indices.reshape(indices.size),
      },
      { axis, rows: x.shape[axis] },
    ),
  }),
  samples: [
    {
      shapes: { x: [3, 5, 4], indices: [2, 3] },
      attrs: { axis: 1 },
      dtypes: { indices: 'i32' },
      values: { indices: [0, 4, -1, 4, -5, 2] },
    },
    {
      shapes: { x: [6, 2], indices: [] },
      attrs: { axis: 0 },
      dtypes: { x: 'i32', indices: 'u32' },
      values: { indices: [5] },
      range: [-9, 9],
    },
    { shapes: { x: [11, 9], indices: [140] }, attrs: { axis: 0 }, dtypes: { indices: 'u32' }, range: [0, 10] },
  ],
});

interface RowsAttrs {
  axis: number;
  /** Size of the axis in the result. */
  rows: number;
}

/** No position: the end of a chain. */
const none = u32(2 ** 32 - 1);

export const scatterRowsOp: Op<RowsAttrs, ['updates', 'indices']> = defineOp({
  name: 'scatter_rows',
  inputs: ['updates', 'indices'],
  attrs: {} as RowsAttrs,
  dtypes: { updates: numberDTypes, indices: indexDTypes },
  shape: ({ updates, indices }, { axis, rows }) => {
    if (indices.shape.length !== 1 || updates.shape[axis] !== indices.shape[0])
      throw new ShapeError(
        'indexAdd',
        'needs one index for each row of the updates',
        `updates ${show(updates.shape)} along axis ${axis}, indices ${show(indices.shape)}`,
        'give as many indices as rows',
      );
    return updates.shape.map((n, i) => (i === axis ? rows : n));
  },
  reference: ({ updates, indices, out }, { axis, rows }) => {
    const { n, inner } = around(updates.shape, axis);
    for (let i = 0; i < updates.data.length; i++) {
      const row = rowIndexValue(indices.data[Math.floor(i / inner) % n], rows);
      if (row >= 0) out.data[(Math.floor(i / (n * inner)) * rows + row) * inner + (i % inner)] += updates.data[i];
    }
  },
  // Positions with one index form a chain, from the first to the last: built once, then each element walks the chain of
  // its row.
  kernel: ({ updates, out }, { axis, rows }) => {
    const { n, inner } = around(updates.shape, axis);
    const types = { first: wgsl`u32`, next: wgsl`u32` };
    const clear: Kernel = { ...each(rows, wgsl`first[i] = ${none};`, { types }), reads: [], writes: ['first'] };
    const link: Kernel = {
      ...each(
        n,
        wgsl`
          let row = ${rowIndex}(i32(indices[i]), p.rows);
          next[i] = ${none};
          if (row >= p.rows) { return; }
          var before = i;
          while (before > 0u && ${rowIndex}(i32(indices[before - 1u]), p.rows) != row) { before--; }
          if (before == 0u) { first[row] = i; }
          var after = i + 1u;
          while (after < p.count && ${rowIndex}(i32(indices[after]), p.rows) != row) { after++; }
          if (after < p.count) { next[i] = after; }`,
        { params: { rows }, types },
      ),
      reads: ['indices'],
      writes: ['first', 'next'],
    };
    // Long chains go by parts, so that the rounding errors of many updates do not pile up in one sum.
    const walk: Kernel = {
      ...each(
        size(out.shape),
        wgsl`
          let start = (i / (p.rows * p.inner)) * p.n * p.inner + i % p.inner;
          var total = ${register(updates.dtype)}(0);
          var part = ${register(updates.dtype)}(0);
          var length = 0u;
          var at = first[(i / p.inner) % p.rows];
          while (at != ${none}) {
            part += updates[start + at * p.inner];
            at = next[at];
            length++;
            if (length % 64u == 0u) { total += part; part = ${register(updates.dtype)}(0); }
          }
          out[i] = total + part;`,
        { params: { rows, n, inner }, types },
      ),
      reads: ['updates', 'first', 'next'],
    };
    return { passes: [clear, ...(n ? [link] : []), walk], scratch: { first: rows, next: Math.max(1, n) } };
  },
  grad: ({ inputs: { indices }, dy, attrs: { axis } }) => ({
    updates: gatherOp({ x: dy, indices }, { axis, outside: 'zero' }),
  }),
  samples: [
    {
      shapes: { updates: [2, 6, 3], indices: [6] },
      attrs: { axis: 1, rows: 4 },
      dtypes: { indices: 'i32' },
      values: { indices: [1, -1, 1, 0, 3, 1] },
    },
    {
      shapes: { updates: [300, 2], indices: [300] },
      attrs: { axis: 0, rows: 3 },
      dtypes: { indices: 'u32' },
      range: [0, 2],
    },
    { shapes: { updates: [0, 2], indices: [0] }, attrs: { axis: 0, rows: 3 }, dtypes: { indices: 'i32' } },
  ],
});

/**
 * Slices of `x` along `axis` at `indices` (i32 or u32, any shape, which takes the place of the axis): NumPy's take.
 * Negative indices count from the end. What lies outside gives NaN, or 0 for integers. Gradients of repeated indices
 * are added in order.
 * @throws ShapeError for an axis that is not there, and for host indices outside.
 */
export const gather = (x: Tensor, indices: Tensor, axis = 0): Tensor => {
  checkTensors('gather', { x, indices });
  return take('gather', x, indices, axis);
};

export function take(op: string, x: Tensor, indices: Tensor, axis: number): Tensor {
  const at = normalizeAxis(op, axis, x.rank);
  checkIndices(op, indices, x.shape[at]);
  return gatherOp({ x, indices }, { axis: at });
}
