/**
 * The maker of ops of two inputs: one line of mathematics a side; broadcasting, views, numbers and dtypes are taken
 * care of. `unary.ts` has the other.
 */
import { checkTensors } from '../../engine/arguments.ts';
import { sumTo } from '../../engine/accumulate.ts';
import type { DType } from '../../engine/dtype.ts';
import { isFloat } from '../../engine/dtype.ts';
import { DTypeError } from '../../engine/errors.ts';
import { elementType } from '../../engine/gpu/kernel.ts';
import type { Op, Sample } from '../../engine/op.ts';
import { defineOp, numberDTypes } from '../../engine/op.ts';
import { pointwise } from '../../engine/pointwise.ts';
import type { Shape } from '../../engine/shape.ts';
import { broadcastShapes, broadcastStrides, rowMajor, show, size } from '../../engine/shape.ts';
import type { Tensor } from '../../engine/tensor.ts';
import type { Snippet } from '../../engine/gpu/wgsl.ts';
import { fn, wgsl } from '../../engine/gpu/wgsl.ts';

/** An op as users call it; `ops` are the values behind it, which tests find. */
export type BinaryFunction = ((a: Tensor | number, b: Tensor | number) => Tensor) & {
  ops: readonly [Op<object, ['a', 'b']>, Op<NumberAttrs, ['x']>];
};

export interface BinarySpec {
  name: string;
  /** The value in WGSL, from `a` and `b`. */
  code: (dtype: DType) => Snippet;
  reference: (a: number, b: number, dtype: DType) => number;
  /** The gradients that are wanted, before they are summed to the inputs' shapes. One of a and b may be a number. */
  grad?: (
    context: { a: Tensor | number; b: Tensor | number; out: Tensor; dy: Tensor },
    wanted: { a: boolean; b: boolean },
  ) => { a: Tensor | false; b: Tensor | false };
  dtypes?: readonly DType[];
  /** The result's type; that of the inputs by default. */
  dtype?: DType;
  samples?: readonly Sample<object>[];
  /** Where random inputs are drawn from, with numbers on either side too. */
  range?: readonly [number, number];
}

/** A number beside a tensor, on the side it stands. Floats are live, so that a changing number compiles nothing new. */
export interface NumberAttrs {
  value: number;
  side: 'a' | 'b';
}

