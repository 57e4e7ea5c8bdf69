/** Indices as users give them: i32 or u32, negative ones counting from the end. */
import type { DType } from '../../engine/dtype.ts';
import { isFloat } from '../../engine/dtype.ts';
import { ShapeError } from '../../engine/errors.ts';
import type { Tensor } from '../../engine/tensor.ts';
import type { Snippet } from '../../engine/gpu/wgsl.ts';
import { f32, fn, wgsl } from '../../engine/gpu/wgsl.ts';
import { register } from './coordinates.ts';

export interface GatherAttrs {
  axis: number;
  /** What an index outside reads: NaN (0 for integers), so that it is seen, unless it shall be 0. */
  outside?: 'zero';
}

/** What a read outside gives. */
export const missing = (dtype: DType, { outside }: GatherAttrs): Snippet =>
  dtype === 'f32' && !outside ? f32(NaN) : wgsl`${register(dtype)}(0)`;
/** The same for loops. */
export const missingValue = (dtype: DType, { outside }: GatherAttrs): number => (isFloat(dtype) && !outside ? NaN : 0);

export const indexDTypes: readonly DType[] = ['i32', 'u32'];

/**
 * Refuses indices that are known to lie outside -n … n - 1: those of tensors made on the host. What a kernel computed,
 * nobody knows without waiting for it. @throws ShapeError
 */
export function checkIndices(op: string, indices: Tensor, n: number, low = -n): void {
  const { bounds } = indices;
  if (bounds && (bounds[0] < low || bounds[1] >= n))
    throw new ShapeError(
      op,
      'an index is outside',
      `indices from ${bounds[0]} to ${bounds[1]} into ${n} entries`,
      `use ${low} to ${n - 1}`,
    );
}

/** The row that an index means, in 0 … n - 1; a huge number for an index outside. */
export const rowIndex = fn`
  fn row_index(index: i32, n: u32) -> u32 {
    let row = select(u32(index), u32(index) + n, index < 0);
    return select(0xffffffffu, row, row < n);
  }`;

/** The same for loops; -1 for an index outside. */
export function rowIndexValue(index: number, n: number): number {
  const row = index < 0 ? index + n : index;
  return row >= 0 && row < n ? row : -1;
}
