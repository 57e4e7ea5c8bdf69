/**
 * Pictures in Node: PNG through pngjs, JPEG and WebP through @jsquash/jpeg and @jsquash/webp (MozJPEG and libwebp as
 * WebAssembly, Apache-2.0), which whoever has such pictures installs. Files are checked here before a decoder sees
 * them, and turned as their orientation says.
 */
import { readFile } from 'node:fs/promises';
import { createRequire } from 'node:module';
import { FormatError } from '../errors.ts';
import type { Pixels } from './pixels.ts';
import { decodePng } from './image-node.ts';
import { checkJpeg, isJpeg } from './jpeg.ts';
import { quote } from './json.ts';
import { turn } from './orientation.ts';
import { isPng } from './png.ts';
import { checkWebp, isWebp } from './webp.ts';

/** @throws FormatError for what is no PNG, JPEG or WebP, is damaged or too large, or has no decoder here */
export async function decodePicture(bytes: Uint8Array): Promise<Pixels> {
  if (isPng(bytes)) return decodePng(bytes);
  if (isJpeg(bytes)) {
    const { orientation, ...size } = checkJpeg(bytes);
    return turn(await decodeWith('jpeg', 'mozjpeg_dec.wasm', bytes, size), orientation);
  }
  if (isWebp(bytes)) return decodeWith('webp', 'webp_dec.wasm', bytes, checkWebp(bytes));
  throw new FormatError('picture', ...whatItIs(bytes), 'PNG, JPEG and WebP are read: convert it to PNG');
}

/** What the two packages have in common. */
interface Decoder {
  init: (codec: WebAssembly.Module, options: { print: () => void; printErr: () => void }) => Promise<void>;
  default: (bytes: Uint8Array) => Promise<Pixels>;
}

async function decodeWith(
  format: 'jpeg' | 'webp',
  wasm: string,
  bytes: Uint8Array,
  { width, height }: { width: number; height: number },
): Promise<Pixels> {
  const { init, default: decode } = await findDecoder(format);
  const codec = createRequire(import.meta.url).resolve(`@jsquash/${format}/codec/dec/${wasm}`);
  // A fresh one each time: after damaged data the last one has ended. What it would print is in the error, or nowhere.
  await init(await WebAssembly.compile(await readFile(codec)), { print: () => {}, printErr: () => {} });
  let found: Pixels;
  try {
    found = await decode(bytes);
  } catch {
    throw new FormatError(format, 'the picture does not decode', 'damaged data');
  }
  if (found.width !== width || found.height !== height)
    throw new FormatError(format, `the header tells ${width}×${height}`, `${found.width}×${found.height}`);
  return { width, height, data: Uint8ClampedArray.from(found.data) };
}

async function findDecoder(format: string): Promise<Decoder> {
  const name = `@jsquash/${format}/decode.js`;
  try {
    return (await import(/* @vite-ignore */ name)) as Decoder;
  } catch {
    const fix = `npm install @jsquash/${format}, or convert the picture to PNG`;
    throw new FormatError(format, 'the decoder for such pictures is not installed', '', fix);
  }
}

/** What people have that is no such picture, by its first letters or by those from the fifth on. */
const others: readonly (readonly [letters: string, from: number, name: string])[] = [
  ['GIF8', 0, 'a GIF'],
  ['BM', 0, 'a BMP'],
  ['II*\0', 0, 'a TIFF'],
  ['MM\0*', 0, 'a TIFF'],
  ['ftypavif', 4, 'an AVIF'],
  ['ftyphei', 4, 'a HEIC'],
  ['ftypmif1', 4, 'a HEIC or AVIF'],
  ['\xff\x0a', 0, 'a JPEG XL'],
  ['JXL ', 4, 'a JPEG XL'],
  ['\0\0\x01\0', 0, 'an ICO'],
  ['8BPS', 0, 'a Photoshop file'],
  ['%PDF', 0, 'a PDF'],
  ['<svg', 0, 'an SVG'],
  ['version https://git-lfs', 0, 'a Git LFS pointer, not the file itself'],
];

function whatItIs(bytes: Uint8Array): [what: string, got: string] {
  if (!bytes.length) return ['the file is empty', ''];
  const start = String.fromCharCode(...bytes.subarray(0, 32));
  const known = others.find(([letters, from]) => start.startsWith(letters, from));
  return known
    ? [`this is ${known[2]}`, '']
    : ['the file is no picture', `a file that begins ${quote(start.slice(0, 8))}`];
}
