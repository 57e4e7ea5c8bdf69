/** Sets of pictures in another size. */
import { ShapeError } from '../../engine/errors.ts';
import type { Pictures } from './pictures.ts';

/**
 * Each pixel the mean of what it covers, pixels counted in part; of masks the class in its middle, since classes do not
 * mix.
 * @param size rows and columns, no more than the pictures have.
 */
export function resized(set: Pictures, [rows, columns]: readonly [number, number]): Pictures {
  const { count, shape, images, masks } = set;
  const [channels, height, width] = shape;
  if (rows > height || columns > width || rows < 1 || columns < 1)
    throw new ShapeError('resized', 'pictures can only be made smaller', `${rows} × ${columns}`, 'use a smaller size');
  const [down, across] = [shares(height, rows), shares(width, columns)];
  const made = new Uint8Array(count * channels * rows * columns);
  const lines = new Float64Array(rows * width);
  for (let plane = 0, to = 0; plane < count * channels; plane++) {
    const from = plane * height * width;
    lines.fill(0);
    down.forEach((parts, y) => {
      for (const [at, share] of parts)
        for (let x = 0; x < width; x++) lines[y * width + x] += share * images[from + at * width + x];
    });
    for (let y = 0; y < rows; y++)
      for (const parts of across)
        made[to++] = Math.round(parts.reduce((sum, [at, share]) => sum + share * lines[y * width + at], 0));
  }
  const middle = (i: number, n: number, of: number) => Math.floor(((i + 0.5) * of) / n);
  const kinds = masks && new Uint8Array(count * rows * columns);
  if (kinds)
    for (let i = 0; i < kinds.length; i++) {
      const [picture, y, x] = [Math.floor(i / (rows * columns)), Math.floor(i / columns) % rows, i % columns];
      kinds[i] = masks[(picture * height + middle(y, rows, height)) * width + middle(x, columns, width)];
    }
  return { ...set, shape: [channels, rows, columns], images: made, ...(kinds && { masks: kinds }) };
}

/** For each of `n` pixels, which of `of` it covers, and what share of it each is. */
function shares(of: number, n: number): [at: number, share: number][][] {
  return Array.from({ length: n }, (_, i) => {
    const [start, end] = [(i * of) / n, ((i + 1) * of) / n];
    const parts: [number, number][] = [];
    for (let at = Math.floor(start); at < end; at++) {
      const share = (Math.min(end, at + 1) - Math.max(start, at)) / (end - start);
      if (share > 1e-9) parts.push([at, share]);
    }
    return parts;
  });
}
