import { checkTensors } from '../../engine/arguments.ts';
import type { Shape } from '../../engine/shape.ts';
import { DTypeError, ShapeError } from '../../engine/errors.ts';
import { normalizeAxis, sameShape, show, size } from '../../engine/shape.ts';
import type { Described, Op } from '../../engine/op.ts';
import type { GatherAttrs } from '../make/row-index.ts';
import { anyDType, defineOp } from '../../engine/op.ts';
import { checkIndices, indexDTypes, missing, missingValue, rowIndex, rowIndexValue } from '../make/row-index.ts';
import { coordinates, eachIndex, elementAt, indexOf, register, replaced } from '../make/coordinates.ts';
import { join, name, wgsl } from '../../engine/gpu/wgsl.ts';
import { each } from '../../engine/gpu/kernel.ts';
import type { Param } from '../../engine/gpu/kernel.ts';
import { m_is_nan } from '../math/bits.ts';
import { m_total_rank } from '../math/order.ts';
import { scatterGradient } from './scatter-gradient.ts';
import type { Snippet } from '../../engine/gpu/wgsl.ts';
import type { Tensor } from '../../engine/tensor.ts';

/** Indices may be smaller than the tensor outside the axis, as in PyTorch. */
function checkShapes(op: string, shape: Shape, indices: Shape, axis: number): void {
  if (indices.length !== shape.length || indices.some((n, i) => i !== axis && n > shape[i])) {
    throw new ShapeError(
      op,
      'the indices do not fit',
      `indices ${show(indices)}, x ${show(shape)}`,
      `equal ranks; outside axis ${axis} no index size above that of x`,
    );
  }
}

export const gatherElementsOp: Op<GatherAttrs, ['x', 'indices']> = defineOp({
  name: 'gather_elements',
  inputs: ['x', 'indices'],
  attrs: {} as GatherAttrs,
  dtypes: { x: anyDType, indices: indexDTypes },
  shape: ({ x, indices }, { axis }) => {
    checkShapes('gatherElements', x.shape, indices.shape, axis);
    return indices.shape;
  },
  strided: ['x', 'indices'],
  reference: ({ x, indices, out }, attrs) => {
    const { axis } = attrs;
    eachIndex(out.shape, (i, at) => {
      const row = rowIndexValue(indices.data[i], x.shape[axis]);
      out.data[i] = row < 0 ? missingValue(x.dtype, attrs) : x.data[indexOf(replaced(at, axis, row), x.shape)];
    });
  },
  kernel: ({ x, indices, out }, attrs) => {
    const { axis } = attrs;
    const { setup, at, params } = coordinates(out.shape);
    const index = elementAt('indices', indices, at);
    const source = elementAt('x', x, replaced(at, axis, name('row')));
    const body = wgsl`
      ${setup}
      let row = ${rowIndex}(i32(indices[${index.index}]), p.rows);
      var value = ${missing(x.dtype, attrs)};
      if (row < p.rows) { value = x[${source.index}]; }
      out[i] = value;`;
    return each(size(out.shape), body, {
      params: { ...params, ...index.params, ...source.params, rows: x.shape[axis] },
    });
  },
  grad: ({ inputs: { x, indices }, dy, attrs: { axis } }) => ({
    x: scatterElementsOp({ indices, updates: dy }, { axis, reduction: 'add', to: x.shape }),
  }),
  samples: [
    {
      shapes: { x: [3, 5], indices: [2, 4] },
      attrs: { axis: 1 },
      dtypes: { indices: 'i32' },
      values: { indices: [0, 4, -1, 4, -5, 2, 2, 2] },
    },
    {
      shapes: { x: [4, 3, 30], indices: [2, 3, 30] },
      attrs: { axis: 0 },
      dtypes: { indices: 'u32', x: 'i32' },
      range: [0, 3],
    },
  ],
});

export type Reduction = 'none' | 'add' | 'mul' | 'max' | 'min';

export interface ScatterAttrs {
  axis: number;
  reduction: Reduction;
  /** The result's shape: that of x. Without x, updates go into zeros. */
  to: Shape;
}

