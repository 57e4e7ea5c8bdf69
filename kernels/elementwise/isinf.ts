import { bitTest } from './bit-test.ts';
import { m_is_inf } from '../math/bits.ts';

/** Whether x is Inf or -Inf, as bool. */
export const isinf = bitTest('isinf', m_is_inf, (x) => Math.abs(x) === Infinity);
