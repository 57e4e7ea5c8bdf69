/**
 * Max pooling over regular windows or adaptive bins. The argmax is kept; the backward reads it from the windows that
 * hold a pixel.
 */
import { each } from '../../engine/gpu/kernel.ts';
import type { Op } from '../../engine/op.ts';
import { defineOp } from '../../engine/op.ts';
import { size } from '../../engine/shape.ts';
import { f32, wgsl } from '../../engine/gpu/wgsl.ts';
import { m_is_nan } from '../math/bits.ts';
import type { Pair } from '../make/pairs.ts';
import { imageSize } from '../make/pairs.ts';
import type { Windows } from './geometry.ts';
import { areSquares, squaresForward, squaresPlace } from './max-squares.ts';
import { eachHolder, eachWindow, outputPlace, windowFunctions, windowParams } from './geometry.ts';

export interface MaxWindows extends Windows {
  /** Applied to the maxima, which is as good as to the pixels, and a fraction of the work. */
  activation?: 'relu';
  /** False to leave the places out, where no gradient is recorded. */
  indices?: boolean;
}

/**
 * The largest pixel of each window, and its place h·W + w in the plane: the first where several are equal. A NaN counts
 * as largest. x [B, C, H, W] → out and indices [B, C, oh, ow]. A window without pixels gives -Inf at -1; one without
 * gradient, since relu cut it, 0 at -1.
 */
export const maxPoolOp: Op<MaxWindows, ['x'], 'out' | 'indices'> = defineOp({
  name: 'max_pool2d',
  inputs: ['x'],
  attrs: {} as MaxWindows,
  outputs: ({ x }, { size, indices = true }) => {
    const shape = [...x.shape.slice(0, 2), ...size];
    return { out: { shape, dtype: x.dtype }, ...(indices && { indices: { shape, dtype: 'i32' } }) };
  },
  reference: ({ x, out, indices }, windows) => {
    const image = imageSize('max_pool2d', x);
    eachWindow(windows, x.shape[0] * x.shape[1], image, (o, plane, rows, columns) => {
      let best = -Infinity;
      let place = -1;
      for (const row of rows) {
        for (const column of columns) {
          const value = x.data[plane + row * image[1] + column];
          if (place >= 0 && !(value > best || (Number.isNaN(value) && !Number.isNaN(best)))) continue;
          best = value;
          place = row * image[1] + column;
        }
      }
      const cut = windows.activation === 'relu' && best <= 0;
      out.data[o] = cut ? 0 : best;
      if (indices) indices.data[o] = cut ? -1 : place;
    });
  },
  kernel: ({ x, out, indices }, windows) => {
    if (areSquares(x.shape, windows)) return squaresForward(out.shape, windows.activation, indices !== undefined);
    const cut = wgsl`
      if (best <= 0.0 && !${m_is_nan}(best)) {
        best = 0.0;
        place = -1;
      }`;
    const { first_h, end_h, first_w, end_w } = windowFunctions(windows);
    const body = wgsl`
      ${outputPlace}
      var best = ${f32(-Infinity)};
      var place = -1i;
      for (var y = ${first_h}(oy); y < ${end_h}(oy); y += p.dilation_h) {
        for (var column = ${first_w}(ox); column < ${end_w}(ox); column += p.dilation_w) {
          let value = x[plane + y * p.in_w + column];
          if (place < 0 || (!${m_is_nan}(best) && (${m_is_nan}(value) || value > best))) {
            best = value;
            place = i32(y * p.in_w + column);
          }
        }
      }
      ${windows.activation ? cut : wgsl``}
      out[i] = best;
      ${indices ? wgsl`indices[i] = place;` : wgsl``}`;
    return each(size(out.shape), body, {
      params: windowParams(windows, imageSize('max_pool2d', x)),
    });
  },
  grad: ({ inputs: { x }, outputs: { indices }, d, attrs: { activation, indices: _, ...windows } }) => ({
    x: placeOp(
      { dy: d.out!, indices: indices ?? maxPoolOp.many({ x }, { ...windows, activation }).indices },
      { ...windows, input: imageSize('max_pool2d', x) },
    ),
  }),
  flops: ({ x }) => size(x.shape),
  samples: [
    {
      shapes: { x: [2, 3, 9, 8] },
      attrs: { size: [5, 4], regular: { kernel: [3, 2], stride: [2, 2], padding: [1, 0, 1, 0], dilation: [1, 1] } },
    },
    {
      shapes: { x: [1, 2, 8, 9] },
      attrs: { size: [4, 4], regular: { kernel: [3, 2], stride: [1, 2], padding: [0, 1, 0, 1], dilation: [2, 3] } },
    },
    { shapes: { x: [1, 2, 7, 5] }, attrs: { size: [3, 8], regular: null } },
    {
      shapes: { x: [2, 3, 6, 16] },
      attrs: { size: [3, 8], regular: { kernel: [2, 2], stride: [2, 2], padding: [0, 0, 0, 0], dilation: [1, 1] } },
    },
    {
      shapes: { x: [2, 3, 9, 8] },
      attrs: {
        activation: 'relu',
        size: [5, 4],
        regular: { kernel: [3, 2], stride: [2, 2], padding: [1, 0, 1, 0], dilation: [1, 1] },
      },
    },
    {
      shapes: { x: [2, 3, 6, 16] },
      attrs: {
        activation: 'relu',
        size: [3, 8],
        regular: { kernel: [2, 2], stride: [2, 2], padding: [0, 0, 0, 0], dilation: [1, 1] },
      },
    },
    {
      shapes: { x: [1, 1, 2, 8] },
      values: { x: [3, 3, 1, NaN, -Infinity, -Infinity, -0, 0, -3, -5, NaN, -2, -Infinity, -1, 0, -0] },
      differentiable: false,
      attrs: {
        activation: 'relu',
        size: [1, 4],
        regular: { kernel: [2, 2], stride: [2, 2], padding: [0, 0, 0, 0], dilation: [1, 1] },
      },
    },
    {
      shapes: { x: [2, 3, 6, 16] },
      attrs: {
        indices: false,
        size: [3, 8],
        regular: { kernel: [2, 2], stride: [2, 2], padding: [0, 0, 0, 0], dilation: [1, 1] },
      },
    },
    { shapes: { x: [1, 2, 7, 5] }, attrs: { indices: false, size: [3, 8], regular: null } },
    {
      shapes: { x: [1, 1, 2, 8] },
      values: { x: [3, 3, 1, NaN, -Infinity, -Infinity, -0, 0, 3, 5, NaN, 2, -Infinity, -Infinity, 0, -0] },
      differentiable: false,
      attrs: { size: [1, 4], regular: { kernel: [2, 2], stride: [2, 2], padding: [0, 0, 0, 0], dilation: [1, 1] } },
    },
    {
      shapes: { x: [1, 1, 2, 4] },
      values: { x: [1, 3, NaN, NaN, 3, 3, 0, -Infinity] },
      differentiable: false,
      attrs: { size: [1, 2], regular: { kernel: [2, 2], stride: [2, 2], padding: [0, 0, 0, 0], dilation: [1, 1] } },
    },
  ],
});

