/**
 * The structure of a PNG file, checked before any decoder sees it.
 *
 * Decoders differ in what they let pass: a missing IDAT, a wrong Adler-32, a second IHDR, sizes that exhaust memory. So
 * the chunks are read here, in the browser and in Node alike; the pixels are not (https://www.w3.org/TR/png-3/ has the
 * rules).
 */
import { FormatError } from '../errors.ts';
import { quote } from './json.ts';
import { readOrientation } from './orientation.ts';

export const pngSignature = [0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0a] as const;
export const maxImageSide = 16_384;
export const maxImagePixels = 64_000_000;

export interface PngHeader {
  width: number;
  height: number;
  bitDepth: number;
  /** 0 gray, 2 RGB, 3 palette, 4 gray and alpha, 6 RGBA. */
  colorType: number;
  /** 0 rows from top to bottom, 1 Adam7. */
  interlace: number;
}

export interface PngFile extends PngHeader {
  /** Bytes of the image data once inflated: a filter byte and the samples of every row. */
  inflatedSize: number;
  /** Contents of the IDAT chunks, in order: together one zlib stream. */
  idat: Uint8Array[];
  /** Contents of PLTE and tRNS, where the file has them. */
  palette?: Uint8Array;
  transparency?: Uint8Array;
  /** EXIF's, 1 to 8. */
  orientation: number;
}

const bad = (what: string, got?: string, fix?: string): FormatError => new FormatError('png', what, got, fix);

export const isPng = (bytes: Uint8Array): boolean => pngSignature.every((byte, i) => bytes[i] === byte);

/** Bit depths that each colour type may have, and its samples a pixel. */
const colorTypes: Record<number, { depths: number[]; samples: number }> = {
  0: { depths: [1, 2, 4, 8, 16], samples: 1 },
  2: { depths: [8, 16], samples: 3 },
  3: { depths: [1, 2, 4, 8], samples: 1 },
  4: { depths: [8, 16], samples: 2 },
  6: { depths: [8, 16], samples: 4 },
};

/**
 * Reads and checks every chunk up to IEND; what follows IEND is left alone, as everywhere.
 *
 * @throws FormatError when a critical chunk is damaged, missing or out of order, or the image is larger than 16,384 a
 * side or 64 Mpixel
 */
export function checkPng(bytes: Uint8Array): PngFile {
  if (!isPng(bytes)) throw bad('the file does not begin with the PNG signature');
  let header: PngHeader | undefined;
  let palette: Uint8Array | undefined;
  let transparency: Uint8Array | undefined;
  let orientation: number | undefined;
  const idat: Uint8Array[] = [];
  let previous = '';
  for (let at = 8; previous !== 'IEND';) {
    const { type, body, whole, where } = readChunk(bytes, at);
    if (!header !== (type === 'IHDR'))
      throw bad(header ? `a second IHDR: ${where()}` : `IHDR must be the first chunk, found ${where()}`);
    switch (type) {
      case 'IHDR':
        header = readIhdr(body);
        break;
      case 'PLTE':
        if (palette || idat.length) throw bad(`PLTE must stand once and before IDAT: ${where()}`);
        palette = checkPalette(body, header!);
        break;
      case 'tRNS':
        if (transparency || idat.length) throw bad(`tRNS must stand once and before IDAT: ${where()}`);
        transparency = checkTransparency(body, header!, palette);
        break;
      case 'IDAT':
        if (idat.length && previous !== 'IDAT') throw bad(`IDAT chunks must follow one another, found ${where()}`);
        if (header!.colorType === 3 && !palette) throw bad('a palette image needs PLTE before IDAT');
        idat.push(body);
        break;
      case 'eXIf':
        // As browsers do: the first one counts, if it is whole and stands before the pixels.
        if (whole && !idat.length) orientation ??= readOrientation(body);
        break;
      case 'IEND':
        if (body.length) throw bad(`IEND must be empty: ${where()}`);
        break;
      default:
        if (isCritical(type)) throw bad(`unknown critical chunk: ${where()}`);
    }
    previous = type;
    at += 12 + body.length;
  }
  if (!header || !idat.length) throw bad('no IDAT chunk: the file holds no image data');
  return {
    ...header,
    inflatedSize: pngPasses(header).reduce((sum, { rows, rowBytes }) => sum + rows * rowBytes, 0),
    idat,
    palette,
    transparency,
    orientation: orientation ?? 1,
  };
}

const isCritical = (type: string): boolean => type[0] <= 'Z';

interface Chunk {
  type: string;
  body: Uint8Array;
  /** Its CRC is right, or was not looked at: a damaged comment is no reason to refuse. */
  whole: boolean;
  where: () => string;
}

