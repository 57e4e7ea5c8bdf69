import { binary } from './binary.ts';
import { isFloat } from '../../engine/dtype.ts';
import { wgsl } from '../../engine/gpu/wgsl.ts';
import { m_is_nan } from '../math/bits.ts';
import { m_total_rank } from '../math/order.ts';
import { mul } from './mul.ts';
import { extremeSamples, share } from './extremes.ts';

/** max(a, b). Equal elements share the gradient half and half. */
export const maximum = binary({
  name: 'maximum',
  code: (dtype) =>
    isFloat(dtype)
      ? wgsl`
        select(select(select(a, b, ${m_total_rank}(b) > ${m_total_rank}(a)), b, ${m_is_nan}(b)), a, ${m_is_nan}(a))`
      : wgsl`max(a, b)`,

  reference: (a, b) => Math.max(a, b),
  grad: ({ a, b, dy }, wanted) => ({ a: wanted.a && mul(dy, share(a, b)), b: wanted.b && mul(dy, share(b, a)) }),
  samples: extremeSamples,
});
