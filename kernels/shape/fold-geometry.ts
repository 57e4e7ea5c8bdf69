/**
 * Windows of an image as columns (im2col, PyTorch's unfold) and columns added back into an image (col2im, fold):
 * adjoints of each other.
 */
import { checkOptions } from '../../engine/arguments.ts';
import type { Padding, Pair, PairLike } from '../make/pairs.ts';
import { pair, sides, span } from '../make/pairs.ts';
import { ShapeError } from '../../engine/errors.ts';
import { show } from '../../engine/shape.ts';

export interface FoldAttrs {
  image: Pair;
  kernel: Pair;
  stride: Pair;
  /** Top and left. */
  padding: Pair;
  dilation: Pair;
  /** Windows by row and column. */
  windows: Pair;
}

export interface FoldOptions {
  stride?: PairLike;
  /** One number, [rows, columns], or [top, left, bottom, right]. */
  padding?: Padding;
  dilation?: PairLike;
}

/** @throws ShapeError when the window does not fit into the padded image. */
export function foldAttrs(op: string, image: Pair, kernel: PairLike, options: FoldOptions): FoldAttrs {
  const { stride = 1, padding = 0, dilation = 1 } = checkOptions(op, options, 'stride padding dilation');
  const [kernels, strides, dilations] = [
    pair(op, 'kernel', kernel),
    pair(op, 'stride', stride),
    pair(op, 'dilation', dilation),
  ];
  const pads = sides(op, padding);
  const windows = image.map(
    (n, axis) =>
      Math.floor((n + pads[axis] + pads[axis + 2] - span(kernels[axis], dilations[axis])) / strides[axis]) + 1,
  ) as unknown as Pair;
  if (windows[0] < 1 || windows[1] < 1)
    throw new ShapeError(
      op,
      'the window does not fit into the padded image',
      `image ${show(image)}, kernel ${show(kernels)}`,
      'pad more, or use a larger image',
    );
  return { image, kernel: kernels, stride: strides, padding: [pads[0], pads[1]], dilation: dilations, windows };
}
