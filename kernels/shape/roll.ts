import { checkTensors } from '../../engine/arguments.ts';
import { ShapeError } from '../../engine/errors.ts';
import { each } from '../../engine/gpu/kernel.ts';
import type { Op } from '../../engine/op.ts';
import { anyDType, defineOp } from '../../engine/op.ts';
import type { Param } from '../../engine/gpu/kernel.ts';
import { normalizeAxis, show, size } from '../../engine/shape.ts';
import type { Tensor } from '../../engine/tensor.ts';
import { name, wgsl } from '../../engine/gpu/wgsl.ts';
import { coordinates, eachIndex, elementAt, indexOf, modulo } from '../make/coordinates.ts';

export const rollOp: Op<{ shifts: readonly number[] }, ['x']> = defineOp({
  name: 'roll',
  inputs: ['x'],
  attrs: {} as { shifts: readonly number[] },
  dtypes: { x: anyDType },
  shape: ({ x }) => x.shape,
  strided: ['x'],
  reference: ({ x, out }, { shifts }) => {
    eachIndex(
      out.shape,
      (i, at) =>
        (out.data[i] =
          x.data[
            indexOf(
              at.map((c, axis) => modulo(c - shifts[axis], out.shape[axis])),
              out.shape,
            )
          ]),
    );
  },
  kernel: ({ x, out }, { shifts }) => {
    const { setup, at, params } = coordinates(out.shape);
    const shiftParams: Record<string, Param> = {};
    const from = at.map((c, axis) => {
      const shift = modulo(shifts[axis], out.shape[axis]);
      if (shift === 0) return c;
      shiftParams[`shift${axis}`] = shift;
      const constant = wgsl`p.${name(`shift${axis}`)}`;
      return wgsl`${c} + select(0u, p.${name(`n${axis}`)}, ${c} < ${constant}) - ${constant}`;
    });
    const source = elementAt('x', x, from);
    return each(
      size(out.shape),
      wgsl`
        ${setup}
        out[i] = x[${source.index}];`,
      {
        params: { ...params, ...shiftParams, ...source.params },
      },
    );
  },
  grad: ({ dy, attrs: { shifts } }) => ({ x: rollOp({ x: dy }, { shifts: shifts.map((shift) => -shift) }) }),
  samples: [
    { shapes: { x: [3, 4, 7] }, attrs: { shifts: [1, 0, -9] } },
    { shapes: { x: [130] }, attrs: { shifts: [129] }, dtypes: { x: 'i32' }, range: [-50, 50] },
  ],
});

/**
 * Elements moved by `shifts` along `axes`; what leaves at one end enters at the other. Without axes the tensor is
 * rolled as one flat list.
 * @throws ShapeError when shifts and axes differ in number.
 */
export function roll(x: Tensor, shifts: number | readonly number[], axes?: number | readonly number[]): Tensor {
  checkTensors('roll', { x });
  const by = [shifts].flat();
  if (by.some((shift) => !Number.isInteger(shift)))
    throw new ShapeError('roll', 'shifts must be whole numbers', show(by), 'round them');
  if (axes === undefined) {
    if (by.length !== 1) throw new ShapeError('roll', 'several shifts need axes', show(by), 'name one axis a shift');
    return roll(x.reshape(x.size), by[0], 0).reshape(x.shape);
  }
  const over = [axes].flat();
  if (over.length !== by.length)
    throw new ShapeError(
      'roll',
      'shifts and axes differ in number',
      `${show(by)} along ${show(over)}`,
      'name one axis a shift',
    );
  const totals = new Array<number>(x.rank).fill(0);
  over.forEach((axis, i) => (totals[normalizeAxis('roll', axis, x.rank)] += by[i]));
  return rollOp({ x }, { shifts: totals });
}
