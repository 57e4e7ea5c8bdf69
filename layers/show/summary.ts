/** What a row of a map says, in numbers. */
export interface MapSummary {
  /** The strongest cells, strongest first. */
  strongest: { row: number; column: number; weight: number }[];
  /** Share of the row's weight within five cells of the query. */
  near: number;
}

export const nearCells = 5;

/** @param row weights over the grid @param query [row, column] on the map's grid; absent for gates. */
export function summarize(
  row: Float32Array,
  [, columns]: readonly [number, number],
  query: readonly [number, number] | null,
  count = 5,
): MapSummary {
  const order = Array.from(row.keys()).sort((a, b) => row[b] - row[a] || a - b);
  // Without a softmax weights may be negative: shares are of what they weigh, not of what is left when they cancel.
  const total = row.reduce((sum, weight) => sum + Math.abs(weight), 0);
  const inside = (cell: number) =>
    query !== null &&
    Math.max(Math.abs(Math.floor(cell / columns) - query[0]), Math.abs((cell % columns) - query[1])) <= nearCells;
  const near = row.reduce((sum, weight, cell) => (inside(cell) ? sum + Math.abs(weight) : sum), 0);
  return {
    strongest: order
      .slice(0, count)
      .map((cell) => ({ row: Math.floor(cell / columns), column: cell % columns, weight: row[cell] })),
    near: total ? near / total : 0,
  };
}
