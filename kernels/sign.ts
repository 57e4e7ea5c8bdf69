/** What concerns the sign alone, by the bit for floats: signed zeros, infinities and subnormals come out right on every adapter. */
import type { DType } from '../engine/dtype.ts';
import { wgsl } from '../engine/wgsl.ts';
import { mul } from './mul.ts';
import type { UnaryFunction } from './unary.ts';
import { unary } from './unary.ts';

const signed: readonly DType[] = ['f32', 'f16', 'i32'];

/** |x|. Its derivative at 0 is 0. */
export const abs = unary({
  name: 'abs',
  dtypes: signed,
  code: (_, dtype) => (dtype === 'i32' ? wgsl`abs(x)` : wgsl`bitcast<f32>(bitcast<u32>(x) & 0x7fffffffu)`),
  reference: Math.abs,
  grad: ({ x, dy }) => mul(dy, sign(x)),
  samples: [[2, 3, 7], { shapes: { x: [9] }, dtypes: { x: 'i32' }, range: [-5, 5] }],
});

/** -x. */
export const neg: UnaryFunction<object> = unary({
  name: 'neg',
  dtypes: signed,
  code: (_, dtype) => (dtype === 'i32' ? wgsl`-x` : wgsl`bitcast<f32>(bitcast<u32>(x) ^ 0x80000000u)`),
  reference: (x) => -x,
  grad: ({ dy }) => neg(dy),
  samples: [[2, 3, 7], { shapes: { x: [9] }, dtypes: { x: 'i32' }, range: [-5, 5] }],
});

/** -1, 0 or 1. Its derivative is 0. */
export const sign = unary({
  name: 'sign',
  dtypes: signed,
  code: (_, dtype) => (dtype === 'i32' ? wgsl`sign(x)` : wgsl`select(bitcast<f32>((bitcast<u32>(x) & 0x80000000u) | 0x3f800000u), x, (bitcast<u32>(x) & 0x7fffffffu) == 0u)`),
  reference: Math.sign,
  samples: [{ shapes: { x: [7] }, values: { x: [-2, -1e-40, -0, 0, 1e-40, 3, Infinity] } }, { shapes: { x: [9] }, dtypes: { x: 'i32' }, range: [-2, 2] }],
});
