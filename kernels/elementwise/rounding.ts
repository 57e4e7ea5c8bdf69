/** To whole numbers. Integers pass; derivatives are 0. */
import { unary } from './unary.ts';
import { numberDTypes } from '../../engine/op.ts';
import { isFloat } from '../../engine/dtype.ts';
import { name, wgsl } from '../../engine/gpu/wgsl.ts';
import type { Sample } from '../../engine/op.ts';

export const rounding = (builtin: 'floor' | 'ceil' | 'trunc' | 'round', reference: (x: number) => number) =>
  unary({
    name: builtin,
    dtypes: numberDTypes,
    code: (_, dtype) => (isFloat(dtype) ? wgsl`${name(builtin)}(x)` : wgsl`x`),
    reference,
    samples: [
      { shapes: { x: [130] }, range: [-9, 9] },
      { shapes: { x: [8] }, values: { x: [-2.5, -1.5, -0.5, 0.5, 1.5, 2.5, 16777216, -Infinity] } },
      { shapes: { x: [5] }, dtypes: { x: 'i32' }, range: [-9, 9] },
    ] satisfies Sample<object>[],
  });
