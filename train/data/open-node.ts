/**
 * Sets of pictures by path, in Node: the folders and files of CIFAR-10, STL-10 and MNIST as they are published, npy
 * pairs of pictures and masks, folders of pictures by class, and folders of pictures with their masks. A name may end
 * in `.gz` or `.br`; the bytes are unpacked as they are read.
 */
import { readdirSync, readFileSync, statSync } from 'node:fs';
import { basename, join } from 'node:path';
import { brotliDecompressSync, gunzipSync } from 'node:zlib';
import { FormatError } from '../../engine/errors.ts';
import { resizePixels } from '../../engine/files/image.ts';
import { loadPixels } from '../../engine/files/load.ts';
import { parseNpyBytes } from '../../engine/files/npy.ts';
import { parseCifar10 } from './cifar10.ts';
import { parseIdx } from './idx.ts';
import type { Dataset, Pictures } from './pictures.ts';
import { parseStl10Images, parseStl10Labels } from './stl10.ts';

export interface OpenOptions {
  /** Side to which pictures in folders are resized. */
  size?: number;
}

const packed = /\.(gz|br)$/;
const picture = /\.(png|jpe?g|webp)$/i;

/** A file's bytes, unpacked by its name. */
export function readUnpacked(path: string): Uint8Array {
  const bytes = readFileSync(path);
  try {
    if (path.endsWith('.gz')) return gunzipSync(bytes);
    if (path.endsWith('.br')) return brotliDecompressSync(bytes);
  } catch (cause) {
    throw new FormatError(
      'dataset',
      `${path} cannot be unpacked`,
      cause instanceof Error ? cause.message : String(cause),
    );
  }
  return bytes;
}

/**
 * Opens what lies at `path`.
 * @throws FormatError in one line: what was found, where, and what would be understood.
 */
export async function openDataset(path: string, { size = 96 }: OpenOptions = {}): Promise<Dataset> {
  const found = statSync(path, { throwIfNoEntry: false });
  if (!found) throw new FormatError('dataset', `${path} is not there`);
  if (!found.isDirectory()) return { train: openFile(path), test: null };
  const names = new Map(readdirSync(path).map((name) => [name.replace(packed, ''), join(path, name)]));
  const open = <T>(name: string, parse: (bytes: Uint8Array) => T): T => {
    const file = names.get(name);
    if (!file) throw new FormatError('dataset', `${path} has no ${name}`, [...names.keys()].join(', '));
    try {
      return parse(readUnpacked(file));
    } catch (error) {
      if (error instanceof FormatError) error.message = `${basename(file)}: ${error.message}`;
      throw error;
    }
  };
  if (names.has('data_batch_1.bin')) return openCifar10(names, open);
  if (names.has('train_X.bin')) return openStl10(names, open);
  if (names.has('train-images-idx3-ubyte') || names.has('t10k-images-idx3-ubyte')) return openMnist(names, open);
  if (names.has('train_images.npy')) return openNpy(names, open);
  return openFolders(path, size);
}

type Open = <T>(name: string, parse: (bytes: Uint8Array) => T) => T;
type Names = ReadonlyMap<string, string>;

function openFile(path: string): Pictures {
  const bytes = readUnpacked(path);
  const name = path.replace(packed, '');
  if (name.endsWith('.npy')) return fromNpy(bytes);
  if (name.endsWith('idx3-ubyte')) return fromIdx(bytes);
  if (name.endsWith('.bin')) return cifar10(bytes);
  throw new FormatError(
    'dataset',
    `${path} is no set of pictures`,
    basename(path),
    'a folder, .bin, .npy or idx3-ubyte',
  );
}

function cifar10(...files: Uint8Array[]): Pictures {
  const parts = files.map(parseCifar10);
  const [images, labels] = [joined(parts.map((part) => part.images)), joined(parts.map((part) => part.labels))];
  return { count: labels.length, shape: [3, 32, 32], images, labels };
}

function openCifar10(names: Names, open: Open): Dataset {
  const classes = names.has('batches.meta.txt') ? { classes: open('batches.meta.txt', lines) } : {};
  const batches = [...names.keys()].filter((name) => /^data_batch_\d+\.bin$/.test(name)).toSorted();
  const train = { ...cifar10(...batches.map((name) => open(name, (bytes) => bytes))), ...classes };
  const test = names.has('test_batch.bin')
    ? { ...open('test_batch.bin', (bytes) => cifar10(bytes)), ...classes }
    : null;
  return { train, test };
}

function openStl10(names: Names, open: Open): Dataset {
  const classes = names.has('class_names.txt') ? { classes: open('class_names.txt', lines) } : {};
  const split = (name: 'train' | 'test'): Pictures => {
    const images = open(`${name}_X.bin`, parseStl10Images);
    const labels = open(`${name}_y.bin`, parseStl10Labels);
    const count = images.length / (3 * 96 * 96);
    if (labels.length !== count)
      throw new FormatError(
        'stl10',
        `${name}_y.bin must have a label for each picture`,
        `${labels.length} for ${count}`,
      );
    return { count, shape: [3, 96, 96], images, labels, ...classes };
  };
  return { train: split('train'), test: names.has('test_X.bin') ? split('test') : null };
}

function openMnist(names: Names, open: Open): Dataset {
  const split = (name: 'train' | 't10k'): Pictures => {
    const pictures = open(`${name}-images-idx3-ubyte`, fromIdx);
    const { data: labels } = open(`${name}-labels-idx1-ubyte`, parseIdx);
    if (labels.length !== pictures.count)
      throw new FormatError('idx', 'there must be a label for each picture', `${labels.length} for ${pictures.count}`);
    return { ...pictures, labels };
  };
  const test = names.has('t10k-images-idx3-ubyte') ? split('t10k') : null;
  return { train: names.has('train-images-idx3-ubyte') ? split('train') : test!, test };
}

