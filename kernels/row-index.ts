/** Indices as users give them: i32 or u32, negative ones counting from the end. */
import type { DType } from '../engine/dtype.ts';
import { wgsl } from '../engine/wgsl.ts';

export const indexDTypes: readonly DType[] = ['i32', 'u32'];

/** The row that an index means, in 0 … n - 1; a huge number for an index outside. */
export const rowIndex = wgsl`fn row_index(index: i32, n: u32) -> u32 {
  let row = select(u32(index), u32(index) + n, index < 0);
  return select(0xffffffffu, row, row < n);
}`;

/** The same for loops; -1 for an index outside. */
export function rowIndexValue(index: number, n: number): number {
  const row = index < 0 ? index + n : index;
  return row >= 0 && row < n ? row : -1;
}
