/** Shape arithmetic: sizes, strides, axes, broadcasting. Everything here is plain JavaScript and knows no GPU. */
import { ShapeError } from './errors.ts';

export type Shape = readonly number[];

/** The highest rank a tensor may have. */
export const maxRank = 8;
/** WGSL indexes with 32 bits, so no tensor may hold more elements. */
export const maxElements = 2 ** 32 - 1;

/** Number of elements; 1 for a scalar. */
export const size = (shape: Shape): number => shape.reduce((product, n) => product * n, 1);

/** `[2, 3]`, as errors print a shape. */
export const show = (shape: Shape): string => `[${shape.join(', ')}]`;

export const sameShape = (a: Shape, b: Shape): boolean => a.length === b.length && a.every((n, i) => n === b[i]);

/** Strides, in elements, of a dense row-major tensor. */
export function rowMajor(shape: Shape): number[] {
  const strides = new Array<number>(shape.length);
  for (let axis = shape.length - 1, step = 1; axis >= 0; axis--) {
    strides[axis] = step;
    step *= shape[axis];
  }
  return strides;
}

/** Throws unless `shape` is a legal shape: whole sizes, rank up to 8, fewer than 2³² elements. */
export function checkShape(op: string, shape: Shape): void {
  if (!Array.isArray(shape))
    throw new ShapeError(op, 'the shape is not a list', String(shape), 'give sizes, as in [2, 3]');
  if (shape.length > maxRank)
    throw new ShapeError(op, `rank ${shape.length} exceeds ${maxRank}`, show(shape), 'merge axes with reshape');
  for (const n of shape) {
    if (!Number.isInteger(n) || n < 0)
      throw new ShapeError(op, 'sizes must be whole numbers, zero or more', show(shape), 'give sizes of 0, 1, 2, …');
  }
  if (size(shape) > maxElements)
    throw new ShapeError(
      op,
      `${size(shape)} elements exceed ${maxElements}`,
      show(shape),
      'split it into smaller tensors',
    );
}

/** The non-negative form of an axis that may count from the end. */
export function normalizeAxis(op: string, axis: number, rank: number): number {
  const positive = axis < 0 ? axis + rank : axis;
  if (!Number.isInteger(axis) || positive < 0 || positive >= rank) {
    throw new ShapeError(
      op,
      `axis ${axis} is out of range`,
      `rank ${rank}`,
      rank ? `use ${-rank} to ${rank - 1}` : 'a scalar has no axes',
    );
  }
  return positive;
}

/** Sorted, non-negative axes without repeats; `null` or `undefined` means all. */
export function normalizeAxes(op: string, axes: number | readonly number[] | null | undefined, rank: number): number[] {
  if (axes === null || axes === undefined) return Array.from({ length: rank }, (_, i) => i);
  if (typeof axes !== 'number' && !Array.isArray(axes))
    throw new ShapeError(
      op,
      'axes come as a number or a list',
      typeof axes,
      'give the options after the axes; null means all',
    );
  const list = (typeof axes === 'number' ? [axes] : (axes as readonly number[])).map((axis) =>
    normalizeAxis(op, axis, rank),
  );
  if (new Set(list).size !== list.length)
    throw new ShapeError(op, 'an axis is named twice', show(list), 'name each axis once');
  return list.sort((a, b) => a - b);
}

/** NumPy broadcasting of any number of shapes. */
export function broadcastShapes(op: string, ...shapes: Shape[]): number[] {
  const rank = Math.max(0, ...shapes.map((shape) => shape.length));
  const out = new Array<number>(rank).fill(1);
  for (const shape of shapes) {
    for (let i = 0; i < shape.length; i++) {
      const axis = rank - shape.length + i;
      if (out[axis] === 1) out[axis] = shape[i];
      else if (shape[i] !== 1 && shape[i] !== out[axis]) {
        throw new ShapeError(
          op,
          'shapes do not broadcast',
          shapes.map(show).join(' and '),
          'sizes must be equal or 1, aligned at the last axis',
        );
      }
    }
  }
  return out;
}

/** Strides that read a tensor of `shape` and `strides` as if it were broadcast to `target`. */
export function broadcastStrides(shape: Shape, strides: Shape, target: Shape): number[] {
  const lead = target.length - shape.length;
  return target.map((n, axis) => (axis < lead || (shape[axis - lead] === 1 && n !== 1) ? 0 : strides[axis - lead]));
}

/** The shape left when `axes` are reduced. */
export function reducedShape(shape: Shape, axes: readonly number[], keep: boolean): number[] {
  return keep ? shape.map((n, i) => (axes.includes(i) ? 1 : n)) : shape.filter((_, i) => !axes.includes(i));
}
