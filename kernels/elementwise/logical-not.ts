import { unary } from './unary.ts';
import { anyDType } from '../../engine/op.ts';
import { wgsl } from '../../engine/gpu/wgsl.ts';
import { truth } from './truth.ts';

/** 1 where x is 0; bool, of any type. NaN is not 0. */
export const logicalNot = unary({
  name: 'logical_not',
  dtypes: anyDType,
  dtype: 'bool',
  code: (_, dtype) => wgsl`select(1u, 0u, ${truth('x', dtype)})`,
  reference: (x) => Number(x === 0),
  samples: [
    { shapes: { x: [4] }, values: { x: [0, -0, NaN, 1e-40] } },
    { shapes: { x: [5] }, dtypes: { x: 'bool' } },
    { shapes: { x: [5] }, dtypes: { x: 'i32' } },
  ],
});
