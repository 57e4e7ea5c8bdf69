/** Convolutions as users call them. What is a matrix product runs as one. */
import { checkOptions, checkTensors } from '../../engine/arguments.ts';
import type { Activated, ConvOptions } from './options.ts';
import type { Tensor } from '../../engine/tensor.ts';
import { checkActivation } from '../elementwise/activation.ts';
import { batched, imageSize, pair, sides, span } from '../make/pairs.ts';
import { checkGroups } from './options.ts';
import { checkBias, checkConv } from './geometry.ts';
import { ShapeError } from '../../engine/errors.ts';
import { show } from '../../engine/shape.ts';
import type { Pair } from '../make/pairs.ts';
import { conv2dOp } from './ops.ts';
import { matmul } from '../matmul/matmul.ts';

export interface Conv2dOptions extends ConvOptions, Activated {}

/**
 * Cross-correlation, as PyTorch's conv2d: x [B, C, H, W] (or one image [C, H, W]), w [O, C/groups, kh, kw], bias [O] →
 * [B, O, H', W'], H' = ⌊(H + top + bottom - dilation·(kh - 1) - 1) / stride⌋ + 1.
 * @throws ShapeError when shapes do not fit or the window is larger than the padded image.
 */
export function conv2d(x: Tensor, w: Tensor, bias?: Tensor, options: Conv2dOptions = {}): Tensor {
  checkTensors('conv2d', { x, w }, { bias });
  const {
    stride = 1,
    padding = 0,
    dilation = 1,
    groups = 1,
    activation,
  } = checkOptions('conv2d', options, 'stride padding dilation groups activation');
  checkActivation('conv2d', activation);
  return batched(x, 4, (x) => {
    const image = imageSize('conv2d', x);
    const strides = pair('conv2d', 'stride', stride);
    const [top, left, bottom, right] = sides('conv2d', padding);
    const dilations = pair('conv2d', 'dilation', dilation);
    checkGroups('conv2d', groups);
    checkConv('conv2d', x.shape, w.shape, [x.shape[0], w.shape[0], ...image], groups);
    const size = [top + bottom, left + right].map((pad, axis) => {
      const room = image[axis] + pad - span(w.shape[2 + axis], dilations[axis]);
      if (room < 0 || w.shape[2 + axis] === 0)
        throw new ShapeError(
          'conv2d',
          'the window does not fit into the padded image',
          `x ${show(x.shape)}, w ${show(w.shape)}`,
          'pad more, or use a larger image',
        );
      return Math.floor(room / strides[axis]) + 1;
    }) as unknown as Pair;
    const pointwise =
      w.shape[2] === 1 &&
      w.shape[3] === 1 &&
      groups === 1 &&
      strides[0] === 1 &&
      strides[1] === 1 &&
      top + left + bottom + right === 0;
    if (!pointwise)
      return conv2dOp(
        { x, w, bias },
        { stride: strides, padding: [top, left], dilation: dilations, groups, size, ...(activation && { activation }) },
      );
    checkBias('conv2d', bias, w.shape[0]);
    const pixels = x.reshape(x.shape[0], x.shape[1], image[0] * image[1]);
    return matmul(w.reshape(w.shape[0], w.shape[1]), pixels, {
      ...(bias && { bias, biasAxis: 'row' as const }),
      activation,
    }).reshape(x.shape[0], w.shape[0], ...image);
  });
}
