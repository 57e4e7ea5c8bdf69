/** Numbers on the host before they become a tensor: which type they have, and whether a type can hold them. */
import type { DType } from './dtype.ts';
import { isInteger } from './dtype.ts';
import { DTypeError } from './errors.ts';

/** A typed array of any kind. */
export type TypedArray = Exclude<ArrayBufferView, DataView> & ArrayLike<number | bigint>;

export const isTyped = (values: unknown): values is TypedArray =>
  ArrayBuffer.isView(values) && !(values instanceof DataView);

/** By the start of the array's name. Whole numbers stay whole, and bytes are numbers, not truth values. */
const kinds = { Int: 'i32', BigInt: 'i32', Uint: 'u32', BigUint: 'u32', Float: 'f32' } as const;

/** The element type that values have by themselves. */
export function dtypeOfValues(values: ArrayLike<unknown>): DType {
  if (isTyped(values)) return kinds[/^\D+?(?=\d)/.exec(values.constructor.name)?.[0] as 'Int'] ?? 'f32';
  const every = (type: string) => values.length > 0 && Array.prototype.every.call(values, (v) => typeof v === type);
  return every('bigint') ? 'i32' : every('boolean') ? 'bool' : 'f32';
}

/**
 * The values as numbers. @throws DTypeError at the first that is no number, or none that integers of `dtype` can be.
 */
export function checkValues(op: string, values: ArrayLike<unknown>, dtype: DType): ArrayLike<number> {
  const whole = isInteger(dtype);
  if (isTyped(values) && typeof values[0] !== 'bigint' && (!whole || dtypeOfValues(values) === dtype))
    return values as ArrayLike<number>;
  const [low, high] = dtype === 'u32' ? [0, 2 ** 32 - 1] : [-(2 ** 31), 2 ** 31 - 1];
  return Float64Array.from(values, (value, i) => {
    if (!['number', 'bigint', 'boolean'].includes(typeof value))
      throw new DTypeError(op, `element ${i} is not a number`, typeof value, 'give numbers');
    const number = Number(value);
    if (whole && !(Number.isInteger(number) && number >= low && number <= high))
      throw new DTypeError(
        op,
        `element ${i} cannot be ${dtype}`,
        String(value),
        `give whole numbers from ${low} to ${high}, or f32`,
      );
    return number;
  });
}
