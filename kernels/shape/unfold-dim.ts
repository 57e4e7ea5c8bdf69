/** Windows along one axis, and their adjoint. */
import { checkTensors } from '../../engine/arguments.ts';
import { ShapeError } from '../../engine/errors.ts';
import type { Param } from '../../engine/gpu/kernel.ts';
import { each } from '../../engine/gpu/kernel.ts';
import type { Op } from '../../engine/op.ts';
import { anyDType, defineOp, numberDTypes } from '../../engine/op.ts';
import { normalizeAxis, show, size } from '../../engine/shape.ts';
import type { Tensor } from '../../engine/tensor.ts';
import { name, wgsl } from '../../engine/gpu/wgsl.ts';
import { coordinates, eachIndex, elementAt, indexOf, register, replaced } from '../make/coordinates.ts';

interface WindowAttrs {
  axis: number;
  size: number;
  step: number;
}

export const unfoldDimOp: Op<WindowAttrs, ['x']> = defineOp({
  name: 'unfold_dim',
  inputs: ['x'],
  attrs: {} as WindowAttrs,
  dtypes: { x: anyDType },
  shape: ({ x }, { axis, size: window, step }) => {
    const n = x.shape[axis];
    if (!Number.isInteger(window) || !Number.isInteger(step) || window < 0 || window > n || step < 1)
      throw new ShapeError(
        'unfoldDim',
        `axis ${axis} of size ${n} has no such windows`,
        `size ${window}, step ${step} of ${show(x.shape)}`,
        'the size goes up to that of the axis, the step from 1',
      );
    return [...replaced(x.shape, axis, Math.floor((n - window) / step) + 1), window];
  },
  strided: ['x'],
  reference: ({ x, out }, { axis, step }) => {
    eachIndex(
      out.shape,
      (i, at) => (out.data[i] = x.data[indexOf(replaced(at, axis, at[axis] * step + at.at(-1)!), x.shape)]),
    );
  },
  kernel: ({ x, out }, { axis, step }) => {
    const { setup, at, params } = coordinates(out.shape);
    const from = elementAt('x', x, replaced(at.slice(0, -1), axis, wgsl`${at[axis]} * p.step + ${at.at(-1)!}`));
    return each(
      size(out.shape),
      wgsl`
        ${setup}
        out[i] = x[${from.index}];`,
      {
        params: { ...params, ...from.params, step },
      },
    );
  },
  grad: ({ inputs: { x }, dy, attrs }) => ({ x: foldDimOp({ dy }, { ...attrs, length: x.shape[attrs.axis] }) }),
  samples: [
    { shapes: { x: [2, 7, 3] }, attrs: { axis: 1, size: 3, step: 1 } },
    { shapes: { x: [3, 9] }, attrs: { axis: 1, size: 2, step: 3 } },
    { shapes: { x: [9, 2] }, attrs: { axis: 0, size: 5, step: 2 } },
  ],
});

/** Sums windows back to where they were taken from, in the order of the windows. */
export const foldDimOp: Op<WindowAttrs & { length: number }, ['dy']> = defineOp({
  name: 'fold_dim',
  inputs: ['dy'],
  attrs: {} as WindowAttrs & { length: number },
  dtypes: { dy: numberDTypes },
  shape: ({ dy }, { axis, length }) => replaced(dy.shape.slice(0, -1), axis, length),
  strided: ['dy'],
  reference: ({ dy, out }, { axis, step }) => {
    eachIndex(
      dy.shape,
      (i, at) => (out.data[indexOf(replaced(at, axis, at[axis] * step + at.at(-1)!), out.shape)] += dy.data[i]),
    );
  },
  kernel: ({ dy, out }, { axis, size: window, step }) => {
    const { setup, at, params } = coordinates(out.shape);
    const j = at[axis];
    const from = elementAt('dy', dy, [...replaced(at, axis, name('w')), wgsl`${j} - w * p.step`]);
    // Window w covers w·step … w·step + window - 1.
    const body = wgsl`
      ${setup}
      var total = ${register(dy.dtype)}(0);
      let first = select(0u, (${j} + p.step - p.window) / p.step, ${j} >= p.window);
      let end = min(p.windows, ${j} / p.step + 1u);
      for (var w = first; w < end; w++) { total += dy[${from.index}]; }
      out[i] = total;`;
    const constants: Record<string, Param> = { step, window, windows: window ? dy.shape[axis] : 0 };
    return each(size(out.shape), body, { params: { ...params, ...from.params, ...constants } });
  },
  grad: ({ dy, attrs: { axis, size: window, step } }) => ({
    dy: unfoldDimOp({ x: dy }, { axis, size: window, step }),
  }),
  samples: [{ shapes: { dy: [2, 4, 3] }, attrs: { axis: 1, size: 3, step: 2, length: 10 } }],
});

/**
 * Windows of `size` elements, `step` apart, along an axis: that axis counts the windows, and a new last axis runs
 * inside them (Tensor.unfold of PyTorch).
 */
export const unfoldDim = (x: Tensor, axis: number, size: number, step: number): Tensor => {
  checkTensors('unfoldDim', { x });
  return unfoldDimOp({ x }, { axis: normalizeAxis('unfoldDim', axis, x.rank), size, step });
};
