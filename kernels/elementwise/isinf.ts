import { bitTest } from './bit-test.ts';
import { wgsl } from '../../engine/gpu/wgsl.ts';
import { m_is_inf } from '../math/bits.ts';

/** Whether x is Inf or -Inf, as bool. */
export const isinf = bitTest('isinf', wgsl`m_is_inf(x)`, m_is_inf, (x) => Math.abs(x) === Infinity);
