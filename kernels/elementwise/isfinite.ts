import { bitTest } from './bit-test.ts';
import { m_is_finite } from '../math/bits.ts';

/** Whether x is neither NaN nor infinite, as bool. */
export const isfinite = bitTest('isfinite', m_is_finite, Number.isFinite);
