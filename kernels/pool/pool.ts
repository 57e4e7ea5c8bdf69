/**
 * Pools as users call them: over windows (PyTorch's max_pool2d, avg_pool2d, lp_pool2d), over adaptive bins, over whole
 * images.
 */
import { checkList, checkOptions, checkTensors } from '../../engine/arguments.ts';
import { ShapeError } from '../../engine/errors.ts';
import { show } from '../../engine/shape.ts';
import { isRecorded } from '../../engine/tape.ts';
import type { Tensor } from '../../engine/tensor.ts';
import { amax } from '../reduce/amax.ts';
import { checkActivation } from '../elementwise/activation.ts';
import { mean } from '../reduce/mean.ts';
import type { Padding, Pair, PairLike } from '../make/pairs.ts';
import { batched, checkPixels, imageSize, pair, sides, single, span } from '../make/pairs.ts';
import { averagePoolOp } from './average.ts';
import type { Regular, Windows } from './geometry.ts';
import type { MaxWindows } from './max.ts';
import { maxPoolOp } from './max.ts';

export interface PoolOptions {
  /** The kernel's size by default: windows side by side. */
  stride?: PairLike;
  /** One number, [rows, columns], or [top, left, bottom, right]. */
  padding?: Padding;
  dilation?: PairLike;
  /** Round the number of windows up; the last one must still start inside the image or its top and left padding. */
  ceilMode?: boolean;
  /** The number of windows [rows, columns], in place of what follows from the sizes. */
  outputSize?: PairLike;
}

/**
 * @throws ShapeError when the options are not whole numbers, a window cannot fit, or one would lie in the padding
 * alone.
 */
export function regularWindows(
  op: string,
  x: Tensor,
  kernel: PairLike,
  options: PoolOptions,
): Windows & { regular: Regular } {
  const names = 'stride padding dilation ceilMode outputSize';
  const { stride = kernel, padding = 0, dilation = 1, ceilMode = false, outputSize } = checkOptions(op, options, names);
  const image = imageSize(op, x);
  const regular: Regular = {
    kernel: pair(op, 'kernel', kernel),
    stride: pair(op, 'stride', stride),
    padding: sides(op, padding),
    dilation: pair(op, 'dilation', dilation),
  };
  checkPixels(op, x);
  const size = image.map((n, axis) => {
    const reach = span(regular.kernel[axis], regular.dilation[axis]);
    const [before, after] = [regular.padding[axis], regular.padding[axis + 2]];
    const step = regular.stride[axis];
    // PyTorch allows half a window of padding; ONNX's own cases go up to the window, but not with dilation.
    const most = regular.dilation[axis] > 1 ? Math.floor(reach / 2) : reach - 1;
    if (before > most || after > most)
      throw new ShapeError(
        op,
        'a window would lie in the padding alone',
        `kernel ${show(regular.kernel)}, padding ${show(regular.padding)}`,
        `pad by ${most} at most`,
      );
    const room = n + before + after - reach;
    if (room < 0 && !(ceilMode && room + step > 0))
      throw new ShapeError(
        op,
        'the window does not fit into the padded image',
        `x ${show(x.shape)}, kernel ${show(regular.kernel)}`,
        'pad more, or use a larger image',
      );
    const windows = (ceilMode ? Math.ceil(room / step) : Math.floor(room / step)) + 1;
    return ceilMode && (windows - 1) * step >= n + before ? windows - 1 : windows;
  }) as unknown as Pair;
  return { size: outputSize === undefined ? size : pair(op, 'output size', outputSize), regular };
}

/** Adaptive bins; null keeps the image's own size. */
export type BinSize = number | null | readonly [number | null, number | null];

function bins(op: string, x: Tensor, size: BinSize): Windows {
  const image = imageSize(op, x);
  checkPixels(op, x);
  const list = Array.isArray(size)
    ? (size as readonly (number | null)[])
    : [size as number | null, size as number | null];
  return {
    size: pair(
      op,
      'output size',
      list.map((n, axis) => n ?? image[axis]),
      0,
    ),
    regular: null,
  };
}

