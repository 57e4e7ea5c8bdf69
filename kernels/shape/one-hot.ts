import { checkOptions, checkTensors } from '../../engine/arguments.ts';
import { cast } from '../../engine/cast.ts';
import type { DType } from '../../engine/dtype.ts';
import { ShapeError } from '../../engine/errors.ts';
import { each } from '../../engine/gpu/kernel.ts';
import type { Op } from '../../engine/op.ts';
import { defineOp } from '../../engine/op.ts';
import { normalizeAxis, size } from '../../engine/shape.ts';
import type { Tensor } from '../../engine/tensor.ts';
import { wgsl } from '../../engine/gpu/wgsl.ts';
import { register } from '../make/coordinates.ts';
import { checkIndices, indexDTypes, rowIndex, rowIndexValue } from '../make/row-index.ts';

interface OneHotAttrs {
  axis: number;
  depth: number;
  on: number;
  off: number;
  dtype: DType;
}

export const oneHotOp: Op<OneHotAttrs, ['indices']> = defineOp({
  name: 'one_hot',
  inputs: ['indices'],
  attrs: {} as OneHotAttrs,
  dtypes: { indices: indexDTypes },
  shape: ({ indices }, { axis, depth }) => {
    if (!Number.isInteger(depth) || depth < 0)
      throw new ShapeError(
        'oneHot',
        'the depth must be a whole number, zero or more',
        String(depth),
        'use the number of classes',
      );
    return [...indices.shape.slice(0, axis), depth, ...indices.shape.slice(axis)];
  },
  dtype: (_, { dtype }) => dtype,
  live: ['on', 'off'],
  reference: ({ indices, out }, { axis, depth, on, off }) => {
    const inner = size(indices.shape.slice(axis));
    for (let i = 0; i < out.data.length; i++) {
      const index = indices.data[Math.floor(i / (inner * depth)) * inner + (i % inner)];
      out.data[i] = rowIndexValue(index, depth) === Math.floor(i / inner) % depth ? on : off;
    }
  },
  kernel: ({ indices, out }, { axis, depth }) => {
    const body = wgsl`
      let row = ${rowIndex}(i32(indices[(i / (p.inner * p.depth)) * p.inner + i % p.inner]), p.depth);
      out[i] = ${register(out.dtype)}(select(p.off, p.on, row == (i / p.inner) % p.depth));`;
    return each(size(out.shape), body, {
      params: { inner: size(indices.shape.slice(axis)), depth },
    });
  },
  samples: [
    {
      shapes: { indices: [2, 3] },
      attrs: { axis: 1, depth: 4, on: 2, off: -1, dtype: 'f32' },
      dtypes: { indices: 'i32' },
      values: { indices: [0, 3, -1, 4, -4, -5] },
    },
    {
      shapes: { indices: [40] },
      attrs: { axis: 1, depth: 3, on: 1, off: 0, dtype: 'i32' },
      dtypes: { indices: 'u32' },
      range: [0, 2],
    },
  ],
});

export interface OneHotOptions {
  /** Where the new axis stands in the result; last by default. */
  axis?: number;
  on?: number;
  off?: number;
  dtype?: DType;
}

/**
 * A new axis of `depth` that is `on` at the index and `off` elsewhere. Negative indices count from the end; one outside
 * gives `off` everywhere. @throws ShapeError as `gather`.
 */
export function oneHot(indices: Tensor, depth: number, options: OneHotOptions = {}): Tensor {
  checkTensors('oneHot', { indices });
  const { axis = -1, on = 1, off = 0, dtype = 'f32' } = checkOptions('oneHot', options, 'axis on off dtype');
  const at = normalizeAxis('oneHot', axis, indices.rank + 1);
  checkIndices('oneHot', indices, depth);
  if (dtype !== 'f16') return oneHotOp({ indices }, { axis: at, depth, on, off, dtype });
  return cast(oneHotOp({ indices }, { axis: at, depth, on, off, dtype: 'f32' }), 'f16');
}
