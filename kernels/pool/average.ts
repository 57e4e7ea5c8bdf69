/** Average and sum pooling over regular windows or adaptive bins, and its adjoint: each is the other's gradient. */
import type { Kernel } from '../../engine/gpu/kernel.ts';
import { each } from '../../engine/gpu/kernel.ts';
import type { Op } from '../../engine/op.ts';
import { defineOp } from '../../engine/op.ts';
import { size } from '../../engine/shape.ts';
import type { Snippet } from '../../engine/gpu/wgsl.ts';
import { fn, wgsl } from '../../engine/gpu/wgsl.ts';
import type { Pair } from '../make/pairs.ts';
import { imageSize } from '../make/pairs.ts';
import type { Windows } from './geometry.ts';
import { eachHolder, eachWindow, outputPlace, paddedCount, windowFunctions, windowParams } from './geometry.ts';

export interface AverageAttrs extends Windows {
  /** What a window's sum is divided by: its pixels, its pixels and padding, or a number. */
  divisor: 'pixels' | 'padded' | number;
}

/** x [B, C, H, W] → [B, C, oh, ow]. A window without pixels gives 0. */
export const averagePoolOp: Op<AverageAttrs, ['x']> = defineOp({
  name: 'avg_pool2d',
  inputs: ['x'],
  attrs: {} as AverageAttrs,
  shape: ({ x }, { size }) => [...x.shape.slice(0, 2), ...size],
  reference: ({ x, out }, attrs) => {
    const image = imageSize('avg_pool2d', x);
    eachWindow(attrs, x.shape[0] * x.shape[1], image, (o, plane, rows, columns, oy, ox) => {
      for (const row of rows) for (const column of columns) out.data[o] += x.data[plane + row * image[1] + column];
      if (rows.length && columns.length) out.data[o] /= divisorOf(attrs, image, rows.length * columns.length, oy, ox);
    });
  },
  kernel: ({ x, out }, attrs) => {
    const image = imageSize('avg_pool2d', x);
    const { first_h, end_h, first_w, end_w } = windowFunctions(attrs);
    const body = wgsl`
      ${outputPlace}
      var total = 0.0;
      for (var y = ${first_h}(oy); y < ${end_h}(oy); y += p.dilation_h) {
        var sum = 0.0;
        for (var column = ${first_w}(ox); column < ${end_w}(ox); column += p.dilation_w) {
          sum += x[plane + y * p.in_w + column];
        }
        total += sum;
      }
      out[i] = total / ${divisorCode(attrs)}(oy, ox);`;
    return each(size(out.shape), body, { params: averageParams(attrs, image) });
  },
  grad: ({ inputs: { x }, dy, attrs }) => ({
    x: averageInputOp({ dy }, { ...attrs, input: imageSize('avg_pool2d', x) }),
  }),
  flops: ({ x }) => size(x.shape),
  samples: [
    {
      shapes: { x: [2, 3, 9, 8] },
      attrs: {
        size: [5, 4],
        divisor: 'padded',
        regular: { kernel: [3, 2], stride: [2, 2], padding: [1, 0, 1, 1], dilation: [1, 1] },
      },
    },
    {
      shapes: { x: [1, 2, 8, 9] },
      attrs: {
        size: [4, 5],
        divisor: 'pixels',
        regular: { kernel: [3, 2], stride: [1, 2], padding: [0, 1, 0, 1], dilation: [2, 3] },
      },
    },
    {
      shapes: { x: [1, 1, 4, 4] },
      attrs: {
        size: [2, 3],
        divisor: 3,
        regular: { kernel: [2, 2], stride: [2, 2], padding: [0, 0, 0, 0], dilation: [1, 1] },
      },
    },
    { shapes: { x: [1, 2, 7, 5] }, attrs: { size: [3, 8], divisor: 'pixels', regular: null } },
  ],
});

interface AverageInputAttrs extends AverageAttrs {
  input: Pair;
}

/**
 * The adjoint: each pixel takes its share of `dy` from every window that holds it. dy [B, C, oh, ow] → [B, C, H, W].
 */
export const averageInputOp: Op<AverageInputAttrs, ['dy']> = defineOp({
  name: 'avg_pool2d_input',
  inputs: ['dy'],
  attrs: {} as AverageInputAttrs,
  shape: ({ dy }, { input }) => [...dy.shape.slice(0, 2), ...input],
  reference: ({ dy, out }, attrs) => {
    eachWindow(attrs, dy.shape[0] * dy.shape[1], attrs.input, (o, plane, rows, columns, oy, ox) => {
      const share = dy.data[o] / divisorOf(attrs, attrs.input, rows.length * columns.length, oy, ox);
      for (const row of rows) for (const column of columns) out.data[plane + row * attrs.input[1] + column] += share;
    });
  },
  kernel: ({ out }, attrs) =>
    each(size(out.shape), eachHolder(windowFunctions(attrs), wgsl`sum += dy[o] / ${divisorCode(attrs)}(oy, ox);`), {
      params: averageParams(attrs, attrs.input),
    }),
  grad: ({ dy, attrs: { input: _, ...attrs } }) => ({ dy: averagePoolOp({ x: dy }, attrs) }),
  flops: ({ out }) => 2 * size(out.shape),
  samples: [
    {
      shapes: { dy: [2, 2, 3, 4] },
      attrs: {
        input: [5, 8],
        size: [3, 4],
        divisor: 'padded',
        regular: { kernel: [3, 3], stride: [2, 2], padding: [1, 1, 1, 0], dilation: [1, 1] },
      },
    },
    { shapes: { dy: [1, 2, 3, 8] }, attrs: { input: [7, 5], size: [3, 8], divisor: 'pixels', regular: null } },
  ],
});

function divisorOf(attrs: AverageAttrs, input: Pair, pixels: number, oy: number, ox: number): number {
  if (typeof attrs.divisor === 'number') return attrs.divisor;
  return attrs.divisor === 'pixels'
    ? pixels
    : paddedCount(attrs, 0, input[0], oy) * paddedCount(attrs, 1, input[1], ox);
}

/** The divisor of a window without pixels is 1: its sum, 0, stays 0. */
function divisorCode(attrs: AverageAttrs): Snippet {
  const { first_h, end_h, padded_h, first_w, end_w, padded_w } = windowFunctions(attrs);
  const count = (first: Snippet, end: Snippet, o: Snippet, step: Snippet) =>
    wgsl`((max(${end}(${o}), ${first}(${o})) - ${first}(${o}) + ${step} - 1) / ${step})`;
  const rows = count(first_h, end_h, wgsl`oy`, wgsl`p.dilation_h`);
  const columns = count(first_w, end_w, wgsl`ox`, wgsl`p.dilation_w`);
  const value =
    attrs.divisor === 'pixels'
      ? wgsl`f32(max(1u, ${rows} * ${columns}))`
      : attrs.divisor === 'padded'
        ? wgsl`f32(max(1u, ${padded_h}(oy) * ${padded_w}(ox)))`
        : wgsl`p.divisor`;
  return fn`fn divisor(oy: u32, ox: u32) -> f32 { return ${value}; }`;
}

const averageParams = (attrs: AverageAttrs, input: Pair): Kernel['params'] => ({
  ...windowParams(attrs, input),
  ...(typeof attrs.divisor === 'number' && { divisor: { f32: attrs.divisor } }),
});
