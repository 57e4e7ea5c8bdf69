/** Tensors as files store them: element types that WebGPU has no name for are widened or narrowed on reading. */
import { allocate } from '../dtype.ts';
import type { Data, DType } from '../dtype.ts';
import { DTypeError, ShapeError } from '../errors.ts';
import type { FormatError } from '../errors.ts';
import { fromHalf, toHalf } from '../half.ts';
import { checkShape, show, size } from '../shape.ts';
import type { Shape } from '../shape.ts';

/** A tensor read from a file, on the CPU. */
export interface FileTensor {
  /** What the engine calls the elements. */
  dtype: DType;
  /** What the file calls them: `F32`, `BF16`, `I64`. */
  fileDtype: string;
  shape: number[];
  /** Row-major elements; the array that `dtype` goes with, f16 widened to f32. */
  data: Data;
  /** Said when reading lost range or precision: `F64 narrowed to f32`. */
  note?: string;
}

/** Bytes of one element of every type that can be read. */
export const fileBytes = {
  BOOL: 1,
  U8: 1,
  I8: 1,
  U16: 2,
  I16: 2,
  F16: 2,
  BF16: 2,
  U32: 4,
  I32: 4,
  F32: 4,
  U64: 8,
  I64: 8,
  F64: 8,
} as const;
export type FileDtype = keyof typeof fileBytes;

export const isFileDtype = (name: string): name is FileDtype => Object.hasOwn(fileBytes, name);

/**
 * Elements from little-endian bytes.
 *
 * @param raw a whole buffer of its own, so that typed arrays of any width may look at it; the result may keep it
 * @param refuse makes the error for an element that the engine's type cannot hold
 */
export function decodeElements(
  fileDtype: FileDtype,
  raw: ArrayBuffer,
  refuse: (what: string, got: string) => FormatError,
): Pick<FileTensor, 'dtype' | 'data' | 'note'> {
  const misfit = (i: number, dtype: DType, value: number | bigint) =>
    refuse(`element ${i} of ${fileDtype} does not fit ${dtype}`, String(value));
  switch (fileDtype) {
    case 'F32':
      return { dtype: 'f32', data: new Float32Array(raw) };
    case 'I32':
      return { dtype: 'i32', data: new Int32Array(raw) };
    case 'U32':
      return { dtype: 'u32', data: new Uint32Array(raw) };
    case 'I16':
      return { dtype: 'i32', data: new Int32Array(new Int16Array(raw)) };
    case 'I8':
      return { dtype: 'i32', data: new Int32Array(new Int8Array(raw)) };
    case 'U16':
      return { dtype: 'u32', data: new Uint32Array(new Uint16Array(raw)) };
    case 'U8':
      return { dtype: 'u32', data: new Uint32Array(new Uint8Array(raw)) };
    case 'BOOL': {
      const data = new Uint8Array(raw);
      data.forEach((value, i) => {
        if (value > 1) throw misfit(i, 'bool', value);
      });
      return { dtype: 'bool', data };
    }
    case 'F16': {
      const halves = new Uint16Array(raw);
      const data = new Float32Array(halves.length);
      for (let i = 0; i < data.length; i++) data[i] = fromHalf(halves[i]);
      return { dtype: 'f16', data };
    }
    case 'BF16': {
      // A bfloat16 is the upper half of a float32, so moving bits is exact, NaN payloads included.
      const bits = new Uint32Array(new Uint16Array(raw));
      for (let i = 0; i < bits.length; i++) bits[i] <<= 16;
      return { dtype: 'f32', data: new Float32Array(bits.buffer) };
    }
    case 'F64': {
      const wide = new Float64Array(raw);
      const data = new Float32Array(wide);
      data.forEach((value, i) => {
        if (Math.abs(value) === Infinity && Number.isFinite(wide[i])) throw misfit(i, 'f32', wide[i]);
      });
      return { dtype: 'f32', data, note: 'F64 narrowed to f32' };
    }
    case 'I64': {
      // Little-endian words: the value fits when the upper word only repeats the sign of the lower one.
      const words = new Int32Array(raw);
      const data = new Int32Array(words.length / 2);
      for (let i = 0; i < data.length; i++) {
        data[i] = words[2 * i];
        if (words[2 * i + 1] !== data[i] >> 31) throw misfit(i, 'i32', new BigInt64Array(raw)[i]);
      }
      return { dtype: 'i32', data, note: 'I64 narrowed to i32' };
    }
    case 'U64': {
      const words = new Uint32Array(raw);
      const data = new Uint32Array(words.length / 2);
      for (let i = 0; i < data.length; i++) {
        data[i] = words[2 * i];
        if (words[2 * i + 1] !== 0) throw misfit(i, 'u32', new BigUint64Array(raw)[i]);
      }
      return { dtype: 'u32', data, note: 'U64 narrowed to u32' };
    }
  }
}

/** The file type that `dtype` is written as. */
export const fileDtypeOf: Record<DType, FileDtype> = { f32: 'F32', f16: 'F16', i32: 'I32', u32: 'U32', bool: 'BOOL' };

/**
 * Little-endian bytes of `data`; f16 is rounded to halves, anything but zero is true.
 *
 * @param op what writes, for the ShapeError or DTypeError when `data` is not the array of `dtype` and `shape`
 */
export function encodeElements(op: string, dtype: DType, shape: Shape, data: Data): Uint8Array<ArrayBuffer> {
  checkShape(op, shape);
  if (data.length !== size(shape))
    throw new ShapeError(op, `${data.length} elements do not fill the shape`, show(shape), `${size(shape)} expected`);
  const expected = allocate(dtype, 0).constructor.name;
  if (data.constructor.name !== expected)
    throw new DTypeError(op, `${dtype} elements come as ${expected}`, data.constructor.name);
  const stored = dtype === 'f16' ? new Uint16Array(data.length) : dtype === 'bool' ? new Uint8Array(data.length) : data;
  if (dtype === 'f16') for (let i = 0; i < data.length; i++) stored[i] = toHalf(data[i]);
  if (dtype === 'bool') for (let i = 0; i < data.length; i++) stored[i] = data[i] ? 1 : 0;
  return new Uint8Array(stored.buffer, stored.byteOffset, stored.byteLength);
}

/** A copy of `bytes` in a buffer of its own. (`slice` would not do: on a Node Buffer it is a view.) */
export function ownBuffer(bytes: Uint8Array): ArrayBuffer {
  const copy = new Uint8Array(bytes.length);
  copy.set(bytes);
  return copy.buffer;
}
