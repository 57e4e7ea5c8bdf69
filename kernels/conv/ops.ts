/**
 * The three convolution ops. Each is linear in both its inputs and is differentiated by the other two, to any order.
 */
import { defineOp } from '../../engine/op.ts';
import type { Op } from '../../engine/op.ts';
import type { Activation } from '../elementwise/activation.ts';
import { activated, throughActivation } from '../elementwise/activation.ts';
import { sum } from '../reduce/sum.ts';
import type { ConvAttrs } from './geometry.ts';
import { checkBias, checkConv, convFlops, eachProduct } from './geometry.ts';
import { forwardKernel, inputKernel, weightKernel } from './kernels.ts';

const sizeOf = (x: { shape: readonly number[] }): [number, number] => [x.shape[2], x.shape[3]];

interface ForwardAttrs extends ConvAttrs {
  activation?: Activation;
}

/**
 * y [B, O, oh, ow] = conv(x [B, C, H, W], w [O, C/groups, kh, kw]) + bias [O]. `size` is [oh, ow]. Cross-correlation.
 */
export const conv2dOp: Op<ForwardAttrs, ['x', 'w', 'bias?']> = defineOp({
  name: 'conv2d',
  inputs: ['x', 'w', 'bias?'],
  attrs: {} as ForwardAttrs,
  shape: ({ x, w, bias }, { groups, size }) => {
    const y = [x.shape[0], w.shape[0], ...size];
    checkConv('conv2d', x.shape, w.shape, y, groups);
    checkBias('conv2d', bias, w.shape[0]);
    return y;
  },
  reference: ({ x, w, bias, out }, attrs) => {
    const pixels = attrs.size[0] * attrs.size[1];
    if (bias) for (let i = 0; i < out.data.length; i++) out.data[i] = bias.data[Math.floor(i / pixels) % w.shape[0]];
    eachProduct(x.shape, w.shape, out.shape, attrs, (xi, wi, yi) => (out.data[yi] += x.data[xi] * w.data[wi]));
    if (attrs.activation)
      for (let i = 0; i < out.data.length; i++) out.data[i] = activated(out.data[i], attrs.activation);
  },
  kernel: ({ x, w, bias, out }, attrs, adapter) =>
    forwardKernel({ x, w, y: out }, { bias: bias !== undefined, activation: attrs.activation }, attrs, adapter),
  grad: ({ inputs: { x, w, bias }, outputs: { out }, dy: after, attrs: { activation, ...attrs } }, wanted) => {
    const dy = throughActivation(out, after, activation);
    // Both come of one pass over dy; the bias's alone is a sum.
    const ofWeight =
      wanted.w && conv2dWeightOp.many({ x, y: dy }, { ...attrs, size: sizeOf(w), bias: bias !== undefined });
    return {
      x: wanted.x && conv2dInputOp({ y: dy, w }, { ...attrs, size: sizeOf(x) }),
      w: ofWeight && ofWeight.out,
      bias: wanted.bias && (ofWeight ? ofWeight.bias : sum(dy, [0, 2, 3])),
    };
  },
  flops: ({ w, out }) => convFlops(w.shape, out.shape),
  samples: [
    {
      shapes: { x: [2, 6, 7, 5], w: [9, 6, 3, 3], bias: [9] },
      attrs: { stride: [1, 1], padding: [1, 1], dilation: [1, 1], groups: 1, size: [7, 5] },
    },
    {
      shapes: { x: [2, 4, 9, 8], w: [6, 2, 3, 2] },
      attrs: { stride: [2, 3], padding: [2, 0], dilation: [2, 1], groups: 2, size: [5, 3] },
    },
    {
      shapes: { x: [1, 4, 7, 12], w: [6, 4, 3, 3], bias: [6] },
      attrs: { stride: [1, 1], padding: [1, 1], dilation: [1, 1], groups: 1, size: [7, 12], activation: 'relu' },
    },
    {
      shapes: { x: [1, 2, 5, 5], w: [2, 1, 3, 3] },
      attrs: { stride: [1, 1], padding: [0, 0], dilation: [1, 1], groups: 2, size: [3, 3], activation: 'relu' },
    },
    {
      shapes: { x: [1, 3, 5, 12], w: [6, 3, 3, 3], bias: [6] },
      attrs: { stride: [1, 1], padding: [1, 1], dilation: [1, 1], groups: 1, size: [5, 12], activation: 'sigmoid' },
    },
    {
      shapes: { x: [2, 1, 1, 9], w: [1, 1, 1, 3] },
      attrs: { stride: [1, 1], padding: [0, 1], dilation: [1, 1], groups: 1, size: [1, 9], activation: 'sigmoid' },
    },
    {
      shapes: { x: [2, 3, 5, 6], w: [18, 3, 3, 3], bias: [18] },
      attrs: { stride: [1, 1], padding: [1, 1], dilation: [1, 1], groups: 1, size: [5, 6], activation: 'sigmoid' },
    },
    {
      shapes: { x: [1, 3, 6, 6], w: [3, 1, 5, 5], bias: [3] },
      attrs: { stride: [1, 1], padding: [2, 2], dilation: [1, 1], groups: 3, size: [6, 6] },
    },
    {
      shapes: { x: [2, 5, 9, 12], w: [18, 5, 3, 3], bias: [18] },
      attrs: { stride: [1, 1], padding: [1, 1], dilation: [1, 1], groups: 1, size: [9, 12] },
    },
    {
      shapes: { x: [1, 10, 9, 8], w: [36, 5, 3, 2] },
      attrs: { stride: [2, 2], padding: [1, 0], dilation: [1, 3], groups: 2, size: [5, 4] },
    },
    {
      shapes: { x: [1, 0, 2, 2], w: [2, 0, 1, 1], bias: [2] },
      attrs: { stride: [1, 1], padding: [0, 0], dilation: [1, 1], groups: 1, size: [2, 2] },
    },
  ],
});

