/** The larger and the smaller of two, element by element. NaN if either is NaN, and -0 is below 0. */
import type { Sample } from '../../engine/op.ts';
import { binary } from './binary.ts';
import { wgsl } from '../../engine/gpu/wgsl.ts';
import { m_is_nan } from '../math/bits.ts';
import { m_rank } from '../math/order.ts';

export const extremeSamples: readonly Sample<object>[] = [
  { shapes: { a: [2, 3, 4], b: [3, 1] } },
  {
    shapes: { a: [7], b: [7] },
    values: { a: [NaN, 1, -0, 0, -Infinity, 1e-40, 2], b: [1, NaN, 0, -0, 3, -1e-40, 2] },
    differentiable: false,
  },
  { shapes: { a: [9], b: [9] }, dtypes: { a: 'i32', b: 'i32' }, range: [-3, 3] },
  { shapes: { a: [2], b: [2] }, dtypes: { a: 'u32', b: 'u32' }, values: { a: [4294967295, 1], b: [1, 2] } },
];

/**
 * The part of a gradient that the greater of a and b gets: 1, or half where they are equal, or 0. Where one is NaN both
 * get 1, as in PyTorch.
 */
export const share = binary({
  name: 'share',
  dtypes: ['f32', 'f16'],
  code: () =>
    wgsl`
      select(select(select(0.0f, 1.0f, ${m_rank}(a) > ${m_rank}(b)), 0.5f, ${m_rank}(a) == ${m_rank}(b)), 1.0f,
        ${m_is_nan}(a) || ${m_is_nan}(b))`,

  reference: (a, b) => (a < b ? 0 : a === b ? 0.5 : 1),
  samples: [{ shapes: { a: [3, 1], b: [5] }, values: { a: [-1, 0, NaN], b: [-1, -0, 0, 1, NaN] } }],
});
