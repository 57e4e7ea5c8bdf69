/** Convolutions as users call them. What is a matrix product runs as one. */
import { ShapeError } from '../../engine/errors.ts';
import { show } from '../../engine/shape.ts';
import type { Tensor } from '../../engine/tensor.ts';
import { checkBias, checkConv } from './geometry.ts';
import { conv2dInputOp, conv2dOp } from './ops.ts';
import type { Activation } from '../elementwise/activation.ts';
import { checkActivation } from '../elementwise/activation.ts';
import { matmul } from '../matmul/matmul.ts';
import type { Padding, Pair, PairLike } from '../make/pairs.ts';
import { batched, imageSize, pair, sides, span } from '../make/pairs.ts';

export interface ConvOptions {
  stride?: PairLike;
  /** One number, [rows, columns], or [top, left, bottom, right]. */
  padding?: Padding;
  dilation?: PairLike;
  groups?: number;
}

interface Activated {
  /** 'relu' or 'sigmoid', applied to the results in the same pass. */
  activation?: Activation | undefined;
}

export interface Conv2dOptions extends ConvOptions, Activated {}

/**
 * Cross-correlation, as PyTorch's conv2d: x [B, C, H, W] (or one image [C, H, W]), w [O, C/groups, kh, kw], bias [O] → [B, O, H', W'],
 * H' = ⌊(H + top + bottom - dilation·(kh - 1) - 1) / stride⌋ + 1.
 * @throws ShapeError when shapes do not fit or the window is larger than the padded image.
 */
export function conv2d(
  x: Tensor,
  w: Tensor,
  bias?: Tensor,
  { stride = 1, padding = 0, dilation = 1, groups = 1, activation }: Conv2dOptions = {},
): Tensor {
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

export interface Conv1dOptions {
  stride?: number;
  /** Both ends, or [before, after]. */
  padding?: number | readonly [number, number];
  dilation?: number;
  groups?: number;
}

/** x [B, C, L] (or [C, L]), w [O, C/groups, k], bias [O] → [B, O, L']. */
export function conv1d(
  x: Tensor,
  w: Tensor,
  bias?: Tensor,
  { stride = 1, padding = 0, dilation = 1, groups = 1, activation }: Conv1dOptions & Activated = {},
): Tensor {
  return batched(x, 3, (x) => {
    if (x.rank !== 3 || w.rank !== 3)
      throw new ShapeError(
        'conv1d',
        'x must be [B, C, L] and w [O, C/groups, k]',
        `x ${show(x.shape)}, w ${show(w.shape)}`,
        'add the missing axes with reshape',
      );
    const [before, after] = typeof padding === 'number' ? [padding, padding] : padding;
    const row = (t: Tensor) => t.reshape(t.shape[0], t.shape[1], 1, t.shape[2]);
    const out = conv2d(row(x), row(w), bias, {
      stride: [1, stride],
      padding: [0, before, 0, after],
      dilation: [1, dilation],
      groups,
      activation,
    });
    return out.reshape(out.shape[0], out.shape[1], out.shape[3]);
  });
}

/** The pointwise convolution of volumes: x [B, C, T, H, W] (or [C, T, H, W]), w [O, C, 1, 1, 1], bias [O] → [B, O, T, H, W]. */
export function conv3d(x: Tensor, w: Tensor, bias?: Tensor): Tensor {
  return batched(x, 5, (x) => {
    if (x.rank !== 5 || w.rank !== 5 || w.shape.slice(2).some((n) => n !== 1))
      throw new ShapeError(
        'conv3d',
        'x must be [B, C, T, H, W] and w [O, C, 1, 1, 1]',
        `x ${show(x.shape)}, w ${show(w.shape)}`,
        'only pointwise kernels are there',
      );
    const [batch, channels, time, height, width] = x.shape;
    const out = conv2d(x.reshape(batch, channels, time * height, width), w.reshape(w.shape[0], w.shape[1], 1, 1), bias);
    return out.reshape(batch, w.shape[0], time, height, width);
  });
}

export interface ConvTransposeOptions extends ConvOptions {
  /** Rows and columns added at the bottom and right, of the sizes that the stride leaves open. */
  outputPadding?: PairLike;
  /** The result's rows and columns, in place of `outputPadding`: cropped, or filled with the bias, at the bottom and right. */
  outputSize?: PairLike;
}

/**
 * PyTorch's conv_transpose2d: x [B, C, H, W] (or [C, H, W]), w [C, O/groups, kh, kw], bias [O] → [B, O, H', W'],
 * H' = (H - 1)·stride - top - bottom + dilation·(kh - 1) + 1 + outputPadding.
 * @throws ShapeError when shapes do not fit, nothing is left, or the output padding is not below the stride or the dilation.
 */
export function convTranspose2d(
  x: Tensor,
  w: Tensor,
  bias?: Tensor,
  { stride = 1, padding = 0, outputPadding = 0, outputSize, dilation = 1, groups = 1 }: ConvTransposeOptions = {},
): Tensor {
  return batched(x, 4, (x) => {
    const op = 'convTranspose2d';
    const image = imageSize(op, x);
    const strides = pair(op, 'stride', stride);
    const [top, left, bottom, right] = sides(op, padding);
    const dilations = pair(op, 'dilation', dilation);
    const extra = pair(op, 'output padding', outputPadding, 0);
    checkGroups(op, groups);
    if (w.rank !== 4 || x.shape[1] !== w.shape[0] || w.shape[0] % groups)
      throw new ShapeError(
        op,
        'x and w do not fit',
        `x ${show(x.shape)}, w ${show(w.shape)}, groups ${groups}`,
        'x [B, C, H, W], w [C, O/groups, kh, kw]',
      );
    const size =
      outputSize !== undefined
        ? pair(op, 'output size', outputSize)
        : ([top + bottom, left + right].map((pad, axis) => {
            if (extra[axis] >= Math.max(strides[axis], dilations[axis]))
              throw new ShapeError(
                op,
                'the output padding must be smaller than the stride or the dilation',
                show(extra),
                'use 0 up to one less',
              );
            const n = (image[axis] - 1) * strides[axis] - pad + span(w.shape[2 + axis], dilations[axis]) + extra[axis];
            if (n < 1)
              throw new ShapeError(op, 'no output is left', `x ${show(x.shape)}, w ${show(w.shape)}`, 'pad less');
            return n;
          }) as unknown as Pair);
    checkBias(op, bias, w.shape[1] * groups);
    return conv2dInputOp(
      { y: x, w, bias },
      { stride: strides, padding: [top, left], dilation: dilations, groups, size },
    );
  });
}

function checkGroups(op: string, groups: number): void {
  if (!Number.isInteger(groups) || groups < 1)
    throw new ShapeError(
      op,
      'groups must be a whole number of at least 1',
      String(groups),
      'use 1, or what divides the channels',
    );
}
