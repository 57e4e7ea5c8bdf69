/** Who sees whom: along lines, or in windows. */
import type { Adapter } from '../../../engine/gpu/kernel.ts';
import type { Shape } from '../../../engine/shape.ts';
import type { Line } from './line.ts';
import { lineTaps, lineWalk } from './line.ts';
import type { Axis } from './window.ts';
import { tapsOf } from './window.ts';
import { windowWalk } from './windows.ts';
import type { Walk } from './walk.ts';

export type Who = (Line | Windows) & {
  /** Sizes of the queries' images and of the keys', [batch, heads, rows, columns]. */
  queries: Shape;
  keys: Shape;
};

/** Windows over rows and columns. */
export interface Windows {
  kind: 'windows';
  axes: readonly [Axis, Axis];
  /** The first query is at row `p.originRow` and column `p.originColumn` of the image. */
  moved?: boolean;
}

/** A key of a query, for plain loops. */
export interface Tap {
  /** Its number among those of the query. */
  tap: number;
  /** Row-major place in the image; -1 outside, where key and value are zeros. */
  key: number;
  /** Its places in the tables of relative rows and columns. */
  row: number;
  column: number;
  /** What is added to its score: -Infinity for a key that does not count. */
  penalty: number;
}

/** All taps of the query at row y and column x, those outside the image included. */
export const taps = (who: Who, y: number, x: number): Tap[] =>
  who.kind === 'line' ? lineTaps(who, y, x) : tapsOf(who.axes, y, x);

/** The walk of kernels that own queries, or keys. */
export const walkOf = (who: Who, owns: 'queries' | 'keys', adapter: Adapter): Walk =>
  who.kind === 'line' ? lineWalk(who, owns) : windowWalk(who, owns, adapter);
