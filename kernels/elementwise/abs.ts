import { unary } from './unary.ts';
import { numberDTypes } from '../../engine/op.ts';
import { isFloat } from '../../engine/dtype.ts';
import { wgsl } from '../../engine/gpu/wgsl.ts';
import { mul } from './mul.ts';
import { sign } from './sign.ts';

/** |x|. Its derivative at 0 is 0. */
export const abs = unary({
  name: 'abs',
  dtypes: numberDTypes,
  code: (_, dtype) => (!isFloat(dtype) ? wgsl`abs(x)` : wgsl`bitcast<f32>(bitcast<u32>(x) & 0x7fffffffu)`),
  reference: Math.abs,
  grad: ({ x, dy }) => mul(dy, sign(x)),
  samples: [
    [2, 3, 7],
    { shapes: { x: [9] }, dtypes: { x: 'i32' }, range: [-5, 5] },
    { shapes: { x: [9] }, dtypes: { x: 'u32' }, range: [0, 3] },
  ],
});
