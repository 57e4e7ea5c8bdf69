/**
 * Arithmetic of the cases' operations, by the formulas of the ops that do them. A multiplication and an addition are
 * two.
 */
import type { Attrs, Op, OpSpec } from '../engine/op.ts';
import { describeOutputs } from '../engine/op.ts';
import type { Shape } from '../engine/shape.ts';
import { crossOp } from '../kernels/attention/cross.ts';
import { denseOp } from '../kernels/attention/flash.ts';
import { localOp } from '../kernels/attention/windows.ts';
import { conv2dOp } from '../kernels/conv/ops.ts';
import { matmulOp } from '../kernels/matmul/matmul.ts';
import { maxPoolOp } from '../kernels/pool/max.ts';
import { softmax } from '../kernels/reduce/softmax.ts';
import { meanOp } from '../kernels/reduce/mean.ts';

function flopsOf<A extends Attrs, I extends readonly string[], O extends string>(
  op: Op<A, I, O>,
  shapes: Readonly<Record<string, Shape>>,
  attrs: A,
): number {
  const spec = op.spec as unknown as OpSpec<A>;
  const inputs = Object.fromEntries(
    Object.entries(shapes).map(([name, shape]) => [name, { shape, dtype: 'f32' as const }]),
  );
  return spec.flops!({ ...inputs, ...describeOutputs(spec, inputs, attrs) }, attrs);
}

export const matmulFlops = (a: Shape, b: Shape): number => flopsOf(matmulOp, { a, b }, {});
export const softmaxFlops = (x: Shape): number => flopsOf(softmax.ops[0], { x }, { axis: x.length - 1 });
export const meanFlops = (x: Shape): number => flopsOf(meanOp, { x }, { to: [...x.slice(0, 2), 1, 1] });

/** A convolution that keeps the image's size. */
export const convFlops = (x: Shape, w: Shape, groups = 1): number =>
  flopsOf(
    conv2dOp,
    { x, w },
    { stride: [1, 1], padding: [(w[2] - 1) / 2, (w[3] - 1) / 2], dilation: [1, 1], groups, size: [x[2], x[3]] },
  );

/** Windows of 2×2 side by side. */
export const maxPoolFlops = (x: Shape): number =>
  flopsOf(
    maxPoolOp,
    { x },
    {
      size: [x[2] / 2, x[3] / 2],
      regular: { kernel: [2, 2], stride: [2, 2], padding: [0, 0, 0, 0], dilation: [1, 1] },
    },
  );

const order = [0, 1, 2, 3, 4];

/** Queries, keys and values [batch, heads, N, d]. */
export const attentionFlops = (qkv: Shape): number =>
  flopsOf(denseOp, { q: [1, ...qkv], k: [1, ...qkv], v: [1, ...qkv] }, { scale: 1, causal: false, order });

/** Windows of k×k over images [B, C, H, W]. */
export function localFlops([batch, channels, height, width]: Shape, heads: number, k: number): number {
  const image = [batch, heads, height, width, channels / heads];
  const pad = (k - 1) / 2;
  return flopsOf(
    localOp,
    { q: image, k: image, v: image },
    { form: 'zero', kernel: [k, k], dilation: [1, 1], stride: [1, 1], pad: [pad, pad], roll: [0, 0], scale: 1, order },
  );
}

/** Queries and keys like `q`, values `v`, both [B, C, H, W]. */
export function crissCrossFlops(q: Shape, v: Shape): number {
  const [ofQ, ofV] = [q, v].map(([batch, channels, ...image]) => [batch, 1, ...image, channels]);
  return flopsOf(crossOp, { q: ofQ, k: ofQ, v: ofV }, { scale: 1, order });
}
