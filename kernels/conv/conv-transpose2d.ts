import { checkOptions, checkTensors } from '../../engine/arguments.ts';
import type { ConvOptions } from './options.ts';
import type { Padding, Pair, PairLike } from '../make/pairs.ts';
import type { Tensor } from '../../engine/tensor.ts';
import { batched, imageSize, pair, sides, span } from '../make/pairs.ts';
import { checkGroups } from './options.ts';
import { ShapeError } from '../../engine/errors.ts';
import { show } from '../../engine/shape.ts';
import { checkBias } from './geometry.ts';
import { conv2dInputOp } from './ops.ts';

export interface ConvTransposeOptions extends ConvOptions {
  /** As for `conv2d`; a negative number adds rows or columns of the bias alone. */
  padding?: Padding;
  /** Rows and columns added at the bottom and right, of the sizes that the stride leaves open. */
  outputPadding?: PairLike;
  /**
   * The result's rows and columns, in place of `outputPadding`: cropped, or filled with the bias, at the bottom and
   * right.
   */
  outputSize?: PairLike;
}

/**
 * PyTorch's conv_transpose2d: x [B, C, H, W] (or [C, H, W]), w [C, O/groups, kh, kw], bias [O] → [B, O, H', W'],
 * H' = (H - 1)·stride - top - bottom + dilation·(kh - 1) + 1 + outputPadding.
 * @throws ShapeError when shapes do not fit, nothing is left, or the output padding is not below the stride or the
 * dilation.
 */
export function convTranspose2d(x: Tensor, w: Tensor, bias?: Tensor, options: ConvTransposeOptions = {}): Tensor {
  checkTensors('convTranspose2d', { x, w }, { bias });
  const {
    stride = 1,
    padding = 0,
    outputPadding = 0,
    outputSize,
    dilation = 1,
    groups = 1,
  } = checkOptions('convTranspose2d', options, 'stride padding dilation groups outputPadding outputSize');
  return batched(x, 4, (x) => {
    const op = 'convTranspose2d';
    const image = imageSize(op, x);
    const strides = pair(op, 'stride', stride);
    const [top, left, bottom, right] = sides(op, padding, -Infinity);
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
