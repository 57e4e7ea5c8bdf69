/**
 * The structure of a JPEG file, checked before a decoder sees it: decoders fill what is missing with grey, and find out
 * too late how large a picture is. ITU-T T.81 has the rules.
 */
import { FormatError } from '../errors.ts';
import { readOrientation } from './orientation.ts';
import { checkImageSize } from './png.ts';

export interface JpegHeader {
  width: number;
  height: number;
  /** 1 grey, 3 colours. */
  components: number;
  progressive: boolean;
  /** EXIF's, 1 to 8. */
  orientation: number;
}

const bad = (what: string, got?: string, fix?: string): FormatError => new FormatError('jpeg', what, got, fix);

export const isJpeg = (bytes: Uint8Array): boolean => bytes[0] === 0xff && bytes[1] === 0xd8 && bytes[2] === 0xff;

const [SOF0, SOF2, EOI, SOS, APP1] = [0xc0, 0xc2, 0xd9, 0xda, 0xe1];
/** Markers that stand alone, without a length: TEM and the restarts. */
const isBare = (marker: number): boolean => marker === 0x01 || (marker >= 0xd0 && marker <= 0xd7);
/** Start of a frame of any kind; DHT, JPG and DAC lie between them. */
const isFrame = (marker: number): boolean => marker >= 0xc0 && marker <= 0xcf && ![0xc4, 0xc8, 0xcc].includes(marker);

/**
 * Walks from marker to marker until the end of the picture; what follows is left alone.
 * @throws FormatError for a file that is cut, of a kind that browsers do not decode, or larger than 16,384 a side or
 * 64 Mpixel
 */
export function checkJpeg(bytes: Uint8Array): JpegHeader {
  if (!isJpeg(bytes)) throw bad('the file does not begin with a start marker');
  let frame: Omit<JpegHeader, 'orientation'> | undefined;
  let orientation: number | undefined;
  let scans = 0;
  for (let at = 2; ;) {
    if (bytes[at] !== 0xff && at < bytes.length) throw bad(`a marker must stand at byte ${at}`, String(bytes[at]));
    while (bytes[at] === 0xff) at++;
    if (at >= bytes.length) throw bad('the file is cut: it ends without an end marker');
    const marker = bytes[at++];
    if (marker === EOI) break;
    if (isBare(marker)) continue;
    const length = at + 2 <= bytes.length ? bytes[at] * 256 + bytes[at + 1] : 0;
    if (length < 2 || at + length > bytes.length)
      throw bad(`the segment at byte ${at - 2} runs past the end of the file`, `${bytes.length} bytes`);
    const body = bytes.subarray(at + 2, at + length);
    at += length;
    if (isFrame(marker)) frame = readFrame(marker, body, frame);
    if (marker === APP1) orientation ??= exifOrientation(body);
    if (marker !== SOS) continue;
    if (!frame) throw bad('the picture begins before its size is told');
    scans++;
    // A scan goes on until a marker that is none of its own: FF 00 is a byte of it, restarts belong to it.
    while (at < bytes.length && !(bytes[at] === 0xff && bytes[at + 1] !== 0 && !isBare(bytes[at + 1]))) at++;
  }
  if (!frame || !scans) throw bad('the file holds no picture');
  return { ...frame, orientation: orientation ?? 1 };
}

function readFrame(marker: number, body: Uint8Array, before: unknown): Omit<JpegHeader, 'orientation'> {
  if (before) throw bad('the size is told twice');
  if (marker < SOF0 || marker > SOF2)
    throw bad('this kind of JPEG is not read', `SOF${marker - SOF0}`, 'baseline and progressive are');
  if (body.length < 6) throw bad('the frame header is cut');
  if (body[0] !== 8) throw bad('samples must have 8 bits', String(body[0]));
  const [height, width, components] = [body[1] * 256 + body[2], body[3] * 256 + body[4], body[5]];
  checkImageSize('jpeg', width, height);
  if (components !== 1 && components !== 3)
    throw bad('the picture must be grey or of three colours', `${components} components`, 'convert it to RGB');
  return { width, height, components, progressive: marker === SOF2 };
}

/** The orientation of an APP1 segment that holds EXIF. */
function exifOrientation(body: Uint8Array): number | undefined {
  const isExif = String.fromCharCode(...body.subarray(0, 6)) === 'Exif\0\0';
  return isExif ? readOrientation(body.subarray(6)) : undefined;
}
