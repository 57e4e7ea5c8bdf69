/** Views as functions: the same memory under another shape. Nothing is copied, except by `reshape` and `flatten` where strides leave no choice. */
import { ShapeError } from '../../engine/errors.ts';
import type { Shape } from '../../engine/shape.ts';
import { normalizeAxes, normalizeAxis, show, size } from '../../engine/shape.ts';
import { noGrad, record } from '../../engine/tape.ts';
import type { Tensor } from '../../engine/tensor.ts';
import { zeros } from '../../engine/create.ts';
import { concat } from './concat.ts';

/** The same elements under another shape; one size may be -1. @throws ShapeError when the element counts differ. */
export const reshape = (x: Tensor, shape: Shape): Tensor => x.reshape(shape);
/** Axes in another order: `order[i]` is the axis that becomes axis `i`. */
export const permute = (x: Tensor, order: readonly number[]): Tensor => x.permute(order);
/** Two axes exchanged; the last two by default. */
export const transpose = (x: Tensor, a = -2, b = -1): Tensor => x.transpose(a, b);
/** Size-1 axes repeated, new leading axes added (NumPy's broadcast_to); -1 keeps a size. */
export const expand = (x: Tensor, shape: Shape): Tensor => x.expand(shape);

/** Removes `axes`, all of size 1; every such axis by default. @throws ShapeError for an axis of another size. */
export function squeeze(x: Tensor, axes?: number | readonly number[]): Tensor {
  const gone =
    axes === undefined ? x.shape.flatMap((n, axis) => (n === 1 ? [axis] : [])) : normalizeAxes('squeeze', axes, x.rank);
  if (gone.some((axis) => x.shape[axis] !== 1))
    throw new ShapeError(
      'squeeze',
      'only axes of size 1 can be removed',
      `axes ${show(gone)} of ${show(x.shape)}`,
      'slice or reduce the axis first',
    );
  return x.reshape(x.shape.filter((_, axis) => !gone.includes(axis)));
}

/** Adds axes of size 1 where the result shall have them. */
export function unsqueeze(x: Tensor, axes: number | readonly number[]): Tensor {
  const count = typeof axes === 'number' ? 1 : axes.length;
  const added = normalizeAxes('unsqueeze', axes, x.rank + count);
  const old = x.shape[Symbol.iterator]();
  return x.reshape(
    Array.from({ length: x.rank + count }, (_, axis) => (added.includes(axis) ? 1 : (old.next().value as number))),
  );
}

/** Merges the axes from `start` to `end`, both counted in; a scalar becomes one element. */
export function flatten(x: Tensor, start = 0, end = -1): Tensor {
  if (x.rank === 0) return x.reshape(1);
  const [first, last] = [normalizeAxis('flatten', start, x.rank), normalizeAxis('flatten', end, x.rank)];
  if (first > last)
    throw new ShapeError(
      'flatten',
      'the first axis comes after the last',
      `${start} to ${end} of ${show(x.shape)}`,
      'exchange them',
    );
  return x.reshape([...x.shape.slice(0, first), size(x.shape.slice(first, last + 1)), ...x.shape.slice(last + 1)]);
}

/** Reverses the order along `axes`; all of them by default. */
export function flip(x: Tensor, axes?: number | readonly number[]): Tensor {
  return normalizeAxes('flip', axes, x.rank).reduce(
    (view, axis) => view.slice(axis, -1, undefined, -1),
    x.reshape(x.shape),
  );
}

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

/** A range of several axes at once. Ends are clamped to the tensor, as in NumPy. @throws ShapeError when `lengths` reach outside. */
export function slice(x: Tensor, { starts, ends, lengths, steps, axes }: SliceOptions): Tensor {
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

/**
 * Consecutive parts of an axis: of the given sizes, or all of one size (the last may be smaller). Their gradients come back as one `concat`.
 * @throws ShapeError when the sizes do not add up.
 */
export function split(x: Tensor, sizes: number | readonly number[], axis = 0): Tensor[] {
  const at = normalizeAxis('split', axis, x.rank);
  const n = x.shape[at];
  if (typeof sizes === 'number' && (!Number.isInteger(sizes) || sizes < (n ? 1 : 0)))
    throw new ShapeError('split', 'the size must be a whole number above 0', String(sizes), 'use the size of a part');
  const parts =
    typeof sizes === 'number'
      ? Array.from({ length: Math.max(1, Math.ceil(n / sizes) || 0) }, (_, i) => Math.min(sizes, n - i * sizes))
      : sizes;
  if (parts.some((part) => !Number.isInteger(part) || part < 0) || parts.reduce((sum, part) => sum + part, 0) !== n) {
    throw new ShapeError(
      'split',
      `the sizes must add up to ${n}`,
      `${show(parts)} along axis ${at} of ${show(x.shape)}`,
      'name the sizes of all parts',
    );
  }
  let start = 0;
  const views = noGrad(() => parts.map((part) => x.slice(at, start, (start += part))));
  record('split', [x], views, {
    kind: 'op',
    gradients: (dys) => [
      concat(
        dys.map((dy, i) => dy ?? zeros(x.device, views[i].shape, x.dtype)),
        at,
      ),
    ],
  });
  return views;
}

/** An axis cut into `count` parts of ⌈n/count⌉ elements; the last may be smaller, and there may be fewer. */
export function chunk(x: Tensor, count: number, axis = 0): Tensor[] {
  if (!Number.isInteger(count) || count < 1)
    throw new ShapeError('chunk', 'the count must be a whole number above 0', String(count), 'use the number of parts');
  return split(x, Math.ceil(x.shape[normalizeAxis('chunk', axis, x.rank)] / count), axis);
}
