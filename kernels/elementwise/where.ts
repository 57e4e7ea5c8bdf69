import { sumTo } from '../../engine/accumulate.ts';
import type { DType } from '../../engine/dtype.ts';
import { isFloat } from '../../engine/dtype.ts';
import { DTypeError } from '../../engine/errors.ts';
import { elementType } from '../../engine/gpu/kernel.ts';
import type { Described, Op } from '../../engine/op.ts';
import { anyDType, defineOp } from '../../engine/op.ts';
import { pointwise } from '../../engine/pointwise.ts';
import { broadcastShapes, show, size } from '../../engine/shape.ts';
import type { Tensor } from '../../engine/tensor.ts';
import { wgsl } from '../../engine/gpu/wgsl.ts';
import { eachBroadcast } from './binary.ts';

/** Numbers that stand in for an absent tensor. */
interface WhereAttrs {
  aValue: number;
  bValue: number;
}

const op: Op<WhereAttrs, ['condition', 'a?', 'b?']> = defineOp({
  name: 'where',
  inputs: ['condition', 'a?', 'b?'],
  attrs: {} as WhereAttrs,
  dtypes: { condition: ['bool', 'i32', 'u32'], a: anyDType, b: anyDType },
  shape: ({ condition, a, b }) => {
    if (a && b && a.dtype !== b.dtype)
      throw new DTypeError(
        'where',
        'the dtypes differ',
        `a ${a.dtype} ${show(a.shape)}, b ${b.dtype} ${show(b.shape)}`,
        'cast one of them',
      );
    return broadcastShapes('where', ...[condition, a, b].filter((x) => x !== undefined).map(({ shape }) => shape));
  },
  dtype: ({ a, b }) => dtypeOf(a, b),
  strided: ['condition', 'a', 'b'],
  live: ['aValue', 'bValue'],
  reference: ({ condition, a, b, out }, { aValue, bValue }) => {
    const shapes = [condition, a, b].map((x) => x?.shape ?? []);
    eachBroadcast(
      out.shape,
      shapes,
      (i, [ci, ai, bi]) =>
        (out.data[i] = condition.data[ci] !== 0 ? (a ? a.data[ai] : aValue) : b ? b.data[bi] : bValue),
    );
  },
  kernel: ({ condition, a, b, out }) => {
    const type = elementType[out.dtype];
    const value = wgsl`
      select(${b ? wgsl`b` : wgsl`${type}(p.bValue)`}, ${a ? wgsl`a` : wgsl`${type}(p.aValue)`}, condition != 0)`;
    return pointwise(out, { condition, ...(a && { a }), ...(b && { b }) }, value);
  },
  grad: ({ inputs: { condition, a, b }, dy }, wanted) => ({
    a: wanted.a && sumTo(where(condition, dy, 0), a!.shape),
    b: wanted.b && sumTo(where(condition, 0, dy), b!.shape),
  }),
  flops: ({ out }) => size(out.shape),
  samples: [
    { shapes: { condition: [3, 1, 5], a: [2, 1], b: [3, 2, 5] }, dtypes: { condition: 'bool' } },
    { shapes: { condition: [70], a: [70] }, dtypes: { condition: 'bool' }, attrs: { aValue: 0, bValue: -1.5 } },
    { shapes: { condition: [5], b: [3, 5] }, dtypes: { condition: 'i32', b: 'i32' }, attrs: { aValue: 7, bValue: 0 } },
  ],
});

const dtypeOf = (a?: Described, b?: Described): DType => a?.dtype ?? b?.dtype ?? 'f32';

/**
 * `a` where `condition` is true (not zero), `b` elsewhere, all three broadcast. Numbers take the other side's type, f32
 * beside a number. The side that is not taken gets no gradient, and no NaN of its own comes through.
 * @throws ShapeError when shapes do not broadcast; DTypeError when dtypes differ, or a number does not fit whole
 * numbers.
 */
export const where = Object.assign(
  (condition: Tensor, a: Tensor | number, b: Tensor | number): Tensor => {
    const [left, right] = [a, b].map((x) => (typeof x === 'number' ? undefined : x));
    const [aValue, bValue] = [a, b].map((x) => (typeof x === 'number' ? Math.fround(x) : 0));
    const dtype = dtypeOf(left, right);
    if (!isFloat(dtype)) {
      for (const value of [aValue, bValue])
        if (!Number.isInteger(value) || Math.abs(value) > 2 ** 24)
          throw new DTypeError(
            'where',
            `a number beside ${dtype} must be whole and within 2^24`,
            String(value),
            `make it a tensor of ${dtype}`,
          );
    }
    return op({ condition, a: left, b: right }, { aValue, bValue });
  },
  { ops: [op] },
);
