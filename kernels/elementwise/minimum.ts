import { binary } from './binary.ts';
import { isFloat } from '../../engine/dtype.ts';
import { wgsl } from '../../engine/gpu/wgsl.ts';
import { m_is_nan } from '../math/bits.ts';
import { m_total_rank } from '../math/order.ts';
import { mul } from './mul.ts';
import { extremeSamples, share } from './extremes.ts';

/** min(a, b). Equal elements share the gradient half and half. */
export const minimum = binary({
  name: 'minimum',
  code: (dtype) =>
    isFloat(dtype)
      ? wgsl`
        select(select(select(a, b, ${m_total_rank}(b) < ${m_total_rank}(a)), b, ${m_is_nan}(b)), a, ${m_is_nan}(a))`
      : wgsl`min(a, b)`,

  reference: (a, b) => Math.min(a, b),
  grad: ({ a, b, dy }, wanted) => ({ a: wanted.a && mul(dy, share(b, a)), b: wanted.b && mul(dy, share(a, b)) }),
  samples: extremeSamples,
});
