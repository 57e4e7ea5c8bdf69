/** Logic on any element type: what is not zero is true (NaN too). Results are bool. */
import { isFloat } from '../../engine/dtype.ts';
import type { DType } from '../../engine/dtype.ts';
import type { Sample } from '../../engine/op.ts';
import { anyDType } from '../../engine/op.ts';
import type { Snippet } from '../../engine/gpu/wgsl.ts';
import { name, wgsl } from '../../engine/gpu/wgsl.ts';
import { binary } from '../make/binary.ts';
import { unary } from '../make/unary.ts';

const truth = (value: 'a' | 'b' | 'x', dtype: DType): Snippet =>
  isFloat(dtype) ? wgsl`((bitcast<u32>(${name(value)}) & 0x7fffffffu) != 0u)` : wgsl`(${name(value)} != 0)`;

const connective = (
  opName: string,
  code: (a: Snippet, b: Snippet) => Snippet,
  reference: (a: boolean, b: boolean) => boolean,
) =>
  binary({
    name: opName,
    dtypes: anyDType,
    dtype: 'bool',
    code: (dtype) => wgsl`select(0u, 1u, ${code(truth('a', dtype), truth('b', dtype))})`,
    reference: (a, b) => Number(reference(a !== 0, b !== 0)),
    samples: [
      { shapes: { a: [3, 4], b: [4] }, dtypes: { a: 'bool', b: 'bool' } },
      { shapes: { a: [2, 1], b: [3] }, values: { a: [0, NaN], b: [-0, 1e-40, 2] } },
      { shapes: { a: [5], b: [5] }, dtypes: { a: 'i32', b: 'i32' } },
    ] satisfies Sample<object>[],
  });

export const logicalAnd = connective(
  'logical_and',
  (a, b) => wgsl`${a} && ${b}`,
  (a, b) => a && b,
);
export const logicalOr = connective(
  'logical_or',
  (a, b) => wgsl`${a} || ${b}`,
  (a, b) => a || b,
);
export const logicalXor = connective(
  'logical_xor',
  (a, b) => wgsl`${a} != ${b}`,
  (a, b) => a !== b,
);

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
