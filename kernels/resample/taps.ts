/**
 * Where resized pixels come from: for each place along an axis, up to four source pixels and their weights, in float64
 * on the CPU.
 */
import { aside, planning } from '../../engine/ambient.ts';
import type { Device } from '../../engine/device.ts';
import type { Tensor } from '../../engine/tensor.ts';
import { tensor } from '../../engine/create.ts';

export type ResizeMode = 'nearest' | 'linear' | 'cubic';
/** How a place in the output maps to one in the input, as ONNX names it. */
export type Coordinates = 'half_pixel' | 'align_corners' | 'asymmetric' | 'pytorch_half_pixel';
export type Rounding = 'floor' | 'ceil' | 'round_prefer_floor' | 'round_prefer_ceil';

export interface Axis {
  /** Pixels before and after. */
  from: number;
  to: number;
  /** to / from, or what was asked for before rounding `to` down. */
  scale: number;
  mode: ResizeMode;
  coordinates: Coordinates;
  rounding: Rounding;
  /** The cubic kernel's free coefficient, -0.75 or -0.5. */
  cubic: number;
  /**
   * Widen the kernel of a shrinking image to all the pixels that a new one covers, as Pillow does. Only for half-pixel
   * coordinates.
   */
  antialias?: boolean;
}

/** Source pixels of each output pixel, without antialiasing. */
export const tapCount: Record<ResizeMode, number> = { nearest: 1, linear: 2, cubic: 4 };

/** Source pixels between two output pixels. */
const stepOf = ({ from, to, scale }: Axis): number => (Math.abs(scale * from - to) < 1e-6 * to ? from / to : 1 / scale);
/** How far from its middle an antialiased output pixel still reads, in source pixels. */
const reachOf = (axis: Axis): number => (axis.mode === 'cubic' ? 2 : 1) * Math.max(stepOf(axis), 1);

/** Source pixels of each output pixel along this axis; some of them may have no weight. */
export const tapsAlong = (axis: Axis): number =>
  axis.antialias && axis.mode !== 'nearest' ? 2 * Math.ceil(reachOf(axis)) + 1 : tapCount[axis.mode];

/**
 * The place in the input, in pixels, that output pixel `o` shows. Sizes go in as whole numbers where they can, so that
 * no tie is missed.
 */
function coordinate(o: number, { from, to, scale, coordinates }: Axis): number {
  const whole = Math.abs(scale * from - to) < 1e-6 * to;
  switch (coordinates) {
    case 'asymmetric':
      return whole ? (o * from) / to : o / scale;
    case 'align_corners':
      return to === 1 ? 0 : (o * (from - 1)) / ((whole ? to : scale * from) - 1);
    case 'pytorch_half_pixel':
      if (to === 1) return 0;
  }
  return whole ? ((2 * o + 1) * from - to) / (2 * to) : (o + 0.5) / scale - 0.5;
}

const round: Record<Rounding, (at: number) => number> = {
  floor: Math.floor,
  ceil: Math.ceil,
  round_prefer_floor: (at) => Math.ceil(at - 0.5),
  round_prefer_ceil: (at) => Math.floor(at + 0.5),
};

/** Keys' cubic convolution kernel (1981) at distances 1 + t, t, 1 - t and 2 - t. */
function cubicWeights(t: number, a: number): number[] {
  const near = (d: number) => ((a + 2) * d - (a + 3)) * d * d + 1;
  const far = (d: number) => ((a * d - 5 * a) * d + 8 * a) * d - 4 * a;
  return [far(1 + t), near(t), near(1 - t), far(2 - t)];
}

interface Tap {
  pixel: number;
  weight: number;
}

/**
 * The kernel stretched over all that output pixel `o` covers, cut off at the borders, its weights made to sum to one.
 */
function wideTaps(o: number, axis: Axis): Tap[] {
  const [step, reach] = [stepOf(axis), reachOf(axis)];
  const middle = step * (o + 0.5);
  const first = Math.max(Math.trunc(middle - reach + 0.5), 0);
  const end = Math.min(Math.trunc(middle + reach + 0.5), axis.from);
  const weights = Array.from({ length: end - first }, (_, k) => {
    const d = Math.abs((first + k - middle + 0.5) / Math.max(step, 1));
    if (axis.mode === 'linear') return Math.max(0, 1 - d);
    if (d >= 2) return 0;
    const t = d % 1;
    return cubicWeights(t, axis.cubic)[d < 1 ? 1 : 0];
  });
  const total = weights.reduce((sum, weight) => sum + weight, 0);
  return Array.from({ length: tapsAlong(axis) }, (_, k) => ({
    pixel: Math.min(first + k, end - 1),
    weight: (weights[k] ?? 0) / total,
  }));
}

/** Source pixels (kept inside the image) and weights of output pixel `o`. */
function tapsOf(o: number, axis: Axis): Tap[] {
  if (axis.antialias && axis.mode !== 'nearest') return wideTaps(o, axis);
  const at = coordinate(o, axis);
  const inside = (pixel: number) => Math.min(axis.from - 1, Math.max(0, pixel));
  if (axis.mode === 'nearest') return [{ pixel: inside(round[axis.rounding](at)), weight: 1 }];
  const first = Math.floor(at);
  const t = at - first;
  const weights = axis.mode === 'linear' ? [1 - t, t] : cubicWeights(t, axis.cubic);
  return weights.map((weight, k) => ({ pixel: inside(first + k - (axis.mode === 'cubic' ? 1 : 0)), weight }));
}

/**
 * One axis as words for a kernel: for each output pixel its taps, each a pixel and the bits of an f32 weight; then for
 * each input pixel the range of output pixels, first and end, that read it.
 */
export function tapTable(axis: Axis): Int32Array<ArrayBuffer> {
  const words = 2 * tapsAlong(axis);
  const table = new Int32Array(words * axis.to + 2 * axis.from);
  const weights = new Float32Array(table.buffer);
  const readers = table.subarray(words * axis.to);
  for (let o = 0; o < axis.to; o++) {
    tapsOf(o, axis).forEach(({ pixel, weight }, k) => {
      table[o * words + 2 * k] = pixel;
      weights[o * words + 2 * k + 1] = weight;
      if (readers[2 * pixel + 1] === 0) readers[2 * pixel] = o;
      readers[2 * pixel + 1] = o + 1;
    });
  }
  return table;
}

const caches = new WeakMap<Device, Map<string, Tensor>>();
/** Axes whose tables stay on the device; a network resizes between few sizes. */
const cacheLimit = 64;

/** The table of an axis as a tensor that the cache owns. */
export function cachedTable(gpu: Device, axis: Axis): Tensor {
  const cache = caches.get(gpu) ?? new Map<string, Tensor>();
  caches.set(gpu, cache);
  const key = JSON.stringify(axis);
  const cached = cache.get(key);
  if (cached && !cached.lost) return cached;
  cached?.dispose();
  // During a warm-up nothing is written to memory, so nothing made then may stay.
  if (planning.now) return tensor(gpu, tapTable(axis));
  const own = aside(() => {
    const made = tensor(gpu, tapTable(axis));
    const kept = made.alias();
    made.dispose();
    return kept;
  });
  const oldest = cache.keys().next().value;
  if (cache.size >= cacheLimit && oldest !== undefined) {
    cache.get(oldest)!.dispose();
    cache.delete(oldest);
  }
  cache.set(key, own);
  return own;
}
