/**
 * Arguments that convolutions, pools and `unfold` share: pairs over rows and columns, padding, and the sizes that
 * follow.
 */
import { told } from '../../engine/arguments.ts';
import { ShapeError } from '../../engine/errors.ts';
import { show } from '../../engine/shape.ts';
import type { Tensor } from '../../engine/tensor.ts';

/** [rows, columns]. */
export type Pair = readonly [number, number];
/** One number for rows and columns, or [rows, columns]. */
export type PairLike = number | readonly number[];
/** Pixels around the image: one number, [rows, columns], or [top, left, bottom, right]. */
export type Padding = number | readonly number[];
export type Sides = readonly [top: number, left: number, bottom: number, right: number];

/** Whole numbers of at least `low` for rows and columns. @throws ShapeError */
export function pair(op: string, what: string, value: PairLike, low = 1): Pair {
  const list = typeof value === 'number' ? [value, value] : value;
  if (!Array.isArray(list) || list.length !== 2 || list.some((n) => !Number.isInteger(n) || n < low)) {
    throw new ShapeError(
      op,
      `the ${what} must be one or two whole numbers of at least ${low}`,
      told(value),
      'use n or [rows, columns]',
    );
  }
  return [list[0], list[1]];
}

/** A whole number of at least `low` for lines; a list of one counts as it, as in PyTorch. @throws ShapeError */
export const single = (op: string, what: string, value: number | readonly [number], low = 1): number =>
  pair(op, what, [1, ...[value].flat()], low)[1];

/** Padding by side. @throws ShapeError when it is below `low` or not whole. */
export function sides(op: string, padding: Padding, low = 0): Sides {
  const list = typeof padding === 'number' ? [padding, padding] : padding;
  if (
    !Array.isArray(list) ||
    (list.length !== 2 && list.length !== 4) ||
    list.some((n) => !Number.isInteger(n) || n < low)
  ) {
    throw new ShapeError(
      op,
      `the padding must be one, two or four whole numbers${low < 0 ? '' : ', zero or more'}`,
      told(padding),
      'use p, [rows, columns] or [top, left, bottom, right]',
    );
  }
  const [top, left] = list;
  return [top, left, list[2] ?? top, list[3] ?? left];
}

/** Pixels from the first to the last tap of a window. */
export const span = (kernel: number, dilation: number): number => dilation * (kernel - 1) + 1;

/** The image size [H, W] of x. @throws ShapeError unless x is [B, C, H, W]. */
export function imageSize(op: string, x: { shape: readonly number[] }): Pair {
  if (x.shape.length !== 4)
    throw new ShapeError(
      op,
      'the input must be images [B, C, H, W], or one image [C, H, W]',
      show(x.shape),
      'add the missing axes with reshape',
    );
  return [x.shape[2], x.shape[3]];
}

/**
 * Runs `fn` on a batch; one image [C, H, W] becomes a batch of one on the way in, and one image again on the way out.
 */
export function batched(x: Tensor, rank: number, fn: (x: Tensor) => Tensor): Tensor {
  if (x.rank !== rank - 1) return fn(x);
  const out = fn(x.reshape(1, ...x.shape));
  return out.reshape(out.shape.slice(1));
}

/** As PyTorch, only the batch may be empty. @throws ShapeError */
export function checkPixels(op: string, x: Tensor): void {
  if (x.shape.slice(1).includes(0))
    throw new ShapeError(op, 'there are no pixels', show(x.shape), 'only the batch may be empty');
}
