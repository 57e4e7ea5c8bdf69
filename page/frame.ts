/** An attention map read whole, as workers hand it to the page: small maps of small pictures. */
import type { AttentionMap, MapKind } from '../engine/capture.ts';
import { contrastOf } from '../engine/capture.ts';
import type { Cell, Grid } from '../layers/show/heatmap.ts';
import { rangeOf } from '../layers/show/heatmap.ts';
import type { Reading } from '../layers/show/reading.ts';
import { summarize } from '../layers/show/summary.ts';

export interface Frame {
  name: string;
  kind: MapKind;
  grid: Grid;
  /** Null for a gate. */
  queries: Grid | null;
  /** [queries, cells], the mean over heads; one row for a gate. */
  rows: Float32Array<ArrayBuffer>;
}

/** A picture that maps are shown over. */
export interface FramePicture {
  width: number;
  height: number;
  data: Uint8ClampedArray<ArrayBuffer>;
}

/** All rows of a map. All queries are asked at once: readbacks wait no longer than for the slowest. */
export async function frameOf(name: string, map: AttentionMap): Promise<Frame> {
  const { kind, grid, queries, heads } = map;
  const cells = grid[0] * grid[1];
  const count = queries ? queries[0] * queries[1] : 1;
  const rows = new Float32Array(count * cells);
  await Promise.all(
    Array.from({ length: count }, async (_, query) => {
      for (let head = 0; head < heads; head++) {
        const row = await map.at(query, head);
        row.forEach((weight, cell) => (rows[query * cells + cell] += weight / heads));
      }
    }),
  );
  return { name, kind, grid, queries, rows };
}

/** A place as a share of height and width: maps whose grids differ are asked at the same one. */
export type Place = readonly [down: number, across: number];

export const cellOf = ([down, across]: Place, [rows, columns]: Grid): Cell => [
  Math.min(rows - 1, Math.floor(down * rows)),
  Math.min(columns - 1, Math.floor(across * columns)),
];

/** The row of the query at a place. */
export function readingOf({ kind, grid, queries, rows }: Frame, place: Place): Reading {
  const query = queries && cellOf(place, queries);
  const cells = grid[0] * grid[1];
  const at = query && queries ? query[0] * queries[1] + query[1] : 0;
  const row = rows.subarray(at * cells, (at + 1) * cells);
  const { strongest } = summarize(row, grid, null);
  return {
    kind,
    grid,
    queries,
    query,
    head: 0,
    row,
    range: rangeOf(row, !queries),
    strongest,
    contrast: contrastOf(row, kind),
    near: null,
  };
}