export const scatterElementsOp: Op<ScatterAttrs, ['x?', 'indices', 'updates']> = defineOp({
  name: 'scatter_elements',
  inputs: ['x?', 'indices', 'updates'],
  attrs: {} as ScatterAttrs,
  dtypes: { x: anyDType, indices: indexDTypes, updates: anyDType },
  shape: ({ x, indices, updates }, { axis, to, reduction }) => {
    checkScatter(x, indices, updates, reduction);
    checkShapes('scatterElements', to, indices.shape, axis);
    return to;
  },
  dtype: ({ updates }) => updates.dtype,
  strided: ['x', 'indices', 'updates'],
  reference: ({ x, indices, updates, out }, { axis, reduction }) => {
    if (x) out.data.set(x.data);
    const integer = updates.dtype === 'i32' || updates.dtype === 'u32';
    eachIndex(indices.shape, (i, at) => {
      const row = rowIndexValue(indices.data[i], out.shape[axis]);
      if (row < 0) return;
      const place = indexOf(replaced(at, axis, row), out.shape);
      out.data[place] = combineValues(reduction, out.data[place], updates.data[i], integer);
    });
  },
  kernel: ({ x, indices, updates, out }, { axis, reduction }) => {
    const { setup, at, params } = coordinates(out.shape);
    const base = x && elementAt('x', x, at);
    const index = elementAt('indices', indices, replaced(at, axis, name('m')));
    const update = elementAt('updates', updates, replaced(at, axis, name('m')));
    // Where the indices are smaller than x they do not reach every lane.
    const bounds: Record<string, Param> = {};
    const reached = [
      wgsl`true`,
      ...at.flatMap((c, i) => {
        if (i === axis || indices.shape[i] === out.shape[i]) return [];
        bounds[`reach${i}`] = indices.shape[i];
        return [wgsl`${c} < p.${name(`reach${i}`)}`];
      }),
    ];
    const body = wgsl`
      ${setup}
      var total = ${base ? wgsl`x[${base.index}]` : wgsl`${register(out.dtype)}(0)`};
      if (${join(reached, ' && ')}) {
        for (var m = 0u; m < p.updates; m++) {
          if (${rowIndex}(i32(indices[${index.index}]), p.rows) != ${at[axis]}) { continue; }
          let value = updates[${update.index}];
          total = ${combine(reduction, out.dtype === 'f32')};
        }
      }
      out[i] = total;`;
    return each(size(out.shape), body, {
      params: {
        ...params,
        ...base?.params,
        ...index.params,
        ...update.params,
        ...bounds,
        updates: indices.shape[axis],
        rows: out.shape[axis],
      },
    });
  },
  grad: (context, wanted) => scatterGradient(context, wanted, { gatherElementsOp, scatterElementsOp }),
  samples: [
    ...(['none', 'add', 'mul', 'max', 'min'] as const).map((reduction) => ({
      shapes: { x: [3, 5], indices: [2, 4], updates: [2, 4] },
      attrs: { axis: 1, reduction, to: [3, 5] },
      dtypes: { indices: 'i32' as const },
      values: { indices: [0, 4, -1, 4, -5, 2, 2, 2] },
    })),
    {
      shapes: { x: [2, 3], indices: [4, 3], updates: [4, 3] },
      attrs: { axis: 0, reduction: 'mul', to: [2, 3] },
      dtypes: { indices: 'i32' },
      values: {
        indices: [0, 1, 1, 0, 1, 1, 0, 0, 1, 1, 0, 1],
        updates: [2, 0, 0.5, 0, 3, 0, 3, 1, 0, 1, 2, 1],
        x: [0, 1, 2, 3, 4, 0],
      },
    },
    {
      shapes: { x: [4, 70], indices: [9, 70], updates: [9, 70] },
      attrs: { axis: 0, reduction: 'max', to: [4, 70] },
      dtypes: { x: 'i32', updates: 'i32', indices: 'u32' },
      range: [0, 3],
    },
    {
      shapes: { indices: [5], updates: [5] },
      attrs: { axis: 0, reduction: 'add', to: [3] },
      dtypes: { indices: 'i32' },
      values: { indices: [0, 2, 3, 2, -4] },
    },
  ],
});

function checkScatter(x: Described | undefined, indices: Described, updates: Described, reduction: Reduction): void {
  if (!['none', 'add', 'mul', 'max', 'min'].includes(reduction))
    throw new ShapeError('scatterElements', 'no such reduction', reduction, 'none, add, mul, max or min');
  if (x && x.dtype !== updates.dtype)
    throw new DTypeError(
      'scatterElements',
      'the dtypes differ',
      `x ${x.dtype}, updates ${updates.dtype}`,
      'cast one of them',
    );
  if (!sameShape(indices.shape, updates.shape))
    throw new ShapeError(
      'scatterElements',
      'needs one update for each index',
      `indices ${show(indices.shape)}, updates ${show(updates.shape)}`,
      'indices and updates must have one shape',
    );
  if (updates.dtype === 'bool' && reduction !== 'none')
    throw new DTypeError(
      'scatterElements',
      'bool elements cannot be combined',
      reduction,
      'use reduction none, or cast to i32',
    );
}

function combine(reduction: Reduction, float: boolean): Snippet {
  const extreme = (sooner: Snippet) =>
    wgsl`select(select(select(total, value, ${sooner}), value, ${m_is_nan}(value)), total, ${m_is_nan}(total))`;
  switch (reduction) {
    case 'none':
      return wgsl`value`;
    case 'add':
      return wgsl`total + value`;
    case 'mul':
      return wgsl`total * value`;
    case 'max':
      return float ? extreme(wgsl`${m_total_rank}(value) > ${m_total_rank}(total)`) : wgsl`max(total, value)`;
    case 'min':
      return float ? extreme(wgsl`${m_total_rank}(value) < ${m_total_rank}(total)`) : wgsl`min(total, value)`;
  }
}

function combineValues(reduction: Reduction, total: number, value: number, integer: boolean): number {
  switch (reduction) {
    case 'none':
      return value;
    case 'add':
      return total + value;
    case 'mul':
      return integer ? Math.imul(total, value) : total * value;
    case 'max':
      return Math.max(total, value);
    case 'min':
      return Math.min(total, value);
  }
}

/**
 * Elements of `x` at `indices` along `axis` (PyTorch's gather): out[i, j] = x[i, indices[i, j]]. What lies outside
 * gives NaN, or 0 for integers. @throws ShapeError as `gather`.
 */
export function gatherElements(x: Tensor, indices: Tensor, axis = 0): Tensor {
  checkTensors('gatherElements', { x, indices });
  const at = normalizeAxis('gatherElements', axis, x.rank);
  checkIndices('gatherElements', indices, x.shape[at]);
  return gatherElementsOp({ x, indices }, { axis: at });
}
