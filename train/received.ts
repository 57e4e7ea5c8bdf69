/** What a map gives to each place, whoever asks: the mean over queries and heads, or the gate itself. */
import type { AttentionMap } from '../engine/capture.ts';

/** Queries that stand for all of a map that has more. */
const asked = 64;

/** [rows · columns] of the map's grid, summing to about 1 where rows of the map do. */
export async function received(map: AttentionMap): Promise<Float32Array> {
  const [rows, columns] = map.queries ?? [1, 1];
  const step = Math.max(1, Math.floor((rows * columns) / asked));
  const total = new Float32Array(map.grid[0] * map.grid[1]);
  let count = 0;
  for (let query = 0; query < rows * columns; query += step) {
    for (let head = 0; head < map.heads; head++, count++) {
      const row = await map.at(query, head);
      row.forEach((weight, cell) => (total[cell] += weight));
    }
  }
  return total.map((sum) => sum / count);
}
