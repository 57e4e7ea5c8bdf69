/** Convolutions as users call them. What is a matrix product runs as one. */
import type { Padding, PairLike } from '../make/pairs.ts';
import type { Activation } from '../elementwise/activation.ts';
import { ShapeError } from '../../engine/errors.ts';

export interface ConvOptions {
  stride?: PairLike;
  /** One number, [rows, columns], or [top, left, bottom, right]. */
  padding?: Padding;
  dilation?: PairLike;
  groups?: number;
}

export interface Activated {
  /** 'relu' or 'sigmoid', applied to the results in the same pass. */
  activation?: Activation | undefined;
}

export function checkGroups(op: string, groups: number): void {
  if (!Number.isInteger(groups) || groups < 1)
    throw new ShapeError(
      op,
      'groups must be a whole number of at least 1',
      String(groups),
      'use 1, or what divides the channels',
    );
}
