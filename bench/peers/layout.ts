/** Host-side rearrangements that peers need before and after timing: their axis orders, and tables for windows. */
import type { Shape } from '../../engine/shape.ts';
import { rowMajor } from '../../engine/shape.ts';
import type { HostTensor } from '../inputs.ts';

/** An array with its axes in another order: axis `order[i]` becomes axis `i`. */
export function permuted(
  { data, shape }: { data: Float32Array; shape: Shape },
  order: readonly number[],
): { data: Float32Array<ArrayBuffer>; shape: number[] } {
  const to = order.map((axis) => shape[axis]);
  const strides = order.map((axis) => rowMajor(shape)[axis]);
  const out = new Float32Array(data.length);
  const index = new Array<number>(to.length).fill(0);
  for (let i = 0, from = 0; i < out.length; i++) {
    out[i] = data[from];
    for (let axis = to.length - 1; axis >= 0; axis--) {
      from += strides[axis];
      if (++index[axis] < to[axis]) break;
      from -= strides[axis] * to[axis];
      index[axis] = 0;
    }
  }
  return { data: out, shape: to };
}

/** Several results joined, as every engine gives its answer. */
export function joined(parts: readonly Float32Array[]): Float32Array {
  const all = new Float32Array(parts.reduce((length, part) => length + part.length, 0));
  parts.reduce((at, part) => (all.set(part, at), at + part.length), 0);
  return all;
}

/** The floats of an input that is known to hold them. */
export const floats = ({ data }: HostTensor): Float32Array<ArrayBuffer> => data as Float32Array<ArrayBuffer>;

/**
 * Places in an image with a border of (k - 1)/2 of each tap of each pixel's window: [pixels, taps], or [taps, pixels].
 */
export function windowPlaces(
  height: number,
  width: number,
  k: number,
  order: 'pixels first' | 'taps first',
): Int32Array<ArrayBuffer> {
  const [pixels, taps, wide] = [height * width, k * k, width + k - 1];
  const places = new Int32Array(pixels * taps);
  for (let pixel = 0; pixel < pixels; pixel++) {
    for (let tap = 0; tap < taps; tap++) {
      const [y, x] = [Math.floor(pixel / width) + Math.floor(tap / k), (pixel % width) + (tap % k)];
      places[order === 'pixels first' ? pixel * taps + tap : tap * pixels + pixel] = y * wide + x;
    }
  }
  return places;
}

/**
 * Stand-alone self-attention's relative table [C, k·k]: the first half of the channels by row, the second by column.
 */
export function relativeTable(
  relh: HostTensor,
  relw: HostTensor,
): { data: Float32Array<ArrayBuffer>; shape: number[] } {
  const [half, k] = relh.shape;
  const data = new Float32Array(2 * half * k * k);
  for (let i = 0; i < data.length; i++) {
    const [channel, row, column] = [Math.floor(i / (k * k)), Math.floor(i / k) % k, i % k];
    data[i] = channel < half ? relh.data[channel * k + row] : relw.data[(channel - half) * k + column];
  }
  return { data, shape: [2 * half, k * k] };
}

/** [W, H, H]: a large negative number on each diagonal, so that a pixel does not meet itself in its column. */
export function notSelf(height: number, width: number): Float32Array<ArrayBuffer> {
  return Float32Array.from({ length: width * height * height }, (_, i) =>
    (i % (height * height)) % (height + 1) ? 0 : -1e9,
  );
}
