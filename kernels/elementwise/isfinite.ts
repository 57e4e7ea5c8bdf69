import { bitTest } from './bit-test.ts';
import { wgsl } from '../../engine/gpu/wgsl.ts';
import { m_is_finite } from '../math/bits.ts';

/** Whether x is neither NaN nor infinite, as bool. */
export const isfinite = bitTest('isfinite', wgsl`m_is_finite(x)`, m_is_finite, Number.isFinite);
