/** Comparisons; results are bool. NaN is equal to nothing, greater and less than nothing. -0 equals 0. */
import type { Snippet } from '../../engine/gpu/wgsl.ts';
import { binary } from './binary.ts';
import { anyDType } from '../../engine/op.ts';
import { isFloat } from '../../engine/dtype.ts';
import { wgsl } from '../../engine/gpu/wgsl.ts';
import { m_is_nan } from '../math/bits.ts';
import { m_rank } from '../math/order.ts';
import type { Sample } from '../../engine/op.ts';

export const comparison = (name: string, operator: Snippet, reference: (a: number, b: number) => boolean) =>
  binary({
    name,
    dtypes: anyDType,
    dtype: 'bool',
    code: (dtype) =>
      isFloat(dtype)
        ? wgsl`
          select(select(0u, 1u, ${m_rank}(a) ${operator} ${m_rank}(b)), ${Number(reference(NaN, NaN))}u,
            ${m_is_nan}(a) || ${m_is_nan}(b))`
        : wgsl`select(0u, 1u, a ${operator} b)`,

    reference: (a, b) => Number(reference(a, b)),
    samples: [
      {
        shapes: { a: [9, 1], b: [9] },
        values: {
          a: [-Infinity, -2, -1e-40, -0, 0, 1e-40, 2, Infinity, NaN],
          b: [-Infinity, -2, -1e-40, -0, 0, 1e-40, 2, Infinity, NaN],
        },
      },
      { shapes: { a: [3, 40], b: [40] }, dtypes: { a: 'i32', b: 'i32' } },
      {
        shapes: { a: [3], b: [3] },
        dtypes: { a: 'u32', b: 'u32' },
        values: { a: [4294967295, 1, 0], b: [1, 4294967295, 0] },
      },
    ] satisfies Sample<object>[],
  });
