import { checkOptions, checkTensors } from '../../engine/arguments.ts';
import type { Tensor } from '../../engine/tensor.ts';
import { checkName } from '../make/options.ts';
import { ShapeError } from '../../engine/errors.ts';
import type { Shape } from '../../engine/shape.ts';
import { show } from '../../engine/shape.ts';
import type { ResizeOptions } from './resize.ts';
import { resize } from './resize.ts';

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
  /**
   * As Pillow: a shrinking image is smoothed before it is sampled, and the cubic kernel is the gentler one, a = -0.5.
   * For linear and cubic.
   */
  antialias?: boolean;
}

/**
 * PyTorch's interpolate: x [B, C, …] with its trailing sides resized.
 * @throws ShapeError when neither or both of size and scaleFactor are given, or a side would vanish.
 */
export function interpolate(x: Tensor, options: InterpolateOptions): Tensor {
  checkTensors('interpolate', { x });
  const {
    size,
    scaleFactor,
    mode = 'nearest',
    alignCorners = false,
    recomputeScaleFactor = false,
    antialias = false,
  } = checkOptions('interpolate', options, 'size scaleFactor mode alignCorners recomputeScaleFactor antialias');
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
  const by: ResizeOptions = {
    mode: mode.startsWith('nearest') ? 'nearest' : mode === 'bicubic' ? 'cubic' : 'linear',
    coordinates: mode === 'nearest' ? 'asymmetric' : alignCorners ? 'align_corners' : 'half_pixel',
    rounding: mode === 'nearest' ? 'floor' : 'round_prefer_ceil',
    antialias,
    ...(antialias && { cubic: -0.5 }),
  };
  const factors = size === undefined && !recomputeScaleFactor ? list : shape.map((n, i) => n / sides[i]);
  const to = [x.shape[0], x.shape[1], ...shape];
  return resize(x, to, { ...by, scales: torchScales(x.shape, to, [1, 1, ...factors], by) });
}

/**
 * The scales that PyTorch goes by, from the factors of a call: aligned corners lie at the ends of the whole sizes, and
 * a side that keeps its size keeps its pixels, but for bicubic and nearest-exact; nearest doubles a side that doubles.
 * ONNX goes by its scales throughout, as `resize` does.
 */
export const torchScales = (
  from: Shape,
  to: Shape,
  factors: readonly number[],
  { mode, coordinates }: ResizeOptions,
): number[] =>
  factors.map((factor, axis) => {
    const nearest = coordinates === 'asymmetric';
    const stays = to[axis] === from[axis] && (mode === 'linear' || nearest);
    const doubles = to[axis] === 2 * from[axis] && nearest;
    return stays || doubles || coordinates === 'align_corners' ? to[axis] / from[axis] : factor;
  });
