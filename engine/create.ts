/** Tensors from numbers: from arrays and lists, and of one value throughout. */
import { step } from './ambient.ts';
import type { DType } from './dtype.ts';
import { checkDType, isInteger } from './dtype.ts';
import type { Device } from './device.ts';
import { checkDevice } from './arguments.ts';
import type { TypedArray } from './host-values.ts';
import { checkValues, dtypeOfValues, isTyped } from './host-values.ts';
import { ShapeError } from './errors.ts';
import { fromHalf, toHalf } from './half.ts';
import { noteValues } from './same-values.ts';
import type { Shape } from './shape.ts';
import { checkShape, sameShape, show, size } from './shape.ts';
import { Storage } from './storage.ts';
import type { Bounds } from './tensor.ts';
import { Tensor } from './tensor.ts';

type Nested = number | bigint | boolean | TypedArray | readonly Nested[];

/**
 * A tensor from numbers: a typed array or flat list with a shape, or nested lists. The dtype, unless given, follows the
 * values: i32 or u32 for arrays of whole numbers (bytes are u32, as files' are) and BigInts, bool for true and false,
 * f32 for all else.
 * @throws ShapeError when the shape does not hold that many elements, or nested lists are ragged; DTypeError for what
 * is no number, and for a number that an integer dtype cannot hold.
 */
export function tensor<D extends DType>(device: Device, values: Nested, shape?: Shape, dtype?: D): Tensor {
  checkDevice('tensor', device);
  const dims = shape ?? nestedShape(values);
  checkShape('tensor', dims);
  const flat = isTyped(values) ? values : flatten(values);
  if (flat.length !== size(dims))
    throw new ShapeError(
      'tensor',
      `the shape holds ${size(dims)} elements`,
      `${flat.length} for ${show(dims)}`,
      'pass the shape of the data',
    );
  const type = dtype ?? dtypeOfValues(flat);
  checkDType('tensor', type);
  const numbers = checkValues('tensor', flat, type);
  const storage = upload(device, type, numbers);
  noteValues(storage, numbers);
  step.now?.write(Float64Array.from(numbers));
  return new Tensor(storage, type, dims, isInteger(type) && numbers.length ? { bounds: boundsOf(numbers) } : {});
}

function upload(device: Device, dtype: DType, values: ArrayLike<number>): Storage {
  const storage = Storage.create(device, dtype, values.length, true);
  write(storage, dtype, values);
  return storage;
}

/**
 * Writes f32 values into the memory of `x`, without a second buffer: only for what nobody else has seen yet, like the
 * variables of a network that is being loaded. False, and nothing done, where it does not lie whole and dense.
 */
export function overwrite(x: Tensor, values: ArrayLike<number>): boolean {
  if (x.dtype !== 'f32' || !x.contiguous || x.offset || values.length !== x.size) return false;
  write(x.storage('overwrite'), 'f32', values);
  return true;
}

function write(storage: Storage, dtype: DType, values: ArrayLike<number>): void {
  const { device } = storage;
  if (!device.webgpu) {
    const target = storage.array!;
    for (let i = 0; i < values.length; i++)
      target[i] =
        dtype === 'bool' ? Number(values[i] !== 0) : dtype === 'f16' ? fromHalf(toHalf(values[i])) : values[i];
  } else if (values.length) device.webgpu.queue.write(storage.buffer!, toBytes(dtype, values));
}

function boundsOf(values: ArrayLike<number>): Bounds {
  let [low, high] = [Infinity, -Infinity];
  for (let i = 0; i < values.length; i++) {
    if (values[i] < low) low = values[i];
    if (values[i] > high) high = values[i];
  }
  return [low, high];
}

/** A tensor of one value: a single element in memory, seen under every index. */
export function full(device: Device, shape: Shape, value: number, dtype: DType = 'f32'): Tensor {
  checkDevice('full', device);
  checkShape('full', shape);
  checkDType('full', dtype);
  [value] = Array.from(checkValues('full', [value], dtype));
  step.now?.write(Float64Array.of(value));
  const bounds: Bounds | undefined = isInteger(dtype) ? [value, value] : undefined;
  return new Tensor(constant(device, value, dtype).retain(), dtype, shape, { strides: shape.map(() => 0), bounds });
}

/** Single numbers in the memory of each device, by type and value. */
const constants = new WeakMap<Device, Map<string, Storage>>();

/**
 * Memory of one number. Kept, since writing it anew would submit what is recorded: a seed of ones, say,
 * in the midst of a step.
 */
function constant(device: Device, value: number, dtype: DType): Storage {
  const key = `${dtype} ${Object.is(value, -0) ? '-0' : value}`;
  let kept = constants.get(device);
  if (!kept) constants.set(device, (kept = new Map()));
  const known = kept.get(key);
  if (known && !known.lost) return known;
  known?.release();
  if (kept.size >= constantLimit) {
    for (const storage of kept.values()) storage.release();
    kept.clear();
  }
  const storage = upload(device, dtype, [value]);
  kept.set(key, storage);
  return storage;
}
const constantLimit = 1024;

export const zeros = (device: Device, shape: Shape, dtype: DType = 'f32'): Tensor => full(device, shape, 0, dtype);
export const ones = (device: Device, shape: Shape, dtype: DType = 'f32'): Tensor => full(device, shape, 1, dtype);

const isList = (values: Nested): values is Exclude<Nested, number | bigint | boolean> =>
  Array.isArray(values) || isTyped(values);

const flatten = (values: Nested): unknown[] =>
  isList(values) ? (Array.from(values as ArrayLike<Nested>) as Nested[]).flatMap(flatten) : [values];

function nestedShape(values: Nested): number[] {
  if (!isList(values)) return [];
  if (isTyped(values)) return [values.length];
  const inner = values.map(nestedShape);
  if (inner.some((shape) => !sameShape(shape, inner[0])))
    throw new ShapeError(
      'tensor',
      'nested lists are ragged',
      inner.map(show).join(', '),
      'make all lists of one level equally long',
    );
  return [values.length, ...(inner[0] ?? [])];
}

function toBytes(dtype: DType, values: ArrayLike<number>): ArrayBufferView<ArrayBuffer> {
  switch (dtype) {
    case 'f16':
      return Uint16Array.from(values, toHalf);
    case 'bool':
      return Uint32Array.from(values, (value) => Number(value !== 0));
    case 'i32':
      return values instanceof Int32Array ? (values as Int32Array<ArrayBuffer>) : Int32Array.from(values);
    case 'u32':
      return values instanceof Uint32Array ? (values as Uint32Array<ArrayBuffer>) : Uint32Array.from(values);
    default:
      return values instanceof Float32Array ? (values as Float32Array<ArrayBuffer>) : Float32Array.from(values);
  }
}