function readChunk(bytes: Uint8Array, at: number): Chunk {
  if (at === bytes.length) throw bad('the file ends without an IEND chunk');
  if (at + 8 > bytes.length) throw bad(`the file ends within the chunk header at byte ${at}`);
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.length);
  const length = view.getUint32(at);
  const type = String.fromCharCode(...bytes.subarray(at + 4, at + 8));
  const where = () => `chunk ${quote(type)} at byte ${at}`;
  if (!/^[A-Za-z]{4}$/.test(type)) throw bad(`${where()}: a type has four letters`);
  if (length > bytes.length - at - 12)
    throw bad(`${where()} of ${length} bytes runs past the end of the file`, `${bytes.length} bytes`);
  const body = bytes.subarray(at + 8, at + 8 + length);
  if (type === 'IHDR' && length !== 13) throw bad('IHDR must have 13 bytes', String(length));
  const changesPixels = isCritical(type) || type === 'tRNS';
  const whole =
    (!changesPixels && type !== 'eXIf') ||
    crc32(bytes.subarray(at + 4, at + 8 + length)) === view.getUint32(at + 8 + length);
  if (changesPixels && !whole) throw bad(`wrong CRC: ${where()}`);
  return { type, body, whole, where };
}

function readIhdr(body: Uint8Array): PngHeader {
  const view = new DataView(body.buffer, body.byteOffset, 13);
  const width = view.getUint32(0);
  const height = view.getUint32(4);
  const [bitDepth, colorType, compression, filter, interlace] = body.subarray(8);
  checkImageSize('png', width, height);
  if (!Object.hasOwn(colorTypes, colorType))
    throw bad('IHDR: unknown color type', String(colorType), '0, 2, 3, 4 or 6 expected');
  if (!colorTypes[colorType].depths.includes(bitDepth))
    throw bad(
      `IHDR: color type ${colorType} has no bit depth ${bitDepth}`,
      '',
      `${colorTypes[colorType].depths.join(', ')} expected`,
    );
  if (compression !== 0) throw bad('IHDR: unknown compression method', String(compression), '0 expected');
  if (filter !== 0) throw bad('IHDR: unknown filter method', String(filter), '0 expected');
  if (interlace > 1) throw bad('IHDR: unknown interlace method', String(interlace), '0 or 1 expected');
  return { width, height, bitDepth, colorType, interlace };
}

/** Throws a FormatError of `format` unless an image of this size is one that we decode. */
export function checkImageSize(format: string, width: number, height: number): void {
  if (width < 1 || height < 1 || width > maxImageSide || height > maxImageSide)
    throw new FormatError(format, `image size must be 1 to ${maxImageSide} a side`, `${width}×${height}`);
  if (width * height > maxImagePixels)
    throw new FormatError(format, `image size exceeds ${maxImagePixels} pixels`, `${width}×${height}`);
}

function checkPalette(body: Uint8Array, { colorType, bitDepth }: PngHeader): Uint8Array {
  const colors = body.length / 3;
  if (colorType === 0 || colorType === 4) throw bad(`PLTE in a gray image (color type ${colorType})`);
  const most = colorType === 3 ? 2 ** bitDepth : 256;
  if (!Number.isInteger(colors) || colors < 1 || colors > most)
    throw bad(`PLTE must have 1 to ${most} colors of 3 bytes`, `${body.length} bytes`);
  return body;
}

function checkTransparency(body: Uint8Array, { colorType }: PngHeader, palette?: Uint8Array): Uint8Array {
  if (colorType === 3) {
    const most = (palette?.length ?? 0) / 3;
    if (body.length < 1 || body.length > most)
      throw bad(`tRNS must have 1 to ${most} bytes, one a color of the PLTE before it`, String(body.length));
    return body;
  }
  const expected = { 0: 2, 2: 6 }[colorType];
  if (body.length !== expected)
    throw bad(
      expected ? `tRNS must have ${expected} bytes` : `tRNS in an image with alpha (color type ${colorType})`,
      String(body.length),
    );
  return body;
}

/** Start and step of each Adam7 pass: x, y, step in x, step in y. */
const adam7 = [
  [0, 0, 8, 8],
  [4, 0, 8, 8],
  [0, 4, 4, 8],
  [2, 0, 4, 4],
  [0, 2, 2, 4],
  [1, 0, 2, 2],
  [0, 1, 1, 2],
] as const;

/** The rows that the inflated data consist of; a pass without pixels has none. `rowBytes` counts the filter byte. */
export function pngPasses({
  width,
  height,
  bitDepth,
  colorType,
  interlace,
}: PngHeader): { rows: number; rowBytes: number }[] {
  const bitsPerPixel = bitDepth * colorTypes[colorType].samples;
  return (interlace ? adam7 : ([[0, 0, 1, 1]] as const)).flatMap(([x, y, stepX, stepY]) => {
    const columns = Math.ceil((width - x) / stepX);
    const rows = Math.ceil((height - y) / stepY);
    return columns > 0 && rows > 0 ? [{ rows, rowBytes: 1 + Math.ceil((columns * bitsPerPixel) / 8) }] : [];
  });
}

const crcTable = Uint32Array.from({ length: 256 }, (_, n) => {
  for (let bit = 0; bit < 8; bit++) n = n & 1 ? 0xedb88320 ^ (n >>> 1) : n >>> 1;
  return n;
});

/** The CRC-32 that ends every chunk, of its type and body. */
export function crc32(bytes: Uint8Array): number {
  let crc = 0xffffffff;
  for (const byte of bytes) crc = crcTable[(crc ^ byte) & 0xff] ^ (crc >>> 8);
  return (crc ^ 0xffffffff) >>> 0;
}
