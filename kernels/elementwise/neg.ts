import type { UnaryFunction } from './unary.ts';
import { unary } from './unary.ts';
import { numberDTypes } from '../../engine/op.ts';
import { wgsl } from '../../engine/gpu/wgsl.ts';

/** -x; u32 wraps. */
export const neg: UnaryFunction<object> = unary({
  name: 'neg',
  dtypes: numberDTypes,
  code: (_, dtype) =>
    dtype === 'u32' ? wgsl`0u - x` : dtype === 'i32' ? wgsl`-x` : wgsl`bitcast<f32>(bitcast<u32>(x) ^ 0x80000000u)`,
  reference: (x) => -x,
  grad: ({ dy }) => neg(dy),
  samples: [
    [2, 3, 7],
    { shapes: { x: [9] }, dtypes: { x: 'i32' }, range: [-5, 5] },
    { shapes: { x: [9] }, dtypes: { x: 'u32' }, range: [0, 3] },
  ],
});
