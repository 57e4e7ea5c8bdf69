/** Images of another size: ONNX's Resize for tensors of any rank, and PyTorch's interpolate for images. One axis at a time. */
import { ShapeError } from '../../engine/errors.ts';
import type { Shape } from '../../engine/shape.ts';
import { show } from '../../engine/shape.ts';
import type { Tensor } from '../../engine/tensor.ts';
import { checkName } from '../make/options.ts';
import { resizeAxisOp } from './axis.ts';
import type { Coordinates, ResizeMode, Rounding } from './taps.ts';
import { cachedTable, tapCount } from './taps.ts';

export interface ResizeOptions {
  mode?: ResizeMode;
  coordinates?: Coordinates;
  /** What `nearest` makes of a place between two pixels. */
  rounding?: Rounding;
  /** The cubic kernel's free coefficient. */
  cubic?: number;
  /** Scales that the sizes came from, one for each axis, where a size was rounded. */
  scales?: readonly number[];
}

/**
 * x at another size, one number for each axis.
 * @throws ShapeError when there are not as many sizes as axes, or an axis without elements should grow.
 */
export function resize(
  x: Tensor,
  shape: Shape,
  {
    mode = 'linear',
    coordinates = 'half_pixel',
    rounding = 'round_prefer_floor',
    cubic = -0.75,
    scales,
  }: ResizeOptions = {},
): Tensor {
  checkName('resize', 'mode', mode, Object.keys(tapCount));
  checkName('resize', 'coordinates', coordinates, ['half_pixel', 'align_corners', 'asymmetric', 'pytorch_half_pixel']);
  checkName('resize', 'rounding', rounding, ['floor', 'ceil', 'round_prefer_floor', 'round_prefer_ceil']);
  if (shape.length !== x.rank || (scales && scales.length !== x.rank))
    throw new ShapeError(
      'resize',
      `there must be ${x.rank} sizes, and as many scales`,
      `${show(shape)} for ${show(x.shape)}`,
      'give one an axis',
    );
  let out = x;
  x.shape.forEach((from, axis) => {
    const to = shape[axis];
    const scale = scales?.[axis] ?? to / from;
    if (!Number.isInteger(to) || to < 0 || (from === 0 && to > 0) || (to > 0 && !(scale > 0 && scale < Infinity)))
      throw new ShapeError(
        'resize',
        'the sizes must be whole numbers and the scales positive',
        `${show(shape)} for ${show(x.shape)}`,
        'an axis without elements can only stay so',
      );
    if (to === from && (scale === 1 || from === 0)) return;
    const table = cachedTable(x.device, { from, to, scale, mode, coordinates, rounding, cubic });
    out = resizeAxisOp({ x: out, table }, { axis, from, to, taps: tapCount[mode] });
  });
  return out === x ? x.reshape(x.shape) : out;
}

export interface InterpolateOptions {
  /** The new sides: one number, or one for each. */
  size?: number | readonly number[];
  /** In place of `size`: sides are rounded down, and pixels keep this distance unless `recomputeScaleFactor`. */
  scaleFactor?: number | readonly number[];
  /** `linear`, `bilinear` and `trilinear` are one: each axis has its turn. */
  mode?: 'nearest' | 'nearest-exact' | 'linear' | 'bilinear' | 'trilinear' | 'bicubic';
  /** The corner pixels keep their values, in place of the image its borders. */
  alignCorners?: boolean;
  recomputeScaleFactor?: boolean;
}

/**
 * PyTorch's interpolate: x [B, C, …] with its trailing sides resized.
 * @throws ShapeError when neither or both of size and scaleFactor are given, or a side would vanish.
 */
export function interpolate(
  x: Tensor,
  { size, scaleFactor, mode = 'nearest', alignCorners = false, recomputeScaleFactor = false }: InterpolateOptions,
): Tensor {
  const op = 'interpolate';
  const given = size ?? scaleFactor;
  checkName(op, 'mode', mode, ['nearest', 'nearest-exact', 'linear', 'bilinear', 'trilinear', 'bicubic']);
  if (x.rank < 3)
    throw new ShapeError(op, 'the input must be [B, C, …]', show(x.shape), 'add the missing axes with reshape');
  if (given === undefined || (size !== undefined && scaleFactor !== undefined))
    throw new ShapeError(
      op,
      'give either size or scaleFactor',
      JSON.stringify({ size, scaleFactor }),
      'leave one of them out',
    );
  const sides = x.shape.slice(2);
  const list = typeof given === 'number' ? sides.map(() => given) : given;
  if (list.length !== sides.length || list.some((n) => !(n > 0 && n < Infinity)))
    throw new ShapeError(
      op,
      `there must be ${sides.length} positive numbers`,
      JSON.stringify(given),
      'one number, or one for each side',
    );
  if (alignCorners && mode.startsWith('nearest'))
    throw new ShapeError(op, 'alignCorners has no meaning for nearest', mode, 'use bilinear or bicubic');
  const shape = sides.map((n, i) => (size === undefined ? Math.floor(n * list[i]) : list[i]));
  if (sides.includes(0) || shape.some((n) => n < 1 || !Number.isInteger(n)))
    throw new ShapeError(
      op,
      'every side must have at least one pixel',
      `${show(x.shape)} to ${show(shape)}`,
      'use a larger size or scale',
    );
  const keepsFactor = size === undefined && !recomputeScaleFactor && !alignCorners;
  const scales = [1, 1, ...sides.map((n, i) => (keepsFactor ? list[i] : shape[i] / n))];
  return resize(x, [x.shape[0], x.shape[1], ...shape], {
    scales,
    mode: mode.startsWith('nearest') ? 'nearest' : mode === 'bicubic' ? 'cubic' : 'linear',
    coordinates: mode === 'nearest' ? 'asymmetric' : alignCorners ? 'align_corners' : 'half_pixel',
    rounding: mode === 'nearest' ? 'floor' : 'round_prefer_ceil',
  });
}
