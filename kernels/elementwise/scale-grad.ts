/** The gradients of scale · x, where one number scales a tensor: gamma of a residual attention block. */
import { sumTo } from '../../engine/accumulate.ts';
import { ShapeError } from '../../engine/errors.ts';
import { gather } from '../../engine/indexing.ts';
import type { Op } from '../../engine/op.ts';
import { defineOp } from '../../engine/op.ts';
import type { Shape } from '../../engine/shape.ts';
import { sameShape, show, size } from '../../engine/shape.ts';
import type { Tensor } from '../../engine/tensor.ts';
import { wgsl } from '../../engine/gpu/wgsl.ts';
import { add } from './add.ts';
import { mul } from './mul.ts';
import { rowKernel, sumAlong } from '../make/rows.ts';

interface ScaleGradAttrs {
  /** Whether scale · x is wanted too, for products whose other factor's gradient needs it. */
  scaled: boolean;
}

/** Elements behind one partial sum: all where one walk is short, so that no second pass must add them. */
const blockOf = (shape: Shape): number => (size(shape) <= 2048 ? Math.max(1, size(shape)) : 256);

/** dx = scale · dy and Σ x · dy, in sums of blocks, in one walk. */
export const scaleGradOp: Op<ScaleGradAttrs, ['x', 'dy', 'scale'], 'dx' | 'sums' | 'scaled'> = defineOp({
  name: 'scale_grad',
  inputs: ['x', 'dy', 'scale'],
  attrs: {} as ScaleGradAttrs,
  outputs: ({ x, dy, scale }, { scaled }) => {
    checkScale('scale_grad', scale);
    if (!sameShape(x.shape, dy.shape))
      throw new ShapeError(
        'scale_grad',
        'the shapes differ',
        `x ${show(x.shape)}, dy ${show(dy.shape)}`,
        'dy belongs to scale · x',
      );
    return {
      dx: x,
      sums: { shape: [Math.ceil(size(x.shape) / blockOf(x.shape))], dtype: x.dtype },
      ...(scaled && { scaled: x }),
    };
  },
  strided: ['x', 'dy'],
  reference: ({ x, dy, scale, dx, sums, scaled }) => {
    const block = blockOf(x.shape);
    for (let i = 0; i < x.data.length; i++) {
      dx.data[i] = scale.data[0] * dy.data[i];
      sums.data[Math.floor(i / block)] += x.data[i] * dy.data[i];
      if (scaled) scaled.data[i] = scale.data[0] * x.data[i];
    }
  },
  kernel: ({ x, dy, sums }, { scaled }, adapter) => {
    const { setup, at, params } = gather(x.shape, { x, dy });
    // Four sums in turn keep the digits of a long walk.
    const body = wgsl`
      let factor = scale[0];
      let end = min(p.length, p.size - at);
      ${sumAlong(
        [wgsl`totals`],
        wgsl`
          let i = at + k;
          ${setup}
          let value = x[${at.x}];
          let slope = dy[${at.dy}];
          totals = vec4<f32>(totals.yzw, totals.x + value * slope);
          dx[i] = factor * slope;
          ${scaled ? wgsl`scaled[i] = factor * value;` : wgsl``}`,
        { end: wgsl`end`, type: wgsl`vec4<f32>` },
      )}
      let total = row_sum((totals.x + totals.y) + (totals.z + totals.w), lane);
      if (lane == 0u) { sums[row] = total; }`;
    return rowKernel({ count: size(sums.shape), length: blockOf(x.shape), step: 1 }, body, adapter, {
      params: { size: size(x.shape), ...params },
    });
  },
  grad: ({ inputs: { x, dy, scale }, d: { dx, sums, scaled } }, wanted) => {
    const spread = () =>
      sums!.reshape(-1, 1).expand(-1, blockOf(x.shape)).reshape(-1).slice(0, 0, x.size).reshape(x.shape);
    const total = (terms: readonly (Tensor | undefined)[]) =>
      terms.filter((term) => term !== undefined).reduce((a, b) => add(a, b));
    return {
      x: wanted.x && (sums || scaled) && total([sums && mul(spread(), dy), scaled && mul(scaled, scale)]),
      dy: wanted.dy && (dx || sums) && total([dx && mul(dx, scale), sums && mul(spread(), x)]),
      scale:
        wanted.scale &&
        (dx || scaled) &&
        total([dx && sumTo(mul(dx, dy), []), scaled && sumTo(mul(scaled, x), [])]).reshape(scale.shape),
    };
  },
  flops: ({ x }) => 3 * size(x.shape),
  samples: [
    { shapes: { x: [5, 7], dy: [5, 7], scale: [1] }, attrs: { scaled: true } },
    { shapes: { x: [3, 700], dy: [3, 700], scale: [] }, attrs: { scaled: false } },
  ],
});

/** Throws ShapeError unless `scale` is one number. */
export function checkScale(op: string, scale: { shape: Shape }): void {
  if (size(scale.shape) !== 1)
    throw new ShapeError(op, 'the scale must have one element', show(scale.shape), 'use mul for one scale a channel');
}

/** Gradients of scale · x, given that of the product, and where `attrs` say so scale · x again: all in one pass. */
export function scaleGradients(
  x: Tensor,
  dy: Tensor,
  scale: Tensor,
  attrs: ScaleGradAttrs,
): { dx: Tensor; dscale: Tensor; scaled: Tensor } {
  const { dx, sums, scaled } = scaleGradOp.many({ x, dy, scale }, attrs);
  return { dx, dscale: sumTo(sums, []).reshape(scale.shape), scaled };
}
