/** Rectifiers: straight lines with a kink. */
import { unary } from './unary.ts';
import { numberDTypes } from '../../engine/op.ts';
import { isFloat } from '../../engine/dtype.ts';
import { wgsl } from '../../engine/gpu/wgsl.ts';
import { m_is_nan } from '../math/bits.ts';
import type { Sample } from '../../engine/op.ts';

/** max(x, 0). Its derivative at 0 is 0. */
export const relu = unary({
  name: 'relu',
  dtypes: numberDTypes,
  code: (_, dtype) => (!isFloat(dtype) ? wgsl`max(x, 0)` : wgsl`select(x, 0.0f, bitcast<i32>(x) < 0)`),
  reference: (x) => (x > 0 ? x : 0),
  derivative: {
    from: 'x',
    code: () => wgsl`select(0.0f, dy, bitcast<i32>(x) > 0 || ${m_is_nan}(x))`,

    reference: (x, dy) => (x <= 0 ? 0 : dy),
  },
  samples: [
    [5, 27],
    { shapes: { x: [6] }, values: { x: [-0, 0, -1e-40, 1e-40, Infinity, -Infinity] }, differentiable: false },
    { shapes: { x: [9] }, dtypes: { x: 'i32' }, range: [-3, 3] },
  ] satisfies (readonly number[] | Sample<object>)[],
});
