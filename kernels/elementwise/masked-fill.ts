import { sumTo } from '../../engine/accumulate.ts';
import type { DType } from '../../engine/dtype.ts';
import { elementType } from '../../engine/gpu/kernel.ts';
import type { Op } from '../../engine/op.ts';
import { anyDType, defineOp } from '../../engine/op.ts';
import { pointwise } from '../../engine/pointwise.ts';
import { broadcastShapes } from '../../engine/shape.ts';
import type { Tensor } from '../../engine/tensor.ts';
import { wgsl } from '../../engine/gpu/wgsl.ts';
import { eachBroadcast } from './binary.ts';

const maskDTypes: readonly DType[] = ['bool', 'i32', 'u32'];

export const maskedFillOp: Op<{ value: number }, ['x', 'mask']> = defineOp({
  name: 'masked_fill',
  inputs: ['x', 'mask'],
  attrs: {} as { value: number },
  dtypes: { x: anyDType, mask: maskDTypes },
  shape: ({ x, mask }) => broadcastShapes('maskedFill', x.shape, mask.shape),
  strided: ['x', 'mask'],
  live: ['value'],
  reference: ({ x, mask, out }, { value }) => {
    eachBroadcast(
      out.shape,
      [x.shape, mask.shape],
      (i, [from, masked]) => (out.data[i] = mask.data[masked] !== 0 ? value : x.data[from]),
    );
  },
  kernel: ({ x, mask, out }) =>
    pointwise(out, { x, mask }, wgsl`select(x, ${elementType[x.dtype]}(p.value), mask != 0)`),
  // A filled element has no gradient, whatever dy is there: a product with 0 would let NaN through.
  grad: ({ inputs: { x, mask }, dy }) => ({ x: sumTo(maskedFillOp({ x: dy, mask }, { value: 0 }), x.shape) }),
  samples: [
    { shapes: { x: [2, 3, 5], mask: [3, 1] }, attrs: { value: -5 }, dtypes: { mask: 'bool' } },
    { shapes: { x: [4, 1], mask: [3, 1, 20] }, attrs: { value: 0.5 }, dtypes: { mask: 'i32' }, range: [-1, 1] },
    { shapes: { x: [9], mask: [9] }, attrs: { value: 7 }, dtypes: { x: 'i32', mask: 'u32' }, range: [0, 1] },
  ],
});

/** `value` wherever `mask` (bool or integer) is not 0, `x` elsewhere; the two broadcast. */
export const maskedFill = (x: Tensor, mask: Tensor, value: number): Tensor => maskedFillOp({ x, mask }, { value });
