/** The larger and the smaller of two, element by element. NaN if either is NaN, and -0 is below 0. */
import { isFloat } from '../../engine/dtype.ts';
import type { Sample } from '../../engine/op.ts';
import { wgsl } from '../../engine/gpu/wgsl.ts';
import { binary } from '../make/binary.ts';
import { m_is_nan } from '../math/bits.ts';
import { m_rank, m_total_rank } from '../math/order.ts';
import { mul } from './mul.ts';

const samples: readonly Sample<object>[] = [
  { shapes: { a: [2, 3, 4], b: [3, 1] } },
  {
    shapes: { a: [7], b: [7] },
    values: { a: [NaN, 1, -0, 0, -Infinity, 1e-40, 2], b: [1, NaN, 0, -0, 3, -1e-40, 2] },
    differentiable: false,
  },
  { shapes: { a: [9], b: [9] }, dtypes: { a: 'i32', b: 'i32' }, range: [-3, 3] },
  { shapes: { a: [2], b: [2] }, dtypes: { a: 'u32', b: 'u32' }, values: { a: [4294967295, 1], b: [1, 2] } },
];

/** The part of a gradient that the greater of a and b gets: 1, or half where they are equal, or 0. Where one is NaN both get 1, as in PyTorch. */
export const share = binary({
  name: 'share',
  dtypes: ['f32', 'f16'],
  code: () =>
    wgsl`select(select(select(0.0f, 1.0f, m_rank(a) > m_rank(b)), 0.5f, m_rank(a) == m_rank(b)), 1.0f, m_is_nan(a) || m_is_nan(b))`,
  functions: [m_is_nan, m_rank],
  reference: (a, b) => (a < b ? 0 : a === b ? 0.5 : 1),
  samples: [{ shapes: { a: [3, 1], b: [5] }, values: { a: [-1, 0, NaN], b: [-1, -0, 0, 1, NaN] } }],
});

/** max(a, b). Equal elements share the gradient half and half. */
export const maximum = binary({
  name: 'maximum',
  code: (dtype) =>
    isFloat(dtype)
      ? wgsl`select(select(select(a, b, m_total_rank(b) > m_total_rank(a)), b, m_is_nan(b)), a, m_is_nan(a))`
      : wgsl`max(a, b)`,
  functions: [m_is_nan, m_total_rank],
  reference: (a, b) => Math.max(a, b),
  grad: ({ a, b, dy }) => ({ a: () => mul(dy, share(a, b)), b: () => mul(dy, share(b, a)) }),
  samples,
});

/** min(a, b). Equal elements share the gradient half and half. */
export const minimum = binary({
  name: 'minimum',
  code: (dtype) =>
    isFloat(dtype)
      ? wgsl`select(select(select(a, b, m_total_rank(b) < m_total_rank(a)), b, m_is_nan(b)), a, m_is_nan(a))`
      : wgsl`min(a, b)`,
  functions: [m_is_nan, m_total_rank],
  reference: (a, b) => Math.min(a, b),
  grad: ({ a, b, dy }) => ({ a: () => mul(dy, share(b, a)), b: () => mul(dy, share(a, b)) }),
  samples,
});