interface PlaceAttrs extends Windows {
  input: Pair;
}

/**
 * `dy` of each window added to the pixel that its index names: zeros elsewhere. dy, indices [B, C, oh, ow] → [B, C, H,
 * W].
 */
export const placeOp: Op<PlaceAttrs, ['dy', 'indices']> = defineOp({
  name: 'max_pool2d_place',
  inputs: ['dy', 'indices'],
  attrs: {} as PlaceAttrs,
  dtypes: { indices: ['i32'] },
  shape: ({ dy }, { input }) => [...dy.shape.slice(0, 2), ...input],
  reference: ({ dy, indices, out }, { input }) => {
    const windows = dy.shape[2] * dy.shape[3];
    for (let o = 0; o < dy.data.length; o++)
      if (indices.data[o] >= 0) out.data[Math.floor(o / windows) * input[0] * input[1] + indices.data[o]] += dy.data[o];
  },
  kernel: ({ dy, out }, { input, ...windows }) => {
    if (areSquares(out.shape, windows)) return squaresPlace(dy.shape);
    const body = eachHolder(windowFunctions(windows), wgsl`if (indices[o] == i32(y * p.in_w + x)) { sum += dy[o]; }`);
    return each(size(out.shape), body, { params: windowParams(windows, input) });
  },
  grad: ({ inputs: { indices }, dy, attrs: { size, regular } }) => ({
    dy: pickOp({ x: dy, indices }, { size, regular }),
  }),
  flops: ({ dy }) => size(dy.shape),
  samples: [
    {
      shapes: { dy: [1, 2, 2, 2], indices: [1, 2, 2, 2] },
      values: { indices: [4, 4, 4, 8, 0, 2, 6, 7] },
      dtypes: { indices: 'i32' },
      attrs: {
        size: [2, 2],
        input: [3, 3],
        regular: { kernel: [2, 2], stride: [1, 1], padding: [0, 0, 0, 0], dilation: [1, 1] },
      },
    },
  ],
});

/**
 * The pixel that each window's index names: the adjoint of `placeOp`. x [B, C, H, W], indices [B, C, oh, ow] → [B, C,
 * oh, ow].
 */
export const pickOp: Op<Windows, ['x', 'indices']> = defineOp({
  name: 'max_pool2d_pick',
  inputs: ['x', 'indices'],
  attrs: {} as Windows,
  dtypes: { indices: ['i32'] },
  shape: ({ indices }) => indices.shape,
  reference: ({ x, indices, out }) => {
    const [height, width] = imageSize('max_pool2d', x);
    const windows = indices.shape[2] * indices.shape[3];
    for (let o = 0; o < out.data.length; o++)
      if (indices.data[o] >= 0) out.data[o] = x.data[Math.floor(o / windows) * height * width + indices.data[o]];
  },
  kernel: ({ x, indices, out }) => {
    const body = wgsl`
      var value = 0.0;
      if (indices[i] >= 0) { value = x[i / p.windows * p.pixels + u32(indices[i])]; }
      out[i] = value;`;
    return each(size(out.shape), body, {
      params: { windows: indices.shape[2] * indices.shape[3], pixels: x.shape[2] * x.shape[3] },
    });
  },
  grad: ({ inputs: { x, indices }, dy, attrs }) => ({
    x: placeOp({ dy, indices }, { ...attrs, input: imageSize('max_pool2d', x) }),
  }),
  samples: [
    {
      shapes: { x: [1, 2, 3, 3], indices: [1, 2, 2, 2] },
      values: { indices: [4, 4, 4, 8, 0, 2, 6, 7] },
      dtypes: { indices: 'i32' },
      attrs: { size: [2, 2], regular: { kernel: [2, 2], stride: [1, 1], padding: [0, 0, 0, 0], dilation: [1, 1] } },
    },
  ],
});
