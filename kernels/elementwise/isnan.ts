import { bitTest } from './bit-test.ts';
import { wgsl } from '../../engine/gpu/wgsl.ts';
import { m_is_nan } from '../math/bits.ts';

/** Whether x is NaN, as bool. */
export const isnan = bitTest('isnan', wgsl`m_is_nan(x)`, m_is_nan, Number.isNaN);