/** x [B, C, H, W] = convᵀ(y [B, O, oh, ow], w [O, C/groups, kh, kw]) + bias [C]. `size` is [H, W]. */
export const conv2dInputOp: Op<ConvAttrs, ['y', 'w', 'bias?']> = defineOp({
  name: 'conv2d_input',
  inputs: ['y', 'w', 'bias?'],
  attrs: {} as ConvAttrs,
  shape: ({ y, w, bias }, { groups, size }) => {
    const x = [y.shape[0], w.shape[1] * groups, ...size];
    checkConv('conv2d_input', x, w.shape, y.shape, groups);
    checkBias('conv2d_input', bias, x[1]);
    return x;
  },
  reference: ({ y, w, bias, out }, attrs) => {
    const pixels = attrs.size[0] * attrs.size[1];
    if (bias) for (let i = 0; i < out.data.length; i++) out.data[i] = bias.data[Math.floor(i / pixels) % out.shape[1]];
    eachProduct(out.shape, w.shape, y.shape, attrs, (xi, wi, yi) => (out.data[xi] += y.data[yi] * w.data[wi]));
  },
  kernel: ({ y, w, bias, out }, attrs, adapter) =>
    inputKernel({ x: out, w, y }, { bias: bias !== undefined }, attrs, adapter),
  grad: ({ inputs: { y, w }, dy, attrs }, wanted) => ({
    y: wanted.y && conv2dOp({ x: dy, w }, { ...attrs, size: sizeOf(y) }),
    w: wanted.w && conv2dWeightOp({ x: dy, y }, { ...attrs, size: sizeOf(w) }),
    bias: wanted.bias && sum(dy, [0, 2, 3]),
  }),
  flops: ({ y, w }) => convFlops(w.shape, y.shape),
  samples: [
    {
      shapes: { y: [2, 5, 4, 3], w: [5, 6, 3, 3], bias: [6] },
      attrs: { stride: [2, 2], padding: [1, 1], dilation: [1, 1], groups: 1, size: [8, 6] },
    },
    {
      shapes: { y: [2, 17, 5, 8], w: [17, 5, 3, 3], bias: [5] },
      attrs: { stride: [1, 2], padding: [1, 1], dilation: [1, 1], groups: 1, size: [5, 16] },
    },
    {
      shapes: { y: [1, 4, 3, 5], w: [4, 3, 2, 3] },
      attrs: { stride: [3, 1], padding: [0, 2], dilation: [2, 2], groups: 2, size: [12, 5] },
    },
  ],
});

interface WeightAttrs extends ConvAttrs {
  /** Whether the sums of y, one for each output channel, are wanted too. */
  bias?: boolean;
}

