/** Element types, their arrays in JavaScript and their types in WGSL. */
import { told } from './arguments.ts';
import { DTypeError } from './errors.ts';

/** `f16` and `bool` are storage types: kernels compute on them in f32 and u32. */
export type DType = 'f32' | 'f16' | 'i32' | 'u32' | 'bool';

/** What `await tensor.data()` gives: f16 comes widened to f32, bool as 0 and 1. */
export interface DataOf {
  f32: Float32Array<ArrayBuffer>;
  f16: Float32Array<ArrayBuffer>;
  i32: Int32Array<ArrayBuffer>;
  u32: Uint32Array<ArrayBuffer>;
  bool: Uint8Array<ArrayBuffer>;
}
export type Data = DataOf[DType];

/** Bytes of one element in GPU memory; bool takes a whole word so that kernels may write single elements. */
export const bytesPerElement: Record<DType, number> = { f32: 4, f16: 2, i32: 4, u32: 4, bool: 4 };

/** Throws DTypeError for what is no element type: callers in plain JavaScript pass anything. */
export function checkDType(op: string, dtype: DType): void {
  if (!Object.hasOwn(bytesPerElement, dtype))
    throw new DTypeError(op, 'no such element type', told(dtype), `one of ${Object.keys(bytesPerElement).join(', ')}`);
}

export const isFloat = (dtype: DType): boolean => dtype === 'f32' || dtype === 'f16';
export const isInteger = (dtype: DType): boolean => dtype === 'i32' || dtype === 'u32';

/** A fresh array, zero-filled, of the type that `data()` gives for `dtype`. */
export function allocate<D extends DType>(dtype: D, length: number): DataOf[D];
export function allocate(dtype: DType, length: number): Data {
  switch (dtype) {
    case 'i32':
      return new Int32Array(length);
    case 'u32':
      return new Uint32Array(length);
    case 'bool':
      return new Uint8Array(length);
    default:
      return new Float32Array(length);
  }
}
