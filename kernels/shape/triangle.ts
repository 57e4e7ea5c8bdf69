import type { Op } from '../../engine/op.ts';
import { anyDType, defineOp } from '../../engine/op.ts';
import { ShapeError } from '../../engine/errors.ts';
import { show, size } from '../../engine/shape.ts';
import { coordinates, eachIndex, elementAt, register } from '../make/coordinates.ts';
import { wgsl } from '../../engine/gpu/wgsl.ts';
import { each } from '../../engine/gpu/kernel.ts';

interface TriangleAttrs {
  half: 'lower' | 'upper';
  /** The diagonal that belongs to the half: 0 is the main one, positive ones lie above it. */
  diagonal: number;
  /** What stands elsewhere. */
  fill: number;
}

export const triangleOp: Op<TriangleAttrs, ['x']> = defineOp({
  name: 'triangle',
  inputs: ['x'],
  attrs: {} as TriangleAttrs,
  dtypes: { x: anyDType },
  shape: ({ x }, { half, diagonal }) => {
    if (x.shape.length < 2)
      throw new ShapeError(
        half === 'lower' ? 'tril' : 'triu',
        'needs matrices',
        show(x.shape),
        'give at least two axes',
      );
    if (!Number.isInteger(diagonal))
      throw new ShapeError(
        half === 'lower' ? 'tril' : 'triu',
        'the diagonal must be a whole number',
        String(diagonal),
        '0 is the main one, 1 the next above',
      );
    return x.shape;
  },
  strided: ['x'],
  live: ['fill'],
  reference: ({ x, out }, { half, diagonal, fill }) => {
    eachIndex(out.shape, (i, at) => {
      const above = at.at(-1)! - at.at(-2)!;
      out.data[i] = (half === 'lower' ? above <= diagonal : above >= diagonal) ? x.data[i] : fill;
    });
  },
  kernel: ({ x, out }, { half, diagonal }) => {
    const { setup, at, params } = coordinates(out.shape);
    const source = elementAt('x', x, at);
    const above = wgsl`i32(${at.at(-1)!}) - i32(${at.at(-2)!})`;
    // Not a product with 0 or 1: what is cut off may be NaN.
    const body = wgsl`
      ${setup}
      let inside = ${half === 'lower' ? wgsl`${above} <= p.diagonal` : wgsl`${above} >= p.diagonal`};
      var value = ${register(x.dtype)}(p.fill);
      if (inside) { value = x[${source.index}]; }
      out[i] = value;`;
    return each(size(out.shape), body, { params: { ...params, ...source.params, diagonal: { i32: diagonal } } });
  },
  grad: ({ dy, attrs }) => ({ x: triangleOp({ x: dy }, { ...attrs, fill: 0 }) }),
  samples: [
    { shapes: { x: [2, 5, 7] }, attrs: { half: 'lower', diagonal: 1, fill: 0 } },
    { shapes: { x: [9, 8] }, attrs: { half: 'upper', diagonal: -2, fill: -Infinity }, differentiable: false },
  ],
});
