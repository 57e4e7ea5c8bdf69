import { checkList, checkOptions, checkTensors } from '../../engine/arguments.ts';
import type { Tensor } from '../../engine/tensor.ts';
import { ShapeError } from '../../engine/errors.ts';
import { normalizeAxis, show } from '../../engine/shape.ts';

export interface SliceOptions {
  /** First index an axis; negative ones count from the end. */
  starts: readonly number[];
  /** One past the last index, as in NumPy; null for all there is. Give `ends` or `lengths`. */
  ends?: readonly (number | null)[];
  /** Number of elements taken. */
  lengths?: readonly number[];
  /** 1 by default; negative steps walk backwards from the start. */
  steps?: readonly number[];
  /** The axes that the lists speak of: the first ones by default. */
  axes?: readonly number[];
}

/**
 * A range of several axes at once. Ends are clamped to the tensor, as in NumPy. @throws ShapeError when `lengths` reach
 * outside.
 */
export function slice(x: Tensor, options: SliceOptions): Tensor {
  checkTensors('slice', { x });
  const { starts, ends, lengths, steps, axes } = checkOptions('slice', options, 'starts ends lengths steps axes');
  checkList('slice', 'starts', starts);
  const over = axes ?? starts.map((_, i) => i);
  for (const list of [over, ends, lengths, steps]) {
    if (list && list.length !== starts.length)
      throw new ShapeError(
        'slice',
        'the lists differ in length',
        `${starts.length} starts beside ${list.length}`,
        'give one entry an axis',
      );
  }
  return starts.reduce((view, start, i) => {
    const axis = normalizeAxis('slice', over[i], x.rank);
    const step = steps?.[i] ?? 1;
    const n = x.shape[axis];
    const first = start < 0 ? start + n : start;
    const length = lengths?.[i];
    if (length === undefined) return view.slice(axis, start, ends?.[i] ?? undefined, step);
    const last = first + step * (length - 1);
    if (!Number.isInteger(length) || length < 0 || (length > 0 && (first < 0 || first >= n || last < 0 || last >= n))) {
      throw new ShapeError(
        'slice',
        `axis ${axis} has no such range`,
        `start ${start}, length ${length}, step ${step} of ${show(x.shape)}`,
        `indices go from 0 to ${n - 1}`,
      );
    }
    if (length === 0) return view.slice(axis, 0, 0);
    const end = last + Math.sign(step);
    return view.slice(axis, first, end < 0 ? undefined : end, step);
  }, x.reshape(x.shape));
}
