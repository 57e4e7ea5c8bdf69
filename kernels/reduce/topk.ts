import { checkOptions, checkTensors } from '../../engine/arguments.ts';
import { ShapeError } from '../../engine/errors.ts';
import type { DType } from '../../engine/dtype.ts';
import { isFloat } from '../../engine/dtype.ts';
import { each } from '../../engine/gpu/kernel.ts';
import { defineOp, numberDTypes } from '../../engine/op.ts';
import { normalizeAxis, show, size } from '../../engine/shape.ts';
import { noGrad } from '../../engine/tape.ts';
import type { Tensor } from '../../engine/tensor.ts';
import type { Snippet } from '../../engine/gpu/wgsl.ts';
import { wgsl } from '../../engine/gpu/wgsl.ts';
import { gatherElements } from '../gather/gather-elements.ts';
import { m_is_nan } from '../math/bits.ts';
import { m_rank } from '../math/order.ts';
import { eachRow, rowsAlong, rowValues } from '../make/rows.ts';

interface TopkAttrs {
  k: number;
  axis: number;
  largest: boolean;
}

/** An integer in the order of the value; NaN above all. */
const key = (dtype: DType, value: Snippet): Snippet =>
  isFloat(dtype) ? wgsl`select(${m_rank}(${value}), 0x7fffffffi, ${m_is_nan}(${value}))` : value;

/**
 * The places of the k first elements, best first. Each element counts those that come before it: no sort, no order of
 * execution.
 */
export const topkOp = defineOp({
  name: 'topk',
  inputs: ['x'],
  attrs: {} as TopkAttrs,
  dtypes: { x: numberDTypes },
  shape: ({ x }, { k, axis }) => {
    const length = x.shape[axis] ?? 1;
    if (!Number.isInteger(k) || k < 0 || k > length)
      throw new ShapeError(
        'topk',
        `k must be between 0 and ${length}`,
        `k ${k}, x ${show(x.shape)}`,
        'ask for no more than the axis holds',
      );
    return x.shape.map((n, i) => (i === axis ? k : n));
  },
  dtype: () => 'i32',
  reference: ({ x, out }, { k, axis, largest }) => {
    const from = rowsAlong(x.shape, axis);
    const order = (a: number, b: number) =>
      (largest ? -1 : 1) * (Number.isNaN(a) ? (Number.isNaN(b) ? 0 : 1) : Number.isNaN(b) ? -1 : a - b || 0);
    eachRow({ ...from, length: k }, (row, to) => {
      const start = Math.floor(row / from.step) * from.length * from.step + (row % from.step);
      const values = rowValues(x, from.length, (j) => start + j * from.step);
      const places = [...values.keys()].sort(
        (a, b) => (values[a] === values[b] ? 0 : order(values[a], values[b])) || a - b,
      );
      for (let j = 0; j < k; j++) out.data[to(j)] = places[j];
    });
  },
  kernel: ({ x }, { k, axis, largest }) => {
    const { length, step } = rowsAlong(x.shape, axis);
    return each(
      size(x.shape),
      wgsl`
        let row = i / (p.length * p.step) * p.step + i % p.step;
        let start = row / p.step * p.length * p.step + row % p.step;
        let place = (i - start) / p.step;
        let mine = ${key(x.dtype, wgsl`x[i]`)};
        var before = 0u;
        for (var j = 0u; j < p.length; j++) {
          let value = x[start + j * p.step];
          let other = ${key(x.dtype, wgsl`value`)};
          before += select(0u, 1u, other ${largest ? wgsl`>` : wgsl`<`} mine || (other == mine && j < place));
        }
        if (before < p.k) { out[(row / p.step * p.k + before) * p.step + row % p.step] = i32(place); }`,
      { params: { length, step, k } },
    );
  },
  samples: [
    { shapes: { x: [3, 7] }, attrs: { k: 3, axis: 1, largest: true } },
    { shapes: { x: [5, 4] }, attrs: { k: 5, axis: 0, largest: false }, dtypes: { x: 'i32' }, range: [-2, 2] },
    {
      shapes: { x: [2, 6] },
      attrs: { k: 6, axis: 1, largest: true },
      values: { x: [1, NaN, -0, 0, Infinity, -Infinity, 2, 2, NaN, 2, 3, NaN] },
    },
    {
      shapes: { x: [2, 6] },
      attrs: { k: 4, axis: 1, largest: false },
      values: { x: [1, NaN, -0, 0, Infinity, -Infinity, 2, 2, NaN, 2, 3, NaN] },
    },
    {
      shapes: { x: [3] },
      attrs: { k: 2, axis: 0, largest: true },
      dtypes: { x: 'u32' },
      values: { x: [7, 4294967295, 8] },
    },
  ],
});

/**
 * The `k` largest (or smallest) values along `axis`, best first, with their places as i32. Of equal values the first
 * comes first; NaN counts as larger than everything. Takes time in the square of the axis's length.
 * @throws ShapeError for an axis that is not there, or a k beyond its length.
 */
export function topk(
  x: Tensor,
  k: number,
  axis = -1,
  options: { largest?: boolean } = {},
): { values: Tensor; indices: Tensor } {
  checkTensors('topk', { x });
  const { largest = true } = checkOptions('topk', options, 'largest');
  const at = normalizeAxis('topk', axis, Math.max(1, x.rank));
  const indices = noGrad(() => topkOp({ x }, { k, axis: at, largest }));
  return { values: x.rank ? gatherElements(x, indices, at) : x.reshape([]), indices };
}
