import { ShapeError } from '../../engine/errors.ts';
import { defineOp } from '../../engine/op.ts';
import { pointwise } from '../../engine/pointwise.ts';
import { sameShape, show, size } from '../../engine/shape.ts';
import type { Tensor } from '../../engine/tensor.ts';
import { wgsl } from '../../engine/gpu/wgsl.ts';
import { checkScale, scaleGradients } from './scale-grad.ts';

const op = defineOp({
  name: 'scale_add',
  inputs: ['x', 'y', 'scale'],
  shape: ({ x, y, scale }) => {
    checkScale('scaleAdd', scale);
    if (!sameShape(x.shape, y.shape))
      throw new ShapeError(
        'scaleAdd',
        'the shapes differ',
        `x ${show(x.shape)}, y ${show(y.shape)}`,
        'reshape or expand one of them',
      );
    return x.shape;
  },
  strided: ['x', 'y'],
  reference: ({ x, y, scale, out }) => {
    for (let i = 0; i < out.data.length; i++) out.data[i] = x.data[i] + scale.data[0] * y.data[i];
  },
  kernel: ({ x, y, scale, out }) =>
    pointwise(out, { x, y, scale: { ...scale, shape: [], strides: [] } }, wgsl`x + scale * y`),
  grad: ({ inputs: { y, scale }, dy }, wanted) => {
    const branch = (wanted.y || wanted.scale) && scaleGradients(y, dy, scale, { scaled: false });
    return { x: wanted.x && dy.alias(), y: branch && branch.dx, scale: branch && branch.dscale };
  },
  flops: ({ x }) => 2 * size(x.shape),
  samples: [{ shapes: { x: [2, 3, 8], y: [2, 3, 8], scale: [1] } }, { shapes: { x: [3, 7], y: [3, 7], scale: [] } }],
});

/**
 * x + scale · y, the end of a residual block that learns how much of its branch to add; `scale` has one element, x and
 * y one shape.
 * @throws ShapeError when they have not.
 */
export const scaleAdd = Object.assign((x: Tensor, y: Tensor, scale: Tensor): Tensor => op({ x, y, scale }), {
  ops: [op],
});
