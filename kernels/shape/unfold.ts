/**
 * Windows of an image as columns (im2col, PyTorch's unfold) and columns added back into an image (col2im, fold):
 * adjoints of each other.
 */
import { checkTensors } from '../../engine/arguments.ts';
import type { Shape } from '../../engine/shape.ts';
import type { FoldAttrs, FoldOptions } from './fold-geometry.ts';
import type { Kernel } from '../../engine/gpu/kernel.ts';
import type { Op } from '../../engine/op.ts';
import { defineOp } from '../../engine/op.ts';
import { wgsl } from '../../engine/gpu/wgsl.ts';
import { each } from '../../engine/gpu/kernel.ts';
import { size } from '../../engine/shape.ts';
import type { Tensor } from '../../engine/tensor.ts';
import type { PairLike } from '../make/pairs.ts';
import { batched, checkPixels, imageSize } from '../make/pairs.ts';
import { foldAttrs } from './fold-geometry.ts';

/** Calls `visit` with each element of the columns and the pixel it stands for, where that is inside the image. */
function eachTap(
  columns: Shape,
  { image, kernel, stride, padding, dilation, windows }: FoldAttrs,
  visit: (column: number, pixel: number) => void,
): void {
  const [batch, depth] = columns;
  const taps = kernel[0] * kernel[1];
  for (let row = 0; row < batch * depth; row++) {
    const tap = row % taps;
    for (let oy = 0; oy < windows[0]; oy++) {
      for (let ox = 0; ox < windows[1]; ox++) {
        const y = oy * stride[0] - padding[0] + Math.floor(tap / kernel[1]) * dilation[0];
        const x = ox * stride[1] - padding[1] + (tap % kernel[1]) * dilation[1];
        if (y >= 0 && y < image[0] && x >= 0 && x < image[1])
          visit((row * windows[0] + oy) * windows[1] + ox, (Math.floor(row / taps) * image[0] + y) * image[1] + x);
      }
    }
  }
}

const foldParams = ({
  image,
  kernel,
  stride,
  padding,
  dilation,
  windows,
}: FoldAttrs): NonNullable<Kernel['params']> => ({
  height: image[0],
  width: image[1],
  kernel_h: kernel[0],
  kernel_w: kernel[1],
  stride_h: stride[0],
  stride_w: stride[1],
  top: { i32: padding[0] },
  left: { i32: padding[1] },
  dilation_h: dilation[0],
  dilation_w: dilation[1],
  windows_h: windows[0],
  windows_w: windows[1],
});

/** x [B, C, H, W] → [B, C·kh·kw, windows]. Zeros where a window leaves the image. */
export const unfoldOp: Op<FoldAttrs, ['x']> = defineOp({
  name: 'unfold',
  inputs: ['x'],
  attrs: {} as FoldAttrs,
  shape: ({ x }, { kernel, windows }) => [x.shape[0], x.shape[1] * kernel[0] * kernel[1], windows[0] * windows[1]],
  reference: ({ x, out }, attrs) => eachTap(out.shape, attrs, (column, pixel) => (out.data[column] = x.data[pixel])),
  kernel: ({ out }, attrs) => {
    const body = wgsl`
      let ox = i % p.windows_w;
      var rest = i / p.windows_w;
      let oy = rest % p.windows_h;
      rest /= p.windows_h;
      let kx = rest % p.kernel_w;
      rest /= p.kernel_w;
      let ky = rest % p.kernel_h;
      let plane = rest / p.kernel_h;
      let row = i32(oy * p.stride_h + ky * p.dilation_h) - p.top;
      let column = i32(ox * p.stride_w + kx * p.dilation_w) - p.left;
      var value = 0.0;
      if (row >= 0 && row < i32(p.height) && column >= 0 && column < i32(p.width)) {
        value = x[(plane * p.height + u32(row)) * p.width + u32(column)];
      }
      out[i] = value;`;
    return each(size(out.shape), body, { params: foldParams(attrs) });
  },
  grad: ({ dy, attrs }) => ({ x: foldOp({ x: dy }, attrs) }),
  samples: [
    {
      shapes: { x: [2, 3, 5, 6] },
      attrs: { image: [5, 6], kernel: [3, 3], stride: [1, 1], padding: [1, 1], dilation: [1, 1], windows: [5, 6] },
    },
    {
      shapes: { x: [1, 2, 7, 6] },
      attrs: { image: [7, 6], kernel: [2, 3], stride: [2, 1], padding: [1, 2], dilation: [1, 2], windows: [4, 6] },
    },
  ],
});

/** x [B, C·kh·kw, windows] → [B, C, H, W]: each pixel is the sum of the elements that stand for it. */
export const foldOp: Op<FoldAttrs, ['x']> = defineOp({
  name: 'fold',
  inputs: ['x'],
  attrs: {} as FoldAttrs,
  shape: ({ x }, { image, kernel }) => [x.shape[0], x.shape[1] / (kernel[0] * kernel[1]), ...image],
  reference: ({ x, out }, attrs) => eachTap(x.shape, attrs, (column, pixel) => (out.data[pixel] += x.data[column])),
  kernel: ({ out }, attrs) => {
    const body = wgsl`
      let column = i % p.width;
      let row = (i / p.width) % p.height;
      let plane = i / (p.width * p.height);
      var total = 0.0;
      for (var ky = 0u; ky < p.kernel_h; ky++) {
        let y = i32(row) + p.top - i32(ky * p.dilation_h);
        if (y < 0 || u32(y) % p.stride_h != 0 || u32(y) / p.stride_h >= p.windows_h) { continue; }
        var sum = 0.0;
        for (var kx = 0u; kx < p.kernel_w; kx++) {
          let x_at = i32(column) + p.left - i32(kx * p.dilation_w);
          if (x_at < 0 || u32(x_at) % p.stride_w != 0 || u32(x_at) / p.stride_w >= p.windows_w) { continue; }
          sum += x[(((plane * p.kernel_h + ky) * p.kernel_w + kx) * p.windows_h + u32(y) / p.stride_h) * p.windows_w
            + u32(x_at) / p.stride_w];
        }
        total += sum;
      }
      out[i] = total;`;
    return each(size(out.shape), body, { params: foldParams(attrs) });
  },
  grad: ({ dy, attrs }) => ({ x: unfoldOp({ x: dy }, attrs) }),
  flops: ({ x }) => size(x.shape),
  samples: [
    {
      shapes: { x: [2, 12, 9] },
      attrs: { image: [4, 4], kernel: [2, 2], stride: [1, 1], padding: [0, 0], dilation: [1, 1], windows: [3, 3] },
    },
    {
      shapes: { x: [1, 12, 20] },
      attrs: { image: [7, 6], kernel: [2, 3], stride: [2, 1], padding: [1, 1], dilation: [1, 2], windows: [5, 4] },
    },
  ],
});

/** Windows as columns: x [B, C, H, W] (or [C, H, W]) → [B, C·kh·kw, windows]. */
export function unfold(x: Tensor, kernel: PairLike, options: FoldOptions = {}): Tensor {
  checkTensors('unfold', { x });
  return batched(x, 4, (x) => {
    const attrs = foldAttrs('unfold', imageSize('unfold', x), kernel, options);
    checkPixels('unfold', x);
    return unfoldOp({ x }, attrs);
  });
}
