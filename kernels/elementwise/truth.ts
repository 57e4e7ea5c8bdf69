/** Logic on any element type: what is not zero is true (NaN too). Results are bool. */
import type { DType } from '../../engine/dtype.ts';
import type { Snippet } from '../../engine/gpu/wgsl.ts';
import { isFloat } from '../../engine/dtype.ts';
import { name, wgsl } from '../../engine/gpu/wgsl.ts';
import { binary } from './binary.ts';
import { anyDType } from '../../engine/op.ts';
import type { Sample } from '../../engine/op.ts';

export const truth = (value: 'a' | 'b' | 'x', dtype: DType): Snippet =>
  isFloat(dtype) ? wgsl`((bitcast<u32>(${name(value)}) & 0x7fffffffu) != 0u)` : wgsl`(${name(value)} != 0)`;

export const connective = (
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