/** An op of two inputs under NumPy broadcasting, one of which may be a number. Tensors must have one dtype. */
/* @__NO_SIDE_EFFECTS__ */
export function binary(spec: BinarySpec): BinaryFunction {
  const { grad } = spec;
  const dtypes = spec.dtypes ?? numberDTypes;
  const range = spec.range && { range: spec.range };
  const op = defineOp({
    name: spec.name,
    inputs: ['a', 'b'],
    dtypes: { a: dtypes, b: dtypes },
    shape: ({ a, b }) => {
      if (a.dtype !== b.dtype)
        throw new DTypeError(
          spec.name,
          'the dtypes differ',
          `a ${a.dtype} ${show(a.shape)}, b ${b.dtype} ${show(b.shape)}`,
          'cast one of them',
        );
      return broadcastShapes(spec.name, a.shape, b.shape);
    },
    dtype: ({ a }) => spec.dtype ?? a.dtype,
    strided: ['a', 'b'],
    reference: ({ a, b, out }) => {
      eachBroadcast(
        out.shape,
        [a.shape, b.shape],
        (i, [ai, bi]) => (out.data[i] = spec.reference(a.data[ai], b.data[bi], a.dtype)),
      );
    },
    kernel: ({ a, b, out }) => {
      return pointwise(out, { a, b }, spec.code(a.dtype));
    },
    // Without a rule it is a step function.
    ...(!grad && { constant: ['a', 'b'] }),
    grad:
      grad &&
      (({ inputs: { a, b }, outputs: { out }, dy }, wanted) => {
        const found = grad({ a, b, out, dy }, wanted);
        return { a: found.a && sumTo(found.a, a.shape), b: found.b && sumTo(found.b, b.shape) };
      }),
    flops: ({ out }) => size(out.shape),
    samples: spec.samples ?? [
      { shapes: { a: [2, 3, 4], b: [2, 3, 4] }, ...range },
      { shapes: { a: [3, 1, 5], b: [2, 1] }, ...range },
      { shapes: { a: [], b: [7] }, ...range },
    ],
  });

  const withNumber = defineOp({
    name: `${spec.name}_number`,
    inputs: ['x'],
    attrs: {} as NumberAttrs,
    dtypes: { x: dtypes },
    shape: ({ x }) => x.shape,
    dtype: ({ x }) => spec.dtype ?? x.dtype,
    strided: ['x'],
    live: ['value'],
    reference: ({ x, out }, { value, side }) => {
      for (let i = 0; i < out.data.length; i++)
        out.data[i] =
          side === 'b' ? spec.reference(x.data[i], value, x.dtype) : spec.reference(value, x.data[i], x.dtype);
    },
    kernel: ({ x, out }, { side }) => {
      const type = elementType[x.dtype];
      const [tensor, number] = [wgsl`x`, wgsl`${type}(p.value)`];
      const [a, b] = side === 'b' ? [tensor, number] : [number, tensor];
      const beside = fn`
        fn beside(a: ${type}, b: ${type}) -> ${elementType[out.dtype]} { return ${spec.code(x.dtype)}; }`;
      return pointwise(out, { x }, wgsl`${beside}(${a}, ${b})`);
    },
    ...(!grad && { constant: ['x'] }),
    grad:
      grad &&
      (({ inputs: { x }, outputs: { out }, dy, attrs: { value, side } }) => {
        const [a, b] = side === 'b' ? [x, value] : [value, x];
        return { x: grad({ a, b, out, dy }, { a: side === 'b', b: side === 'a' })[side === 'b' ? 'a' : 'b'] };
      }),
    flops: ({ out }) => size(out.shape),
    samples: [
      { shapes: { x: [5, 7] }, attrs: { value: 1.5, side: 'b' }, ...range },
      { shapes: { x: [5, 7] }, attrs: { value: 0.75, side: 'a' }, ...range },
    ],
  });

  const call = (a: Tensor | number, b: Tensor | number): Tensor => {
    if (typeof a !== 'number' && typeof b !== 'number') return op({ a, b });
    if (typeof a === 'number' && typeof b === 'number')
      throw new DTypeError(
        spec.name,
        'one input must be a tensor',
        `${a}, ${b}`,
        'use plain arithmetic for two numbers',
      );
    const [x, value, side] =
      typeof b === 'number' ? ([a as Tensor, b, 'b'] as const) : ([b, a as number, 'a'] as const);
    checkTensors(spec.name, { [side === 'b' ? 'a' : 'b']: x });
    if (!isFloat(x.dtype) && !(Number.isInteger(value) && Math.abs(value) <= 2 ** 24))
      throw new DTypeError(
        spec.name,
        `a number beside ${x.dtype} must be whole and within 2^24`,
        String(value),
        `make it a tensor of ${x.dtype}`,
      );
    // f32 on the GPU, so f32 in the reference loops: 0.1 is the same number to both.
    return withNumber({ x }, { value: Math.fround(value), side });
  };
  return Object.assign(call, { ops: [op, withNumber] as const });
}

/** Calls `visit` with each row-major index of `shape` and the indices of the operands broadcast to it. */
export function eachBroadcast(
  shape: Shape,
  operands: readonly Shape[],
  visit: (i: number, at: readonly number[]) => void,
): void {
  const strides = operands.map((operand) => broadcastStrides(operand, rowMajor(operand), shape));
  const index = new Array<number>(shape.length).fill(0);
  const at = operands.map(() => 0);
  const length = size(shape);
  for (let i = 0; i < length; i++) {
    visit(i, at);
    for (let axis = shape.length - 1; axis >= 0; axis--) {
      strides.forEach((s, k) => (at[k] += s[axis]));
      if (++index[axis] < shape[axis]) break;
      strides.forEach((s, k) => (at[k] -= s[axis] * shape[axis]));
      index[axis] = 0;
    }
  }
}
