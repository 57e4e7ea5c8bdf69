/**
 * Augmentation by the seed: what happens to a picture follows from (seed, step, place in the batch), so a resumed run
 * sees the pictures that an uninterrupted one would have seen. Masks go where their picture goes.
 */
import { ShapeError } from '../../engine/errors.ts';
import type { Random } from '../../engine/random.ts';

export interface Augmentation {
  /** Mirror left and right, one time in two. */
  flip?: boolean;
  /** Shift by up to so many pixels either way; what comes in is 0 (masks: class 255, which losses leave out). */
  crop?: number;
  /** Brightness and contrast, each by a factor of up to 1 ± jitter. */
  jitter?: number;
  /** Side of a square that is set to 0, at any place. */
  cutout?: number;
}

/** @throws ShapeError for a value that cannot be. */
export function checkAugmentation({ crop = 0, jitter = 0, cutout = 0 }: Augmentation): void {
  for (const [name, value] of Object.entries({ crop, cutout }))
    if (!Number.isInteger(value) || value < 0)
      throw new ShapeError('augment', `${name} must be a whole number of pixels`, String(value), 'use 0 or more');
  if (!(jitter >= 0 && jitter < 1))
    throw new ShapeError('augment', 'jitter must be a share below 1', String(jitter), 'use 0 to 0.9');
}

/** The class of mask pixels that came in from outside: no class. */
export const noClass = 255;

/** Augments one picture of floats around 0 (planes, normalised) and its mask, in place. */
export function augment(
  picture: Float32Array,
  mask: Uint8Array | undefined,
  [channels, height, width]: readonly [number, number, number],
  random: Random,
  { flip = false, crop = 0, jitter = 0, cutout = 0 }: Augmentation,
): void {
  const planes = [...Array(channels).keys()].map((c) => picture.subarray(c * height * width, (c + 1) * height * width));
  if (flip && random.integer(2)) for (const plane of [...planes, ...(mask ? [mask] : [])]) mirror(plane, width);
  if (crop) {
    const [dy, dx] = [random.integer(2 * crop + 1) - crop, random.integer(2 * crop + 1) - crop];
    for (const plane of planes) shift(plane, height, width, dy, dx, 0);
    if (mask) shift(mask, height, width, dy, dx, noClass);
  }
  if (jitter) {
    const [contrast, brightness] = [random.uniform(1 - jitter, 1 + jitter), random.uniform(-jitter, jitter)];
    for (let i = 0; i < picture.length; i++) picture[i] = picture[i] * contrast + brightness;
  }
  if (cutout) {
    const [y0, x0] = [random.integer(height) - (cutout >> 1), random.integer(width) - (cutout >> 1)];
    for (const plane of planes) {
      for (let y = Math.max(0, y0); y < Math.min(height, y0 + cutout); y++)
        plane.fill(0, y * width + Math.max(0, x0), y * width + Math.min(width, x0 + cutout));
    }
  }
}

function mirror(plane: Float32Array | Uint8Array, width: number): void {
  for (let row = 0; row < plane.length; row += width) plane.subarray(row, row + width).reverse();
}

/** Moves a plane down by `dy` and right by `dx`. */
function shift(
  plane: Float32Array | Uint8Array,
  height: number,
  width: number,
  dy: number,
  dx: number,
  outside: number,
): void {
  const before = plane.slice();
  plane.fill(outside);
  const [from, to] = [Math.max(0, -dx), Math.min(width, width - dx)];
  for (let y = Math.max(0, -dy); y < Math.min(height, height - dy); y++) {
    if (from < to) plane.set(before.subarray(y * width + from, y * width + to), (y + dy) * width + from + dx);
  }
}
