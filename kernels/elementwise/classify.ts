/** Tests of a float's bits; compilers may assume that NaN and Inf do not occur, so no comparison of floats is asked. */
import type { Sample } from '../../engine/op.ts';
import type { Snippet } from '../../engine/gpu/wgsl.ts';
import { wgsl } from '../../engine/gpu/wgsl.ts';
import { m_is_finite, m_is_inf, m_is_nan } from '../math/bits.ts';
import { unary } from '../make/unary.ts';

const samples: readonly Sample<object>[] = [
  { shapes: { x: [6] }, values: { x: [NaN, Infinity, -Infinity, 0, 3e38, 1e-40] } },
];
const test = (name: string, code: Snippet, fn: Snippet, reference: (x: number) => boolean) =>
  unary({
    name,
    dtype: 'bool',
    code: () => wgsl`select(0u, 1u, ${code})`,
    functions: [fn],
    reference: (x) => Number(reference(x)),
    samples,
  });

/** Whether x is NaN, as bool. */
export const isnan = test('isnan', wgsl`m_is_nan(x)`, m_is_nan, Number.isNaN);
/** Whether x is Inf or -Inf, as bool. */
export const isinf = test('isinf', wgsl`m_is_inf(x)`, m_is_inf, (x) => Math.abs(x) === Infinity);
/** Whether x is neither NaN nor infinite, as bool. */
export const isfinite = test('isfinite', wgsl`m_is_finite(x)`, m_is_finite, Number.isFinite);