export interface MaxPoolOptions extends PoolOptions {
  /** Makes the result `maxPool2d(relu(x))`, without a pass over the pixels of its own. */
  activation?: 'relu';
}

/**
 * The largest pixel of each window. x [B, C, H, W] or [C, H, W]. Equal ones: the first gets the gradient. NaN counts as
 * largest.
 */
export function maxPool2d(x: Tensor, kernel: PairLike, given: MaxPoolOptions = {}): Tensor {
  checkTensors('maxPool2d', { x });
  const { activation, ...options } = checkOptions(
    'maxPool2d',
    given,
    'stride padding dilation ceilMode outputSize activation',
  );
  checkActivation('maxPool2d', activation, ['relu']);
  return maxima(x, (x) => ({ ...regularWindows('maxPool2d', x, kernel, options), ...(activation && { activation }) }));
}

/** As `maxPool2d`, with the places h·W + w of the maxima (i32), each the first of its window. */
export function maxPool2dWithIndices(
  x: Tensor,
  kernel: PairLike,
  options: PoolOptions = {},
): { out: Tensor; indices: Tensor } {
  checkTensors('maxPool2dWithIndices', { x });
  return maximaAndPlaces(x, (x) => regularWindows('maxPool2d', x, kernel, options));
}

/** The maxima alone; their places are kept for the gradient if there will be one. */
function maxima(x: Tensor, windows: (x: Tensor) => MaxWindows): Tensor {
  return batched(x, 4, (x) => {
    const { out, indices } = maxPoolOp.many({ x }, { ...windows(x), indices: isRecorded(x) });
    indices?.dispose();
    return out;
  });
}

function maximaAndPlaces(x: Tensor, windows: (x: Tensor) => Windows): { out: Tensor; indices: Tensor } {
  const images = x.rank === 3 ? x.reshape(1, ...x.shape) : x;
  const { out, indices } = maxPoolOp.many({ x: images }, windows(images));
  if (x.rank !== 3) return { out, indices };
  return { out: out.reshape(out.shape.slice(1)), indices: indices.reshape(indices.shape.slice(1)) };
}

export interface Pool1dOptions {
  stride?: number | readonly [number];
  padding?: number | readonly [number];
  dilation?: number | readonly [number];
  ceilMode?: boolean;
}

/** x [B, C, L] (or [C, L]) → [B, C, L']. */
export function maxPool1d(x: Tensor, kernel: number | readonly [number], options: Pool1dOptions = {}): Tensor {
  checkTensors('maxPool1d', { x });
  const {
    stride = kernel,
    padding = 0,
    dilation = 1,
    ceilMode = false,
  } = checkOptions('maxPool1d', options, 'stride padding dilation ceilMode');
  if (x.rank !== 2 && x.rank !== 3)
    throw new ShapeError(
      'maxPool1d',
      'the input must be [B, C, L] or [C, L]',
      show(x.shape),
      'add the missing axes with reshape',
    );
  const one = (what: string, value: number | readonly [number], low = 1) => single('maxPool1d', what, value, low);
  const out = maxPool2d(x.reshape(...x.shape.slice(0, -1), 1, x.shape.at(-1)!), [1, one('kernel', kernel)], {
    stride: [1, one('stride', stride)],
    padding: [0, one('padding', padding, 0)],
    dilation: [1, one('dilation', dilation)],
    ceilMode,
  });
  return out.reshape(...out.shape.slice(0, -2), out.shape.at(-1)!);
}

