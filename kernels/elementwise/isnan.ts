import { bitTest } from './bit-test.ts';
import { m_is_nan } from '../math/bits.ts';

/** Whether x is NaN, as bool. */
export const isnan = bitTest('isnan', m_is_nan, Number.isNaN);
