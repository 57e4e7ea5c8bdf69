/** Pictures as people have them: JPEG and WebP, orientations as a browser applies them, and what is no picture. */
import { readFileSync } from 'node:fs';
import { crc32 } from '../engine/files/png.ts';
import { describe, expect, test } from 'vitest';
import { FormatError } from '../engine/errors.ts';
import { encodePng } from '../engine/files/image-node.ts';
import type { Pixels } from '../engine/files/pixels.ts';
import { checkJpeg } from '../engine/files/jpeg.ts';
import { loadPixels } from '../engine/files/load.ts';
import { readOrientation } from '../engine/files/orientation.ts';
import { checkWebp } from '../engine/files/webp.ts';
import { openBrowser } from './browser.ts';

const read = (name: string): Buffer => readFileSync(new URL(`pictures/${name}`, import.meta.url));
/** 32×16: red and green above blue and white. */
const jpeg = read('corners.jpg');
const webp = read('corners-turned.webp'); // lossless, with an orientation of 6 in its EXIF
const corners: Pixels = { width: 32, height: 16, data: new Uint8ClampedArray(32 * 16 * 4) };
for (let i = 0; i < 512; i++) {
  const [right, low] = [i % 32 > 15, i > 255];
  corners.data.set([low === right ? 255 : 0, right ? 255 : 0, low ? 255 : 0, 255], 4 * i);
}

function exif(value: number, { little = false, type = 3, count = 1 } = {}): Buffer {
  const bytes = Buffer.alloc(26);
  const view = new DataView(bytes.buffer, bytes.byteOffset);
  bytes.write(little ? 'II' : 'MM');
  view.setUint16(2, 42, little);
  view.setUint32(4, 8, little);
  view.setUint16(8, 1, little);
  view.setUint16(10, 0x0112, little);
  view.setUint16(12, type, little);
  view.setUint32(14, count, little);
  if (type === 3) view.setUint16(18, value, little);
  else view.setUint32(18, value, little);
  return bytes;
}

/** The PNG with chunks before or after its pixels. */
function png(before: Buffer[], after: Buffer[] = [], damage = 0): Buffer {
  const chunk = (body: Buffer) => {
    const bytes = Buffer.alloc(12 + body.length);
    bytes.writeUInt32BE(body.length);
    bytes.write('eXIf', 4);
    bytes.set(body, 8);
    bytes.writeUInt32BE((crc32(bytes.subarray(4, -4)) ^ damage) >>> 0, 8 + body.length);
    return bytes;
  };
  const plain = Buffer.from(encodePng(corners));
  return Buffer.concat([
    plain.subarray(0, 33),
    ...before.map(chunk),
    plain.subarray(33, -12),
    ...after.map(chunk),
    plain.subarray(-12),
  ]);
}

function jpegWith(...bodies: Buffer[]): Buffer {
  const segments = bodies.map((body) => {
    const head = Buffer.from([0xff, 0xe1, 0, 0, ...Buffer.from('Exif\0\0')]);
    head.writeUInt16BE(8 + body.length, 2);
    return Buffer.concat([head, body]);
  });
  return Buffer.concat([jpeg.subarray(0, 2), ...segments, jpeg.subarray(2)]);
}

/** Size, and the colours near the four corners: r, g, b for what is bright. */
const told = ({ width, height, data }: { width: number; height: number; data: ArrayLike<number> }): string =>
  [
    [3, 3],
    [width - 4, 3],
    [3, height - 4],
    [width - 4, height - 4],
  ]
    .map(([x, y]) => [...'rgb'].filter((_, c) => data[4 * (y * width + x) + c] > 127).join(''))
    .join(` `)
    .concat(` ${width}×${height}`);

const turned = [1, 2, 3, 4, 5, 6, 7, 8];
const files: Record<string, Buffer> = {
  ...Object.fromEntries(turned.map((value) => [`PNG ${value}`, png([exif(value)])])),
  ...Object.fromEntries(turned.map((value) => [`JPEG ${value}`, jpegWith(exif(value))])),
  'PNG 0': png([exif(0)]),
  'PNG 9': png([exif(9)]),
  'PNG little-endian': png([exif(6, { little: true })]),
  'PNG after the pixels': png([], [exif(6)]),
  'PNG before and after': png([exif(6)], [exif(8)]),
  'PNG twice': png([exif(6), exif(8)]),
  'PNG of another type': png([exif(6, { type: 4 })]),
  'PNG of two values': png([exif(6, { count: 2 })]),
  'PNG with the letters Exif': png([Buffer.concat([Buffer.from('Exif\0\0'), exif(6)])]),
  'PNG with a damaged orientation': png([exif(6)], [], 1),
  'JPEG little-endian': jpegWith(exif(6, { little: true })),
  'JPEG twice': jpegWith(exif(6), exif(8)),
  'JPEG of another type': jpegWith(exif(6, { type: 4 })),
  WebP: webp,
};