/**
 * w [O, C/groups, kh, kw] = Σ over batch and pixels of x [B, C, H, W] · y [B, O, oh, ow], and with `bias` [O] = Σ of y:
 * gradients of a convolution, were y that of its result. `size` is [kh, kw].
 */
export const conv2dWeightOp: Op<WeightAttrs, ['x', 'y'], 'out' | 'bias'> = defineOp({
  name: 'conv2d_weight',
  inputs: ['x', 'y'],
  attrs: {} as WeightAttrs,
  outputs: ({ x, y }, { groups, size, bias }) => {
    const w = [y.shape[1], Math.floor(x.shape[1] / groups), ...size];
    checkConv('conv2d_weight', x.shape, w, y.shape, groups);
    return { out: { shape: w, dtype: x.dtype }, ...(bias && { bias: { shape: [w[0]], dtype: x.dtype } }) };
  },
  reference: ({ x, y, out, bias }, attrs) => {
    eachProduct(x.shape, out.shape, y.shape, attrs, (xi, wi, yi) => (out.data[wi] += x.data[xi] * y.data[yi]));
    const pixels = y.shape[2] * y.shape[3];
    if (bias) for (let i = 0; i < y.data.length; i++) bias.data[Math.floor(i / pixels) % bias.data.length] += y.data[i];
  },
  kernel: ({ x, y, out, bias }, { bias: _, ...attrs }, adapter) =>
    weightKernel({ x, w: out, y }, { bias: bias !== undefined }, attrs, adapter),
  grad: ({ inputs: { x, y }, d: { out: dw, bias }, attrs: { bias: _, ...attrs } }, wanted) => ({
    x: wanted.x && dw && conv2dInputOp({ y, w: dw }, { ...attrs, size: sizeOf(x) }),
    y:
      wanted.y &&
      (dw ? conv2dOp({ x, w: dw, bias }, { ...attrs, size: sizeOf(y) }) : bias!.reshape(1, -1, 1, 1).expand(y.shape)),
  }),
  flops: ({ y, out }) => convFlops(out.shape, y.shape),
  samples: [
    {
      shapes: { x: [2, 3, 6, 7], y: [2, 4, 6, 7] },
      attrs: { stride: [1, 1], padding: [1, 1], dilation: [1, 1], groups: 1, size: [3, 3] },
    },
    {
      shapes: { x: [2, 5, 21, 16], y: [2, 18, 21, 16] },
      attrs: { stride: [1, 1], padding: [1, 1], dilation: [1, 1], groups: 1, size: [3, 3], bias: true },
    },
    {
      shapes: { x: [3, 4, 61, 40], y: [3, 2, 60, 38] },
      attrs: { stride: [1, 1], padding: [2, 1], dilation: [3, 2], groups: 2, size: [2, 3] },
    },
    {
      shapes: { x: [3, 2, 61, 40], y: [3, 4, 60, 38] },
      attrs: { stride: [1, 1], padding: [2, 1], dilation: [3, 2], groups: 1, size: [1, 3], bias: true },
    },
    {
      shapes: { x: [2, 6, 5, 12], y: [2, 4, 5, 8] },
      attrs: { stride: [1, 1], padding: [1, 5], dilation: [1, 9], groups: 2, size: [3, 3], bias: true },
    },
    {
      shapes: { x: [2, 3, 9, 16], y: [2, 4, 5, 8] },
      attrs: { stride: [2, 2], padding: [1, 1], dilation: [1, 1], groups: 1, size: [3, 3], bias: true },
    },
    {
      shapes: { x: [2, 3, 9, 9], y: [2, 8, 5, 5] },
      attrs: { stride: [2, 2], padding: [1, 1], dilation: [1, 1], groups: 1, size: [3, 3], bias: true },
    },
    {
      shapes: { x: [2, 3, 9, 9], y: [2, 8, 3, 3] },
      attrs: { stride: [3, 3], padding: [1, 1], dilation: [1, 1], groups: 1, size: [3, 3] },
    },
    {
      shapes: { x: [1, 2, 5, 32], y: [1, 2, 5, 32] },
      attrs: { stride: [1, 1], padding: [1, 1], dilation: [1, 1], groups: 2, size: [3, 3] },
    },
    {
      shapes: { x: [1, 2, 9, 9], y: [1, 2, 4, 3] },
      attrs: { stride: [2, 3], padding: [0, 1], dilation: [1, 1], groups: 2, size: [3, 3], bias: true },
    },
  ],
});
