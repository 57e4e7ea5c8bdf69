/** Files and pictures onto a device. The same calls in Node (paths) and in the browser (addresses, files, elements). */
import type { Device } from '../device.ts';
import { FormatError } from '../errors.ts';
import type { ImageSource } from './image.ts';
import type { Pixels } from './pixels.ts';
import { decodeImage, resizePixels, toPlanar } from './image.ts';
import { isNode, readPath } from '../host.ts';
import type { FileSource } from './byte-reader.ts';
import { openBytes } from './byte-reader.ts';
import { openSafetensors } from './safetensors.ts';
import type { Tensor } from '../tensor.ts';
import { tensor } from '../create.ts';

export async function readBytes(source: FileSource): Promise<Uint8Array> {
  if (source instanceof Uint8Array) return source;
  if (source instanceof Blob) return new Uint8Array(await source.arrayBuffer());
  if (isNode && !/^https?:/.test(String(source))) return readPath(source);
  const response = await fetch(source);
  if (!response.ok) throw new FormatError('file', `${String(source)} cannot be fetched`, `status ${response.status}`);
  return new Uint8Array(await response.arrayBuffer());
}

/**
 * The tensors of a safetensors file by name, in the file's order. The file is read a tensor at a time.
 * Types that WebGPU lacks are narrowed (F64 to f32, I64 to i32); a value that does not fit is refused.
 * @throws FormatError in one line for a file that is damaged or something else.
 */
export async function loadSafetensors(device: Device, source: FileSource): Promise<Map<string, Tensor>> {
  const reader = await openBytes(source);
  const loaded = new Map<string, Tensor>();
  try {
    const file = await openSafetensors(reader);
    for await (const [name, { data, shape, dtype }] of file.tensors()) {
      loaded.set(name, tensor(device, data, shape, dtype));
    }
    return new Map(file.entries.map(({ name }) => [name, loaded.get(name)!]));
  } catch (error) {
    for (const made of loaded.values()) made.dispose();
    throw error;
  } finally {
    await reader.close();
  }
}

export interface ImageOptions {
  /** Side of the square that the picture is resized to, or [height, width]. Its own size by default. */
  size?: number | readonly [number, number];
}

/**
 * A decoded picture, turned as its orientation says: in Node a PNG, JPEG or WebP (the latter two with @jsquash/jpeg and
 * @jsquash/webp installed), in the browser whatever it decodes.
 */
export async function loadPixels(source: FileSource | ImageSource): Promise<Pixels> {
  if (!isNode)
    return decodeImage(
      source instanceof Uint8Array ? new Blob([source as Uint8Array<ArrayBuffer>]) : (source as ImageSource),
    );
  const { decodePicture } = await import('./picture-node.ts').catch((error: NodeJS.ErrnoException) => {
    if (error.code !== 'ERR_MODULE_NOT_FOUND') throw error;
    throw new FormatError('png', 'npm package pngjs is not installed', '', 'npm install pngjs');
  });
  return decodePicture(await readBytes(source as FileSource));
}

/**
 * A picture as a tensor [1, 3, height, width], f32, 0 to 1, resized by the same antialiased loops on every host.
 * @throws FormatError for a file that is no picture, or one too large.
 */
export async function loadImage(
  device: Device,
  source: FileSource | ImageSource | Pixels,
  { size }: ImageOptions = {},
): Promise<Tensor> {
  const pixels = isPixels(source) ? source : await loadPixels(source);
  const [height, width] =
    size === undefined ? [pixels.height, pixels.width] : typeof size === 'number' ? [size, size] : size;
  const resized = height === pixels.height && width === pixels.width ? pixels : resizePixels(pixels, width, height);
  return tensor(device, toPlanar(resized), [1, 3, height, width]);
}

const isPixels = (source: unknown): source is Pixels =>
  typeof source === 'object' &&
  source !== null &&
  'data' in source &&
  (source as Pixels).data instanceof Uint8ClampedArray &&
  !isImageData(source);
const isImageData = (source: object): boolean => typeof ImageData !== 'undefined' && source instanceof ImageData;
