/**
 * What concerns the sign alone, by the bit for floats: signed zeros, infinities and subnormals come out right on every
 * adapter.
 */
import { unary } from './unary.ts';
import { numberDTypes } from '../../engine/op.ts';
import { wgsl } from '../../engine/gpu/wgsl.ts';

/** -1, 0 or 1. Its derivative is 0. */
export const sign = unary({
  name: 'sign',
  dtypes: numberDTypes,
  code: (_, dtype) =>
    dtype === 'u32'
      ? wgsl`min(x, 1u)`
      : dtype === 'i32'
        ? wgsl`sign(x)`
        : wgsl`
          select(bitcast<f32>((bitcast<u32>(x) & 0x80000000u) | 0x3f800000u), x,
            (bitcast<u32>(x) & 0x7fffffffu) == 0u)`,
  reference: Math.sign,
  samples: [
    { shapes: { x: [7] }, values: { x: [-2, -1e-40, -0, 0, 1e-40, 3, Infinity] } },
    { shapes: { x: [9] }, dtypes: { x: 'i32' }, range: [-2, 2] },
    { shapes: { x: [9] }, dtypes: { x: 'u32' }, range: [0, 3] },
  ],
});