/** Max pooling of each frame of x [B, C, T, H, W]: the kernel is [1, rows, columns]. → [B, C, T, H', W']. */
export function maxPool3d(x: Tensor, kernel: readonly [1, number, number], options: PoolOptions = {}): Tensor {
  checkTensors('maxPool3d', { x });
  checkList('maxPool3d', 'kernel', kernel);
  if (x.rank !== 5 || kernel[0] !== 1)
    throw new ShapeError(
      'maxPool3d',
      'the input must be [B, C, T, H, W] and the kernel [1, rows, columns]',
      `x ${show(x.shape)}, kernel ${show(kernel)}`,
      'only windows of one frame are there',
    );
  const [batch, channels, time, height, width] = x.shape;
  const out = maxPool2d(x.reshape(batch, channels * time, height, width), [kernel[1], kernel[2]], options);
  return out.reshape(batch, channels, time, out.shape[2], out.shape[3]);
}

export interface AvgPoolOptions extends PoolOptions {
  /** Divide by the padding too (on by default), though never by what `ceilMode` reaches beyond it. */
  countIncludePad?: boolean;
  /** Divide by this in place of the number of pixels. */
  divisorOverride?: number;
}

/** The mean of each window. x [B, C, H, W] or [C, H, W]. */
export function avgPool2d(x: Tensor, kernel: PairLike, given: AvgPoolOptions = {}): Tensor {
  checkTensors('avgPool2d', { x });
  const {
    countIncludePad = true,
    divisorOverride,
    ...options
  } = checkOptions('avgPool2d', given, 'stride padding dilation ceilMode outputSize countIncludePad divisorOverride');
  if (divisorOverride !== undefined && !(Math.abs(divisorOverride) > 0))
    throw new ShapeError(
      'avgPool2d',
      'the divisor must not be zero',
      String(divisorOverride),
      'leave it out to divide by the pixels of a window',
    );
  return batched(x, 4, (x) =>
    averagePoolOp(
      { x },
      {
        ...regularWindows('avgPool2d', x, kernel, options),
        divisor: divisorOverride ?? (countIncludePad ? 'padded' : 'pixels'),
      },
    ),
  );
}

/** The mean of each of `size` bins, which may overlap or repeat pixels. x [B, C, H, W] or [C, H, W]. */
export function adaptiveAvgPool2d(x: Tensor, size: BinSize): Tensor {
  checkTensors('adaptiveAvgPool2d', { x });
  return batched(x, 4, (x) => {
    const windows = bins('adaptiveAvgPool2d', x, size);
    // One bin for all goes by the tree of sums, which keeps more digits and more of a GPU busy.
    return windows.size[0] === 1 && windows.size[1] === 1
      ? mean(x, [2, 3], { keep: true })
      : averagePoolOp({ x }, { ...windows, divisor: 'pixels' });
  });
}

/** The largest pixel of each of `size` bins. x [B, C, H, W] or [C, H, W]. */
export function adaptiveMaxPool2d(x: Tensor, size: BinSize): Tensor {
  checkTensors('adaptiveMaxPool2d', { x });
  return maxima(x, (x) => bins('adaptiveMaxPool2d', x, size));
}

/** As `adaptiveMaxPool2d`, with the places h·W + w of the maxima (i32). */
export function adaptiveMaxPool2dWithIndices(x: Tensor, size: BinSize): { out: Tensor; indices: Tensor } {
  checkTensors('adaptiveMaxPool2dWithIndices', { x });
  return maximaAndPlaces(x, (x) => bins('adaptiveMaxPool2d', x, size));
}

/** The mean over each image: [B, C, H, W] → [B, C, 1, 1], or [B, C] without `keep`. */
export function globalAvgPool(x: Tensor, options: { keep?: boolean } = {}): Tensor {
  checkTensors('globalAvgPool', { x });
  const { keep = true } = checkOptions('globalAvgPool', options, 'keep');
  return mean(x, [-2, -1], { keep });
}

/**
 * The largest pixel of each image: [B, C, H, W] → [B, C, 1, 1], or [B, C] without `keep`. Equal maxima share the
 * gradient.
 */
export function globalMaxPool(x: Tensor, options: { keep?: boolean } = {}): Tensor {
  const { keep = true } = checkOptions('globalMaxPool', options, 'keep');
  return amax(x, [-2, -1], { keep });
}