describe('orientation', () => {
  test('every kind of file in Node as in createImageBitmap', async () => {
    const here = await Promise.all(
      Object.entries(files).map(async ([name, bytes]) => [name, told(await loadPixels(bytes))]),
    );
    const browser = await openBrowser();
    try {
      const page = await browser.newPage();
      const bitmaps = await page.evaluate(
        async (all) =>
          Promise.all(
            all.map(async ([name, bytes]) => {
              const bitmap = await createImageBitmap(new Blob([Uint8Array.from(bytes)]));
              const { width, height } = bitmap;
              const context = new OffscreenCanvas(width, height).getContext('2d')!;
              context.drawImage(bitmap, 0, 0);
              return { name, width, height, data: [...context.getImageData(0, 0, width, height).data] };
            }),
          ),
        Object.entries(files).map(([name, bytes]) => [name, [...bytes]] as const),
      );
      expect(here).toEqual(bitmaps.map(({ name, ...bitmap }) => [name, told(bitmap)]));
    } finally {
      await browser.close();
    }
  });

  test('what each number means', async () => {
    const seen = await Promise.all(turned.map(async (value) => told(await loadPixels(png([exif(value)])))));
    expect(seen).toEqual([
      'r g b rgb 32×16',
      'g r rgb b 32×16',
      'rgb b g r 32×16',
      'b rgb r g 32×16',
      'r b g rgb 16×32',
      'b r rgb g 16×32',
      'rgb g b r 16×32',
      'g rgb r b 16×32',
    ]);
  });

  test('damaged EXIF turns nothing', () => {
    const whole = exif(6);
    expect(readOrientation(whole)).toBe(6);
    for (let length = 0; length < 22; length++) expect(readOrientation(whole.subarray(0, length))).toBe(1);
    whole.writeUInt32BE(0xffffffff, 4);
    expect(readOrientation(whole)).toBe(1);
  });
});

describe('structure', () => {
  const refused = async (bytes: Uint8Array): Promise<string> => {
    const error: unknown = await loadPixels(bytes).catch((thrown: unknown) => thrown);
    expect(error).toBeInstanceOf(FormatError);
    expect((error as FormatError).message).not.toContain('\n');
    return (error as FormatError).message;
  };

  test('sizes and kinds, before anything is decoded', () => {
    expect(checkJpeg(jpeg)).toEqual({ width: 32, height: 16, components: 3, progressive: false, orientation: 1 });
    expect(checkWebp(webp)).toEqual({ width: 32, height: 16, lossless: true });
  });

  test('a JPEG or WebP that is cut anywhere is refused, as in a browser', async () => {
    for (let length = 3; length < jpeg.length; length++)
      expect(() => checkJpeg(jpeg.subarray(0, length)), String(length)).toThrow(FormatError);
    for (let length = 0; length < webp.length - 1; length++)
      expect(() => checkWebp(webp.subarray(0, length)), String(length)).toThrow(FormatError);
    expect(await refused(jpeg.subarray(0, -2))).toContain('the file is cut');
    const long = Buffer.concat([jpeg, Buffer.from('after the end')]);
    expect(told(await loadPixels(long))).toBe(told(await loadPixels(jpeg)));
  });

  test('bombs, four components, lossless and animated ones', async () => {
    const frame = jpeg.indexOf(Buffer.from([0xff, 0xc0]));
    const changed = (at: number, ...bytes: number[]) => {
      const copy = Buffer.from(jpeg);
      copy.set(bytes, frame + at);
      return copy;
    };
    expect(await refused(changed(5, 0xff, 0xff, 0xff, 0xff))).toContain('16384 a side, got 65535×65535');
    expect(await refused(changed(5, 0, 0))).toContain('32×0');
    expect(await refused(changed(9, 4))).toContain('4 components (convert it to RGB)');
    expect(await refused(changed(1, 0xc3))).toContain('SOF3');
    expect(await refused(changed(4, 12))).toContain('8 bits');
    const animated = Buffer.from('RIFF\x16\0\0\0WEBPVP8X\x0a\0\0\0\x02\0\0\0\0\0\0\0\0\0', 'latin1');
    expect(await refused(animated)).toContain('animated');
  });

  test('damaged data are refused, and the decoder lives on', async () => {
    const scan = jpeg.indexOf(Buffer.from([0xff, 0xda]));
    const tables = jpeg.indexOf(Buffer.from([0xff, 0xc4]));
    const damaged = Buffer.concat([jpeg.subarray(0, tables), jpeg.subarray(scan)]); // no Huffman tables
    const before = process.exitCode;
    await refused(Buffer.concat([jpeg.subarray(0, tables + 5), Buffer.alloc(16, 0xee), jpeg.subarray(tables + 21)]));
    await loadPixels(damaged).catch(() => {});
    expect(process.exitCode).toBe(before);
    expect(told(await loadPixels(jpeg))).toBe('r g b rgb 32×16');
  });

  test.each([
    ['GIF89a', 'this is a GIF'],
    ['BM\x36\0', 'this is a BMP'],
    ['II*\0', 'this is a TIFF'],
    ['\0\0\0\x20ftypavif', 'this is an AVIF'],
    ['\0\0\0\x18ftypheic', 'this is a HEIC'],
    ['%PDF-1.7', 'this is a PDF'],
    ['version https://git-lfs.github.com/spec/v1', 'a Git LFS pointer'],
    ['', 'the file is empty'],
    ['<!doctype html>', 'begins "<!doctyp"'],
  ])('%j: %s', async (start, said) => {
    const message = await refused(Buffer.from(start, 'latin1'));
    expect(message).toContain(said);
    expect(message).toContain('convert it to PNG');
  });
});
