/** The structure of a WebP file (RFC 9649), checked before a decoder sees it. */
import { FormatError } from '../errors.ts';
import { checkImageSize } from './png.ts';

export interface WebpHeader {
  width: number;
  height: number;
  lossless: boolean;
}

const bad = (what: string, got?: string, fix?: string): FormatError => new FormatError('webp', what, got, fix);
const letters = (bytes: Uint8Array, at: number): string => String.fromCharCode(...bytes.subarray(at, at + 4));

export const isWebp = (bytes: Uint8Array): boolean => letters(bytes, 0) === 'RIFF' && letters(bytes, 8) === 'WEBP';

/**
 * EXIF's orientation is left alone, as `createImageBitmap` leaves it in WebP.
 * @throws FormatError for a file that is cut, animated, or larger than 16,384 a side or 64 Mpixel
 */
export function checkWebp(bytes: Uint8Array): WebpHeader {
  if (!isWebp(bytes)) throw bad('the file does not begin with RIFF and WEBP');
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.length);
  const end = 8 + view.getUint32(4, true);
  if (end > bytes.length) throw bad(`the file is cut: its header tells ${end} bytes`, String(bytes.length));
  for (let at = 12; at + 8 <= end;) {
    const type = letters(bytes, at);
    const length = view.getUint32(at + 4, true);
    const body = at + 8;
    if (body + length > end) throw bad(`the chunk at byte ${at} runs past the end of the file`);
    if (type === 'VP8X' && length && bytes[body] & 2)
      throw bad('the picture is animated', '', 'save one of its frames as PNG');
    if (type === 'VP8 ') return vp8(bytes.subarray(body, body + length));
    if (type === 'VP8L') return vp8l(bytes.subarray(body, body + length));
    at = body + length + (length & 1);
  }
  throw bad('the file holds no picture');
}

/** A key frame: three bytes of flags, a start code, 14 bits each of width and height. */
function vp8(body: Uint8Array): WebpHeader {
  if (body.length < 10 || body[0] & 1 || body[3] !== 0x9d || body[4] !== 0x01 || body[5] !== 0x2a)
    throw bad('the picture does not begin with a key frame');
  return sized(body[6] | ((body[7] & 0x3f) << 8), body[8] | ((body[9] & 0x3f) << 8), false);
}

/** A signature, then 14 bits each of width − 1 and height − 1. */
function vp8l(body: Uint8Array): WebpHeader {
  if (body.length < 5 || body[0] !== 0x2f) throw bad('the lossless picture lacks its signature');
  const bits = body[1] | (body[2] << 8) | (body[3] << 16) | (body[4] << 24);
  return sized(1 + (bits & 0x3fff), 1 + ((bits >>> 14) & 0x3fff), true);
}

function sized(width: number, height: number, lossless: boolean): WebpHeader {
  checkImageSize('webp', width, height);
  return { width, height, lossless };
}
