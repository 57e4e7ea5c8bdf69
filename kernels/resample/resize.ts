/**
 * Images of another size: ONNX's Resize for tensors of any rank, and PyTorch's interpolate for images. One axis at a
 * time.
 */
import { checkList, checkOptions, checkTensors } from '../../engine/arguments.ts';
import type { Coordinates, ResizeMode, Rounding } from './taps.ts';
import type { Tensor } from '../../engine/tensor.ts';
import type { Shape } from '../../engine/shape.ts';
import { checkName } from '../make/options.ts';
import { cachedTable, tapCount, tapsAlong } from './taps.ts';
import { ShapeError } from '../../engine/errors.ts';
import { show } from '../../engine/shape.ts';
import { resizeAxisOp } from './axis.ts';

export interface ResizeOptions {
  mode?: ResizeMode;
  coordinates?: Coordinates;
  /** What `nearest` makes of a place between two pixels. */
  rounding?: Rounding;
  /** The cubic kernel's free coefficient. */
  cubic?: number;
  /** Scales that the sizes came from, one for each axis, where a size was rounded. */
  scales?: readonly number[];
  /** See `InterpolateOptions`. */
  antialias?: boolean;
}

/**
 * x at another size, one number for each axis.
 * @throws ShapeError when there are not as many sizes as axes, or an axis without elements should grow.
 */
export function resize(x: Tensor, shape: Shape, options: ResizeOptions = {}): Tensor {
  checkTensors('resize', { x });
  checkList('resize', 'shape', shape);
  const {
    mode = 'linear',
    coordinates = 'half_pixel',
    rounding = 'round_prefer_floor',
    cubic = -0.75,
    scales,
    antialias = false,
  } = checkOptions('resize', options, 'mode coordinates rounding cubic scales antialias');
  checkName('resize', 'mode', mode, Object.keys(tapCount));
  checkName('resize', 'coordinates', coordinates, ['half_pixel', 'align_corners', 'asymmetric', 'pytorch_half_pixel']);
  checkName('resize', 'rounding', rounding, ['floor', 'ceil', 'round_prefer_floor', 'round_prefer_ceil']);
  if (antialias && (mode === 'nearest' || coordinates !== 'half_pixel'))
    throw new ShapeError(
      'resize',
      'antialiasing is for linear and cubic at half-pixel coordinates',
      `${mode}, ${coordinates}`,
      'leave it out',
    );
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
    const along = { from, to, scale, mode, coordinates, rounding, cubic, antialias };
    out = resizeAxisOp({ x: out, table: cachedTable(x.device, along) }, { axis, from, to, taps: tapsAlong(along) });
  });
  return out === x ? x.reshape(x.shape) : out;
}
