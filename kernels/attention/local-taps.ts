/** What the window of one query holds, key by key: for plain loops, and to draw a map. */
import type { Axis } from './window.ts';
import { positionAt, regionAt, windowOf } from './window.ts';

export interface Tap {
  /** Its number in the window, row by row. */
  tap: number;
  /** Row-major place of the key in the image; -1 outside. */
  key: number;
  /** Its places in the tables of relative rows and columns. */
  row: number;
  column: number;
  /** What is added to its logit: -Infinity for a key that is left out, -100 in another region of a rolled image. */
  penalty: number;
}

/** All taps of the query at row y and column x, those outside the image included. */
export function tapsOf([rows, columns]: readonly [Axis, Axis], y: number, x: number): Tap[] {
  const [rowSpan, columnSpan] = [windowOf(rows, y), windowOf(columns, x)];
  const regions = (ty: number, tx: number) => `${regionAt(rows, rowSpan, ty)},${regionAt(columns, columnSpan, tx)}`;
  const own = regions(rowSpan.offset - rows.kernel + 1, columnSpan.offset - columns.kernel + 1);
  return Array.from({ length: rowSpan.count * columnSpan.count }, (_, tap) => {
    const [ty, tx] = [Math.floor(tap / columnSpan.count), tap % columnSpan.count];
    const [r, c] = [positionAt(rows, rowSpan, ty), positionAt(columns, columnSpan, tx)];
    const inside = r >= 0 && r < rows.keys && c >= 0 && c < columns.keys;
    return {
      tap,
      key: inside ? r * columns.keys + c : -1,
      row: rowSpan.offset + ty * rowSpan.turn,
      column: columnSpan.offset + tx * columnSpan.turn,
      penalty:
        !inside && rows.form === 'mask' ? -Infinity : rows.form === 'block' && regions(ty, tx) !== own ? -100 : 0,
    };
  });
}