function fromIdx(bytes: Uint8Array): Pictures {
  const { shape, data } = parseIdx(bytes);
  if (shape.length !== 3) throw new FormatError('idx', 'pictures have three sizes', shape.join(' × '), 'an idx3 file');
  return { count: shape[0], shape: [1, shape[1], shape[2]], images: data };
}

function openNpy(names: Names, open: Open): Dataset {
  const split = (name: string): Pictures => {
    const pictures = open(`${name}_images.npy`, fromNpy);
    if (!names.has(`${name}_labels.npy`)) return pictures;
    const { data: labels, shape } = open(`${name}_labels.npy`, parseNpyBytes);
    const [, height, width] = pictures.shape;
    const expected = shape.length === 1 ? [pictures.count] : [pictures.count, height, width];
    if (shape.join() !== expected.join())
      throw new FormatError('npy', `${name}_labels.npy must be ${expected.join(' × ')}`, shape.join(' × '));
    return shape.length === 1 ? { ...pictures, labels } : { ...pictures, masks: labels };
  };
  const classes = names.has('classes.txt') ? { classes: open('classes.txt', lines) } : {};
  const test = names.has('test_images.npy') ? { ...split('test'), ...classes } : null;
  return { train: { ...split('train'), ...classes }, test };
}

function fromNpy(bytes: Uint8Array): Pictures {
  const { data: images, shape } = parseNpyBytes(bytes);
  if (shape.length !== 4)
    throw new FormatError('npy', 'pictures are [count, channels, height, width]', shape.join(' × '));
  return { count: shape[0], shape: [shape[1], shape[2], shape[3]], images };
}

const lines = (bytes: Uint8Array): string[] => new TextDecoder().decode(bytes).trim().split(/\r?\n/);

function joined(parts: readonly Uint8Array[]): Uint8Array {
  const whole = new Uint8Array(parts.reduce((sum, part) => sum + part.length, 0));
  let at = 0;
  for (const part of parts) {
    whole.set(part, at);
    at += part.length;
  }
  return whole;
}

/** `CLASS/picture.png`, or `images/NAME` beside `masks/NAME.png`; a folder of pictures alone has no labels. */
async function openFolders(path: string, size: number): Promise<Dataset> {
  const entries = readdirSync(path, { withFileTypes: true }).toSorted((a, b) => (a.name < b.name ? -1 : 1));
  const folders = entries.filter((entry) => entry.isDirectory()).map(({ name }) => name);
  const listed = (folder: string) =>
    readdirSync(join(path, folder))
      .filter((name) => picture.test(name))
      .toSorted();
  const squares = (files: readonly string[]) => Promise.all(files.map((file) => square(file, size)));
  if (folders.includes('images') && folders.includes('masks')) {
    const names = listed('images');
    const images = await squares(names.map((name) => join(path, 'images', name)));
    const masks = await Promise.all(
      names.map((name) => mask(join(path, 'masks', name.replace(picture, '.png')), size)),
    );
    return {
      train: { count: names.length, shape: [3, size, size], images: joined(images), masks: joined(masks) },
      test: null,
    };
  }
  const files = folders.length
    ? folders.flatMap((folder, label) => listed(folder).map((name) => ({ file: join(path, folder, name), label })))
    : listed('.').map((name) => ({ file: join(path, name), label: 0 }));
  if (!files.length)
    throw new FormatError(
      'dataset',
      `${path} holds no set of pictures`,
      entries
        .map(({ name }) => name)
        .slice(0, 5)
        .join(', ') || 'nothing',
      'CIFAR-10, STL-10 or MNIST files, npy pairs, or pictures by class',
    );
  const images = joined(await squares(files.map(({ file }) => file)));
  const labels = Uint8Array.from(files, ({ label }) => label);
  return {
    train: { count: files.length, shape: [3, size, size], images, ...(folders.length && { labels, classes: folders }) },
    test: null,
  };
}

/** The middle square of a picture, resized, as planes of bytes. */
async function square(path: string, size: number): Promise<Uint8Array> {
  const { width, height, data } = await loadPixels(readFileSync(path));
  const side = Math.min(width, height);
  const [top, left] = [(height - side) >> 1, (width - side) >> 1];
  const cut = new Uint8ClampedArray(side * side * 4);
  for (let y = 0; y < side; y++)
    cut.set(data.subarray(((top + y) * width + left) * 4, ((top + y) * width + left + side) * 4), y * side * 4);
  const resized = resizePixels({ width: side, height: side, data: cut }, size, size).data;
  const planes = new Uint8Array(3 * size * size);
  for (let i = 0; i < size * size; i++) for (let c = 0; c < 3; c++) planes[c * size * size + i] = resized[4 * i + c];
  return planes;
}

/** The same square of a mask: the red byte is the class, and the nearest pixel counts, since classes do not mix. */
async function mask(path: string, size: number): Promise<Uint8Array> {
  const { width, height, data } = await loadPixels(readFileSync(path));
  const side = Math.min(width, height);
  const [top, left] = [(height - side) >> 1, (width - side) >> 1];
  const at = (i: number) => Math.floor(((i + 0.5) * side) / size);
  return Uint8Array.from(
    { length: size * size },
    (_, i) => data[((top + at(Math.floor(i / size))) * width + left + at(i % size)) * 4],
  );
}
