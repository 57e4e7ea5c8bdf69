/**
 * Pictures as bytes: decoding in the browser, resizing, planes for a tensor.
 *
 * The browser only decodes. It never scales: its filters differ between browsers and from Node, ours is the same loops
 * everywhere.
 */
import { FormatError, ShapeError } from '../errors.ts';
import type { Pixels } from './pixels.ts';
import { checkImageSize, checkPng, isPng, maxImageSide } from './png.ts';

/** Anything that holds a picture: an address, a file, an image, video or canvas element, an ImageBitmap. */
export type ImageSource = string | URL | ImageBitmapSource;

/** No picture of 64 Mpixel takes more; larger files are not even read. */
const maxFileBytes = 512 * 2 ** 20;

/**
 * Decodes in the browser. A PNG's chunks are checked first. Colours stay the file's numbers: no colour management.
 *
 * @throws FormatError when the source cannot be fetched or decoded, or is larger than 16,384 a side or 64 Mpixel
 */
export async function decodeImage(source: ImageSource): Promise<Pixels> {
  const held = typeof source === 'string' || source instanceof URL ? await fetchImage(source) : source;
  if (held instanceof Blob) {
    if (held.size > maxFileBytes)
      throw new FormatError('image', `the file exceeds ${maxFileBytes} bytes`, String(held.size));
    if (isPng(await bytesOf(held.slice(0, 8)))) checkPng(await bytesOf(held));
  }
  let bitmap: ImageBitmap;
  try {
    bitmap = await createImageBitmap(held, { colorSpaceConversion: 'none', premultiplyAlpha: 'none' });
  } catch (cause) {
    throw new FormatError(
      'image',
      'the browser cannot decode it',
      cause instanceof Error ? cause.message : String(cause),
      'PNG, JPEG, WebP, GIF or AVIF expected',
    );
  }
  try {
    const { width, height } = bitmap;
    checkImageSize('image', width, height);
    const context = new OffscreenCanvas(width, height).getContext('2d', { willReadFrequently: true });
    if (!context) throw new FormatError('image', `the browser has no memory for a canvas of ${width}×${height}`);
    context.drawImage(bitmap, 0, 0);
    return { width, height, data: context.getImageData(0, 0, width, height).data };
  } finally {
    bitmap.close();
  }
}

const bytesOf = async (blob: Blob): Promise<Uint8Array> => new Uint8Array(await blob.arrayBuffer());

async function fetchImage(address: string | URL): Promise<Blob> {
  const response = await fetch(address);
  if (!response.ok) throw new FormatError('image', `${address} cannot be fetched`, `status ${response.status}`);
  return response.blob();
}

/**
 * Resizes to exactly `width` × `height` with an antialiased triangle filter (what Pillow and torchvision call
 * bilinear).
 *
 * Float64 loops in fixed order and one rounding at the end, so every host gives the same bytes. Colours are weighted by
 * alpha: what lies under a transparent pixel does not bleed out.
 */
export function resizePixels(pixels: Pixels, width: number, height: number): Pixels {
  if (![width, height].every((n) => Number.isInteger(n) && n >= 1 && n <= maxImageSide))
    throw new ShapeError(
      'resizePixels',
      `sizes must be whole numbers from 1 to ${maxImageSide}`,
      `${width}×${height}`,
      'use a size in pixels',
    );
  if (width === pixels.width && height === pixels.height) return pixels;
  const across = filterTaps(pixels.width, width);
  const down = filterTaps(pixels.height, height);
  const data = new Uint8ClampedArray(width * height * 4);
  // Input rows already resized across; only those that the next output row looks at are kept.
  const ready = new Map<number, Float64Array>();
  for (let y = 0; y < height; y++) {
    const { first, weights } = down[y];
    for (const row of ready.keys()) if (row < first) ready.delete(row);
    const sums = new Float64Array(width * 4);
    weights.forEach((weight, k) => {
      const row = ready.get(first + k) ?? resizeRow(pixels, first + k, across);
      ready.set(first + k, row);
      for (let i = 0; i < sums.length; i++) sums[i] += weight * row[i];
    });
    for (let x = 0; x < width; x++) {
      const alpha = sums[4 * x + 3];
      const to = (y * width + x) * 4;
      for (let c = 0; c < 3; c++) data[to + c] = alpha > 0 ? sums[4 * x + c] / alpha : 0;
      data[to + 3] = alpha;
    }
  }
  return { width, height, data };
}

interface Taps {
  first: number;
  weights: number[];
}

/** One row resized across: [width, 4] of colours times alpha, and alpha. */
function resizeRow({ width, data }: Pixels, y: number, across: readonly Taps[]): Float64Array {
  const row = new Float64Array(across.length * 4);
  across.forEach(({ first, weights }, x) => {
    for (let k = 0; k < weights.length; k++) {
      const from = (y * width + first + k) * 4;
      const alpha = weights[k] * data[from + 3];
      for (let c = 0; c < 3; c++) row[4 * x + c] += alpha * data[from + c];
      row[4 * x + 3] += alpha;
    }
  });
  return row;
}

/**
 * For every output sample, the input samples under a triangle as wide as the scale (one pixel each way when enlarging),
 * summing to 1.
 */
function filterTaps(from: number, to: number): Taps[] {
  const scale = from / to;
  const reach = Math.max(scale, 1);
  return Array.from({ length: to }, (_, i) => {
    const center = (i + 0.5) * scale;
    const first = Math.max(0, Math.floor(center - reach + 0.5));
    const end = Math.min(from, Math.floor(center + reach + 0.5));
    const weights = Array.from({ length: end - first }, (_, k) =>
      Math.max(0, 1 - Math.abs(first + k + 0.5 - center) / reach),
    );
    const total = weights.reduce((a, b) => a + b, 0);
    return { first, weights: weights.map((weight) => weight / total) };
  });
}

/** Colour planes [3, height, width] from 0 to 1; transparent pixels show white, as a page would. */
export function toPlanar({ width, height, data }: Pixels): Float32Array<ArrayBuffer> {
  const area = width * height;
  const planes = new Float32Array(3 * area);
  for (let i = 0; i < area; i++) {
    const alpha = data[4 * i + 3] / 255;
    for (let c = 0; c < 3; c++) planes[c * area + i] = (data[4 * i + c] / 255) * alpha + (1 - alpha);
  }
  return planes;
}
