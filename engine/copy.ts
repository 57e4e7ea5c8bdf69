/**
 * The one kernel under all views: reads a strided operand, converts its element type, writes a dense one.
 * Conversions follow C and NumPy: floats truncate towards zero and saturate, NaN becomes 0 as an integer, anything not
 * zero is true.
 */
import type { Device } from './device.ts';
import type { DType } from './dtype.ts';
import { bytesPerElement, isFloat } from './dtype.ts';
import { fromHalf, toHalf } from './half.ts';
import { gather } from './indexing.ts';
import type { Kernel, Operand } from './gpu/kernel.ts';
import { each } from './gpu/kernel.ts';
import { launch } from './gpu/launch.ts';
import { pointwise } from './pointwise.ts';
import { rowMajor, show, size } from './shape.ts';
import { Storage } from './storage.ts';
import type { Snippet } from './gpu/wgsl.ts';
import { fn, name, wgsl } from './gpu/wgsl.ts';

/** A fresh dense storage of type `to` with the elements of `x`. */
export function copyStorage(device: Device, source: Storage, x: Operand, to: DType): Storage {
  const length = size(x.shape);
  const create = () => Storage.create(device, to, length);
  if (!device.webgpu || length === 0) {
    const target = create();
    if (!device.webgpu) copyArray(source.array!, x, to, target.array!);
    return target;
  }
  const out: Operand = { shape: x.shape, dtype: to, strides: rowMajor(x.shape), offset: 0 };
  let target!: Storage;
  launch(device, {
    label: 'copy',
    key: `copy ${x.dtype}>${to} ${show(x.shape)}/${show(x.strides)}+${x.offset}`,
    make: () => copyKernel(x, to),
    operands: {
      x: {
        operand: x,
        access: 'read',
        bytes: source.buffer!.bytes,
        place: () => ({ storage: source, offset: 0, length: Infinity, dtype: x.dtype }),
      },
      out: {
        operand: out,
        access: 'write',
        bytes: length * bytesPerElement[to],
        place: () => ({ storage: (target = create()), offset: 0, length, dtype: to }),
      },
    },
  });
  return target;
}

function copyKernel(x: Operand, to: DType): Kernel {
  if (x.dtype !== 'f16' && to !== 'f16')
    return pointwise(
      { shape: x.shape, dtype: to, strides: rowMajor(x.shape), offset: 0 },
      { x },
      convert(x.dtype, to, wgsl`x`),
    );
  const { at, setup, params } = gather(x.shape, { x });
  const length = size(x.shape);
  const load = fn`
    fn load(i: u32) -> ${register(x.dtype)} {
      ${setup}
      return ${x.dtype === 'f16' ? wgsl`unpack2x16float(x[${at.x} / 2])[${at.x} % 2]` : wgsl`x[${at.x}]`};
    }`;
  // An even number of elements has whole words, so that slices of it have too.
  const linear = at.x.code === 'i' && length % 2 === 0 && { linear: ['x', 'out'] };
  if (to !== 'f16')
    return {
      ...each(length, wgsl`out[i] = ${convert(x.dtype, to, wgsl`${load}(i)`)};`, {
        params,
      }),
      ...linear,
    };
  // Two halves share a word, so one invocation writes both.
  const half = (i: Snippet) => wgsl`${half_bits}(${convert(x.dtype, 'f32', wgsl`${load}(${i})`)})`;
  const body = wgsl`
    let low = ${half(wgsl`2 * i`)};
    var high = 0u;
    if (2 * i + 1 < p.length) { high = ${half(wgsl`(2 * i + 1)`)}; }
    out[i] = low | (high << 16);`;
  return {
    ...each(Math.ceil(length / 2), body, { params: { ...params, length } }),
    ...linear,
  };
}

/** The WGSL type a value of `dtype` has in a register. */
const register = (dtype: DType): Snippet => name(isFloat(dtype) ? 'f32' : dtype === 'i32' ? 'i32' : 'u32');

function convert(from: DType, to: DType, value: Snippet): Snippet {
  if (to === 'bool')
    return isFloat(from)
      ? wgsl`select(0u, 1u, (bitcast<u32>(${value}) & 0x7fffffffu) != 0u)`
      : wgsl`select(0u, 1u, ${value} != 0)`;
  if (isFloat(to) || !isFloat(from)) return wgsl`${register(to)}(${value})`;
  return to === 'i32' ? wgsl`${to_i32}(${value})` : wgsl`${to_u32}(${value})`;
}

const is_nan_bits = fn`
  fn is_nan_bits(x: f32) -> bool { return (bitcast<u32>(x) & 0x7fffffffu) > 0x7f800000u; }`;

const to_i32 = fn`
  fn to_i32(x: f32) -> i32 {
    if (${is_nan_bits}(x)) { return 0; }
    if (x >= 2147483648.0) { return 2147483647; }
    if (x <= -2147483648.0) { return -2147483647 - 1; }
    return i32(x);
  }`;

const to_u32 = fn`
  fn to_u32(x: f32) -> u32 {
    if (${is_nan_bits}(x) || x <= 0.0) { return 0u; }
    if (x >= 4294967296.0) { return 4294967295u; }
    return u32(x);
  }`;

/** f32 to half, ties to even, by integer arithmetic: the same bits on every adapter, and no f16 feature needed. */
const half_bits = fn`
  fn half_bits(x: f32) -> u32 {
    let bits = bitcast<u32>(x);
    let sign = (bits >> 16) & 0x8000u;
    let magnitude = bits & 0x7fffffffu;
    if (magnitude > 0x7f800000u) { return sign | 0x7e00u; }
    if (magnitude >= 0x47800000u) { return sign | 0x7c00u; }
    if (magnitude < 0x33000001u) { return sign; }
    if (magnitude < 0x38800000u) {
      let shift = 126u - (magnitude >> 23);
      let mantissa = (magnitude & 0x7fffffu) | 0x800000u;
      let whole = mantissa >> shift;
      let rest = mantissa & ((1u << shift) - 1u);
      let tie = 1u << (shift - 1u);
      return sign | (whole + select(0u, 1u, rest > tie || (rest == tie && (whole & 1u) == 1u)));
    }
    let rounded = magnitude + 0xfffu + ((magnitude >> 13) & 1u);
    return sign | min(0x7c00u, (rounded - 0x38000000u) >> 13);
  }`;

/** The same on host arrays. */
function copyArray(source: ArrayLike<number>, x: Operand, to: DType, target: { [i: number]: number }): void {
  const index = new Array<number>(x.shape.length).fill(0);
  const length = size(x.shape);
  let at = x.offset;
  for (let i = 0; i < length; i++) {
    target[i] = convertValue(source[at], x.dtype, to);
    for (let axis = x.shape.length - 1; axis >= 0; axis--) {
      at += x.strides[axis];
      if (++index[axis] < x.shape[axis]) break;
      at -= x.strides[axis] * x.shape[axis];
      index[axis] = 0;
    }
  }
}

function convertValue(value: number, from: DType, to: DType): number {
  if (from === to || to === 'f32') return value;
  if (to === 'f16') return fromHalf(toHalf(value));
  if (to === 'bool') return value !== 0 ? 1 : 0;
  if (!isFloat(from)) return value;
  if (Number.isNaN(value)) return 0;
  return to === 'i32'
    ? Math.max(-(2 ** 31), Math.min(2 ** 31 - 1, Math.trunc(value)))
    : Math.max(0, Math.min(2 ** 32 - 1, Math.trunc(value)));
}
