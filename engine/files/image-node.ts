/**
 * PNG in Node: everything about the file is checked here, then pngjs makes the pixels.
 *
 * pngjs alone will not do: it accepts a missing IDAT, a wrong Adler-32 and a missing row, and sizes near 2³¹ abort the
 * process.
 */
import { constants, inflateSync } from 'node:zlib';
import { PNG } from 'pngjs';
import { FormatError, ShapeError } from '../errors.ts';
import type { Pixels } from './pixels.ts';
import { turn } from './orientation.ts';
import { checkPng, crc32, pngPasses, pngSignature } from './png.ts';
import type { PngFile } from './png.ts';

const bad = (what: string, got?: string): FormatError => new FormatError('png', what, got);
const message = (cause: unknown): string => (cause instanceof Error ? cause.message : String(cause));

/** @throws FormatError for anything but a whole, undamaged PNG of at most 16,384 a side and 64 Mpixel */
export function decodePng(bytes: Uint8Array): Pixels {
  const file = checkPng(bytes);
  checkRows(inflate(file), file);
  try {
    // The size pngjs sees is the one checked above, and it sees nothing but the chunks checked above.
    const { width, height, data } = PNG.sync.read(essence(bytes, file));
    const levels = new Uint8ClampedArray(data.buffer as ArrayBuffer, data.byteOffset, data.length);
    return turn({ width, height, data: levels }, file.orientation);
  } catch (cause) {
    throw bad('the image data do not decode', message(cause));
  }
}

/** A PNG of 8-bit RGBA. */
export function encodePng({ width, height, data }: Pixels): Uint8Array {
  if (data.length !== width * height * 4)
    throw new ShapeError(
      'encodePng',
      `${data.length} bytes do not fill the picture`,
      `${width}×${height}`,
      'four bytes a pixel',
    );
  const png = new PNG({ width, height });
  png.data = Buffer.from(data.buffer, data.byteOffset, data.length);
  return PNG.sync.write(png);
}

/** Exactly the bytes that the header asks for; zlib checks the Adler-32 behind them. */
function inflate({ idat, inflatedSize }: PngFile): Uint8Array {
  let data: Uint8Array;
  try {
    data = inflateSync(Buffer.concat(idat), {
      maxOutputLength: inflatedSize,
      chunkSize: Math.min(Math.max(inflatedSize, 64), 2 ** 20),
      finishFlush: constants.Z_FINISH,
    });
  } catch (cause) {
    if ((cause as NodeJS.ErrnoException).code === 'ERR_BUFFER_TOO_LARGE')
      throw bad(`the image data exceed the ${inflatedSize} bytes of the image size`);
    throw bad('the image data in IDAT are not a whole zlib stream', message(cause));
  }
  if (data.length !== inflatedSize)
    throw bad(`the image data must have ${inflatedSize} bytes for the image size`, String(data.length));
  return data;
}

function checkRows(data: Uint8Array, file: PngFile): void {
  let at = 0;
  for (const { rows, rowBytes } of pngPasses(file)) {
    for (let row = 0; row < rows; row++, at += rowBytes) {
      if (data[at] > 4) throw bad(`row ${row} has an unknown filter`, String(data[at]));
    }
  }
}

/** The file without what does not make pixels: damaged comments and bytes after IEND upset pngjs. */
function essence(bytes: Uint8Array, { palette, transparency, idat }: PngFile): Buffer {
  const chunks: [string, Uint8Array][] = [['IHDR', bytes.subarray(16, 29)]];
  if (palette) chunks.push(['PLTE', palette]);
  if (transparency) chunks.push(['tRNS', transparency]);
  chunks.push(['IDAT', Buffer.concat(idat)], ['IEND', new Uint8Array()]);
  return Buffer.concat([Buffer.from(pngSignature), ...chunks.map(([type, body]) => chunk(type, body))]);
}

function chunk(type: string, body: Uint8Array): Buffer {
  const bytes = Buffer.alloc(12 + body.length);
  bytes.writeUInt32BE(body.length, 0);
  bytes.write(type, 4, 'latin1');
  bytes.set(body, 8);
  bytes.writeUInt32BE(crc32(bytes.subarray(4, 8 + body.length)), 8 + body.length);
  return bytes;
}
