/** Batched matrix products over strided operands: transposed views cost nothing, batch axes broadcast, a bias is added on the way out. */
import { sumTo } from '../engine/accumulate.ts';
import { ShapeError } from '../engine/errors.ts';
import type { Described, Op } from '../engine/op.ts';
import { defineOp } from '../engine/op.ts';
import type { Shape } from '../engine/shape.ts';
import { broadcastShapes, show, size } from '../engine/shape.ts';
import type { Tensor } from '../engine/tensor.ts';
import { eachBroadcast } from './elementwise.ts';
import { laneKernel } from './matmul/lanes.ts';
import { productOf } from './matmul/product.ts';
import { tileKernel } from './matmul/tiles.ts';

interface MatmulAttrs {
  /** Whether `bias` has one value for each row of the product or for each column. */
  biasAxis?: 'row' | 'column';
}

export const matmulOp: Op<MatmulAttrs> = defineOp<MatmulAttrs>({
  name: 'matmul',
  inputs: ['a', 'b', 'bias?'],
  shape: ({ a, b, bias }, { biasAxis }) => {
    const { m, n } = dimensions(a, b);
    const wanted = biasAxis === 'row' ? m : n;
    if (bias && (bias.shape.length !== 1 || bias.shape[0] !== wanted)) throw new ShapeError('matmul', `the bias must have ${wanted} values`, show(bias.shape));
    return [...broadcastShapes('matmul', a.shape.slice(0, -2), b.shape.slice(0, -2)), m, n];
  },
  strided: ['a', 'b'],
  reference: ({ a, b, bias, out }, { biasAxis }) => {
    const { m, n, k } = dimensions(a, b);
    const matrices = (x: Shape) => x.slice(0, -2);
    eachBroadcast(matrices(out.shape), [matrices(a.shape), matrices(b.shape)], (batch, [ai, bi]) => {
      for (let row = 0; row < m; row++) {
        for (let column = 0; column < n; column++) {
          let total = bias ? bias.data[biasAxis === 'row' ? row : column] : 0;
          for (let i = 0; i < k; i++) total += a.data[(ai * m + row) * k + i] * b.data[(bi * k + i) * n + column];
          out.data[(batch * m + row) * n + column] = total;
        }
      }
    });
  },
  kernel: ({ a, b, bias, out }, { biasAxis }, { software }) => {
    const product = productOf(a, b, out, bias && (biasAxis ?? 'column'));
    return software ? laneKernel(product) : tileKernel(product);
  },
  grad: ({ inputs: { a, b, bias }, dy, attrs: { biasAxis } }) => ({
    a: () => sumTo(matmulOp({ a: dy, b: b.transpose() }), a.shape),
    b: () => sumTo(matmulOp({ a: a.transpose(), b: dy }), b.shape),
    bias: () => sumTo(dy, biasAxis === 'row' ? [bias.size, 1] : [bias.size]).reshape(bias.shape),
  }),
  cost: ({ a, b, out }) => ({ flops: 2 * size(out.shape) * a.shape.at(-1)!, bytes: 4 * (size(a.shape) + size(b.shape) + size(out.shape)) }),
  samples: [
    { shapes: { a: [2, 5, 7], b: [2, 7, 6] } },
    { shapes: { a: [3, 1, 4, 9], b: [2, 9, 5], bias: [5] }, attrs: { biasAxis: 'column' } },
    { shapes: { a: [17, 33], b: [3, 33, 18], bias: [17] }, attrs: { biasAxis: 'row' } },
    { shapes: { a: [2, 12, 8], b: [8, 20], bias: [20] }, attrs: { biasAxis: 'column' } },
    { shapes: { a: [70, 40], b: [40, 68] } },
  ],
});

function dimensions(a: Described, b: Described): { m: number; n: number; k: number } {
  const [m, k] = a.shape.slice(-2);
  const [inner, n] = b.shape.slice(-2);
  if (k !== inner) throw new ShapeError('matmul', 'inner dimensions differ', `a ${show(a.shape)}, b ${show(b.shape)}`, 'pass { transposeB: true }, or permute b');
  return { m, n, k };
}

export interface MatmulOptions {
  transposeA?: boolean;
  transposeB?: boolean;
  /** Added to the product: one value for each column, or for each row with `biasAxis: 'row'`. */
  bias?: Tensor;
  biasAxis?: 'row' | 'column';
}

/**
 * Matrix product by NumPy's rules: [..., m, k] × [..., k, n] → [..., m, n], batch axes broadcast, a 1-D operand is a row (left) or column (right).
 * @throws ShapeError when inner dimensions differ, batches do not broadcast, or an operand is a scalar.
 */
export function matmul(a: Tensor, b: Tensor, { transposeA = false, transposeB = false, bias, biasAxis = 'column' }: MatmulOptions = {}): Tensor {
  if (!a.rank || !b.rank) throw new ShapeError('matmul', 'a scalar has no matrix product', `a ${show(a.shape)}, b ${show(b.shape)}`, 'use mul');
  const left = a.rank === 1 ? a.reshape(1, a.size) : transposeA ? a.transpose() : a;
  const right = b.rank === 1 ? b.reshape(b.size, 1) : transposeB ? b.transpose() : b;
  const out = matmulOp({ a: left, b: right, bias }, bias ? { biasAxis } : {});
  const shape = [...out.shape.slice(0, -2), ...(a.rank === 1 ? [] : [out.shape.at(-2)!]), ...(b.rank === 1 ? [] : [out.shape.at(-1)!])];
  return shape.length === out.rank ? out : out.reshape(shape);
}

