/** Tests of a float's bits; compilers may assume that NaN and Inf do not occur, so no comparison of floats is asked. */
import type { Sample } from '../../engine/op.ts';
import type { Snippet } from '../../engine/gpu/wgsl.ts';
import { unary } from './unary.ts';
import { wgsl } from '../../engine/gpu/wgsl.ts';

const samples: readonly Sample<object>[] = [
  { shapes: { x: [6] }, values: { x: [NaN, Infinity, -Infinity, 0, 3e38, 1e-40] } },
];

export const bitTest = (name: string, test: Snippet, reference: (x: number) => boolean) =>
  unary({
    name,
    dtype: 'bool',
    code: () => wgsl`select(0u, 1u, ${test}(x))`,
    reference: (x) => Number(reference(x)),
    samples,
  });
