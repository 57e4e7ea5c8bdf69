import { describe, expect, it } from 'vitest';
import { resizePixels, toPlanar } from '../engine/files/image.ts';
import type { Pixels } from '../engine/files/pixels.ts';

const picture = (width: number, height: number, rgba: (x: number, y: number) => number[]): Pixels => ({
  width,
  height,
  data: new Uint8ClampedArray(
    Array.from({ length: width * height }, (_, i) => rgba(i % width, Math.floor(i / width))).flat(),
  ),
});
const red = ({ data }: Pixels): number[] => [...data].filter((_, i) => i % 4 === 0);

describe('resizePixels', () => {
  it('gives the numbers of Pillow', () => {
    // Image.fromarray(row).resize((n, 1), Image.BILINEAR) of 0 10 40 90 160 250
    const row = picture(6, 1, (x) => [10 * x * x, 0, 0, 255]);
    expect(red(resizePixels(row, 3, 1))).toEqual([10, 70, 189]);
    expect(red(resizePixels(row, 4, 1))).toEqual([4, 36, 108, 216]);
    expect(red(resizePixels(row, 9, 1))).toEqual([0, 5, 15, 35, 65, 102, 148, 205, 250]);
  });

  it('resizes rows and columns alike', () => {
    const across = picture(7, 5, (x, y) => [37 * x + 11 * y, 0, 0, 255]);
    const down = picture(5, 7, (x, y) => [37 * y + 11 * x, 0, 0, 255]);
    const turned = resizePixels(down, 2, 3);
    expect(red(resizePixels(across, 3, 2))).toEqual(
      [0, 1].flatMap((y) => [0, 1, 2].map((x) => turned.data[4 * (x * 2 + y)])),
    );
  });

  it('keeps a flat colour at any size', () => {
    for (const [width, height] of [
      [1, 1],
      [2, 9],
      [40, 3],
      [13, 13],
    ]) {
      const { data } = resizePixels(
        picture(13, 7, () => [3, 128, 255, 255]),
        width,
        height,
      );
      expect(new Set(Array.from({ length: width * height }, (_, i) => data.slice(4 * i, 4 * i + 4).join()))).toEqual(
        new Set(['3,128,255,255']),
      );
    }
  });

  it('does not let colour bleed out from under transparent pixels', () => {
    const edge = picture(4, 1, (x) => (x < 2 ? [200, 0, 0, 255] : [0, 255, 0, 0]));
    for (const [r, g, , alpha] of [0, 1, 2].map((i) => resizePixels(edge, 3, 1).data.slice(4 * i, 4 * i + 4))) {
      expect([r, g]).toEqual(alpha ? [200, 0] : [0, 0]);
    }
  });

  it('returns the picture itself at its own size, and refuses sizes that are none', () => {
    const same = picture(3, 2, () => [1, 2, 3, 4]);
    expect(resizePixels(same, 3, 2)).toBe(same);
    for (const size of [0, -1, 1.5, NaN, 1e9])
      expect(() => resizePixels(same, size, 2)).toThrow('sizes must be whole numbers from 1');
  });
});

describe('toPlanar', () => {
  it('separates the colours and scales them to 1', () => {
    const planes = toPlanar(picture(2, 1, (x) => [51 * x, 255, 102, 255]));
    expect(planes).toEqual(Float32Array.of(0, 0.2, 1, 1, 0.4, 0.4));
  });

  it('shows white through transparent pixels', () => {
    expect(toPlanar(picture(1, 1, () => [255, 0, 0, 51]))).toEqual(Float32Array.of(1, 0.8, 0.8));
    expect(toPlanar(picture(1, 1, () => [9, 9, 9, 0]))).toEqual(Float32Array.of(1, 1, 1));
  });
});
