/** How attention over a padded picture describes itself to `capture`: by the picture's own positions. */
import type { MapSource } from '../../engine/capture.ts';
import { pad } from '../../kernels/shape/pad.ts';

type Pair = readonly [number, number];

/**
 * `map` without the padding: what a row lacks to 1 went there.
 * @param place first row and column of the picture in the padded one @param grid the picture's rows and columns
 * @param queries those of them that ask; all that the map has unless given.
 */
export function withoutPadding(map: MapSource, place: Pair, grid: Pair, queries?: Pair): MapSource {
  const [[top, left], [rows, columns]] = [place, grid];
  const [asking, all] = [queries ?? map.queries!, map.queries!];
  return {
    ...map,
    grid,
    queries: asking,
    row: (kept, query, head, batch) => {
      const inWhole = Math.floor(query / asking[1]) * all[1] + (query % asking[1]);
      const row = map.row(kept, inWhole, head, batch).reshape(map.grid);
      // Cut to the picture, or filled up with zeros where the windows end before it does.
      return pad(row, {
        before: [-top, -left],
        after: [rows + top - map.grid[0], columns + left - map.grid[1]],
      }).reshape(-1);
    },
    through: (kept, values) => {
      const whole = pad(values, {
        before: [0, 0, top, left],
        after: [0, 0, map.grid[0] - rows - top, map.grid[1] - columns - left],
      });
      return map.through!(kept, whole).slice(2, 0, asking[0]).slice(3, 0, asking[1]);
    },
  };
}
