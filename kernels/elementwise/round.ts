/** To whole numbers. Integers pass; derivatives are 0. */
import { isFloat } from '../../engine/dtype.ts';
import type { Sample } from '../../engine/op.ts';
import { numberDTypes } from '../../engine/op.ts';
import { name, wgsl } from '../../engine/gpu/wgsl.ts';
import { unary } from '../make/unary.ts';

const rounding = (builtin: 'floor' | 'ceil' | 'trunc' | 'round', reference: (x: number) => number) =>
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

/** The largest whole number not above x. */
export const floor = rounding('floor', Math.floor);
/** The smallest whole number not below x. */
export const ceil = rounding('ceil', Math.ceil);
/** x without its fraction. */
export const trunc = rounding('trunc', Math.trunc);
/** The nearest whole number, the even one when two are as near. */
export const round = rounding('round', (x) => {
  const down = Math.floor(x);
  const rest = x - down;
  return rest > 0.5 || (rest === 0.5 && down % 2 !== 0) ? down + 1 : down;
});
