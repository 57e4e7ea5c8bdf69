/** Largest and smallest values whose gradient goes to one place, as torch.max(x, dim) has it. */
import { checkOptions } from '../../engine/arguments.ts';
import type { Tensor } from '../../engine/tensor.ts';
import type { Axes, ReduceOptions } from '../make/reduction.ts';
import { amax } from './amax.ts';
import { amin } from './amin.ts';
import { reducedAxes } from '../make/reduction.ts';
import { gatherElements } from '../gather/gather-elements.ts';
import { noGrad } from '../../engine/tape.ts';
import { argmax } from './argmax.ts';
import { argmin } from './argmin.ts';
import { reducedShape, size } from '../../engine/shape.ts';

export function extreme(op: 'max' | 'min', x: Tensor, axes: Axes | undefined, options: ReduceOptions): Tensor {
  const { keep = false } = checkOptions(op, options, 'keep');
  if (axes === undefined || axes === null) return (op === 'max' ? amax : amin)(x, axes, { keep });
  const over = reducedAxes(op, axes, x.rank);
  const find = (values: Tensor, axis: number) =>
    gatherElements(
      values,
      noGrad(() => (op === 'max' ? argmax : argmin)(values, axis, { keep: true })),
      axis,
    );
  if (over.length === 1) return find(x, over[0]).reshape(reducedShape(x.shape, over, keep));
  const others = x.shape.map((_, axis) => axis).filter((axis) => !over.includes(axis));
  const rows = x
    .permute([...others, ...over])
    .reshape(size(others.map((axis) => x.shape[axis])), size(over.map((axis) => x.shape[axis])));
  return find(rows, 1).reshape(reducedShape(x.shape, over, keep));
}
