/** Pictures to learn from, read in the worker: photographs cut to squares, folders by class, CIFAR-10 and STL-10. */
import { FormatError } from '../../engine/errors.ts';
import { resizePixels } from '../../engine/files/image.ts';
import { loadPixels } from '../../engine/files/load.ts';
import type { Pixels } from '../../engine/files/pixels.ts';
import { Random } from '../../engine/random.ts';
import { parseCifar10 } from '../../train/data/cifar10.ts';
import type { Dataset, Pictures } from '../../train/data/pictures.ts';
import { first } from '../../train/data/pictures.ts';
import { parseStl10Images, parseStl10Labels } from '../../train/data/stl10.ts';
import { apart } from '../../train/tasks/make-task.ts';

/** Side of the squares that photographs are cut to. */
const side = 48;
/** Photographs are few: squares are cut from each until there are about so many. */
const wanted = 256;
const mostFiles = 4000;
/** Pictures that are judged by; more would take longer than the steps between. */
const mostJudged = 128;
/** Fewer would leave the white patch none to find. */
const leastJudged = 8;

/** @throws FormatError in one line for files that are no pictures, or too few. */
export async function readPictures(files: readonly File[]): Promise<Required<{ train: Pictures; test: Pictures }>> {
  if (!files.length) throw new FormatError('pictures', 'there is no file');
  const packed = files.filter(({ name }) => /\.bin$/i.test(name));
  const { train, test } = packed.length ? apart(await readBinaries(packed)) : await readPhotographs(files);
  return { train, test: first(test, mostJudged) };
}

async function readBinaries(files: readonly File[]): Promise<Dataset> {
  const bytes = async (file: File) => new Uint8Array(await file.arrayBuffer());
  const images = files.find(({ name }) => /_x\.bin$/i.test(name));
  const labels = files.find(({ name }) => /_y\.bin$/i.test(name));
  if (images) {
    const large = parseStl10Images(await bytes(images));
    const count = large.length / (3 * 96 * 96);
    const known = labels ? parseStl10Labels(await bytes(labels)) : undefined;
    if (known && known.length !== count)
      throw new FormatError('stl10', `${count} pictures must have as many labels`, String(known.length));
    const set: Pictures = { count, shape: [3, 48, 48], images: halved(large, count * 3, 96) };
    return { train: { ...set, ...(known && { labels: known, classes: tenClasses('stl10') }) }, test: null };
  }
  const parts = await Promise.all(files.map(async (file) => parseCifar10(await bytes(file))));
  const count = parts.reduce((sum, { labels }) => sum + labels.length, 0);
  const set = { images: new Uint8Array(count * 3 * 32 * 32), labels: new Uint8Array(count) };
  let at = 0;
  for (const { images, labels } of parts) {
    set.images.set(images, at * 3 * 32 * 32);
    set.labels.set(labels, at);
    at += labels.length;
  }
  return { train: { count, shape: [3, 32, 32], ...set, classes: tenClasses('cifar10') }, test: null };
}

const tenClasses = (set: 'cifar10' | 'stl10'): string[] =>
  set === 'cifar10'
    ? ['airplane', 'automobile', 'bird', 'cat', 'deer', 'dog', 'frog', 'horse', 'ship', 'truck']
    : ['airplane', 'bird', 'car', 'cat', 'deer', 'dog', 'horse', 'monkey', 'ship', 'truck'];

/** Planes of half the side: means of four pixels. */
function halved(planes: Uint8Array, count: number, from: number): Uint8Array {
  const to = from / 2;
  const out = new Uint8Array(count * to * to);
  for (let plane = 0, at = 0; plane < count; plane++) {
    for (let y = 0; y < to; y++) {
      for (let x = 0; x < to; x++, at++) {
        const corner = plane * from * from + 2 * y * from + 2 * x;
        out[at] = (planes[corner] + planes[corner + 1] + planes[corner + from] + planes[corner + from + 1] + 2) >> 2;
      }
    }
  }
  return out;
}

/** Every fifth photograph is judged by, all of fewer than five: their middles first, then other squares of them. */
async function readPhotographs(files: readonly File[]): Promise<Required<{ train: Pictures; test: Pictures }>> {
  if (files.length > mostFiles)
    throw new FormatError('pictures', `more than ${mostFiles} files`, String(files.length), 'choose fewer');
  const classes = classesOf(files);
  const each = Math.min(32, Math.max(1, Math.ceil(wanted / files.length)));
  const eachJudged = Math.ceil(leastJudged / (files.length < 5 ? files.length : Math.ceil(files.length / 5)));
  const [train, test] = [new Collected(), new Collected()];
  const random = new Random(0, 1);
  let refusal: unknown;
  for (const [index, file] of files.entries()) {
    let photograph: Pixels;
    try {
      photograph = shrunk(await loadPixels(file));
    } catch (error) {
      refusal = error; // a folder may hold a note or a thumbnail index beside the pictures
      continue;
    }
    const label = classes ? classes.indexOf(folderOf(file)) : 0;
    const forTest = files.length < 5 || index % 5 === 0;
    if (forTest) for (let i = 0; i < eachJudged; i++) test.add(cut(photograph, i ? random : null), label);
    if (files.length >= 5 && forTest) continue;
    for (let i = 0; i < each; i++) train.add(cut(photograph, i ? random : null), label);
  }
  if (!train.count || !test.count) throw refusal ?? new FormatError('pictures', 'there is no picture among the files');
  return { train: train.pictures(classes), test: test.pictures(classes) };
}

const folderOf = (file: File): string => file.webkitRelativePath.split('/').at(-2) ?? '';

/** Names of the folders that the files lie in, where there are at least two: each is a class. */
function classesOf(files: readonly File[]): string[] | null {
  const folders = [...new Set(files.map(folderOf))].sort();
  return folders.length >= 2 && folders.length <= 256 ? folders : null;
}

/** A photograph of few pixels, so that cutting squares from it is quick. */
function shrunk(pixels: Pixels): Pixels {
  const scale = (3 * side) / Math.min(pixels.width, pixels.height);
  if (scale >= 1) return pixels;
  return resizePixels(pixels, Math.round(pixels.width * scale), Math.round(pixels.height * scale));
}

/** A square of the photograph as planes: its middle, or one of at least 60% of the shorter side, by the seed. */
function cut(pixels: Pixels, random: Random | null): Uint8Array {
  const { width, height, data } = pixels;
  const most = Math.min(width, height);
  const size = random ? Math.max(1, Math.round(most * random.uniform(0.6, 1))) : most;
  const left = random ? random.integer(width - size + 1) : (width - size) >> 1;
  const top = random ? random.integer(height - size + 1) : (height - size) >> 1;
  const square = new Uint8ClampedArray(4 * size * size);
  for (let y = 0; y < size; y++)
    square.set(data.subarray(4 * ((top + y) * width + left), 4 * ((top + y) * width + left + size)), 4 * y * size);
  const small = resizePixels({ width: size, height: size, data: square }, side, side);
  const planes = new Uint8Array(3 * side * side);
  for (let at = 0; at < side * side; at++) {
    for (let c = 0; c < 3; c++) planes[c * side * side + at] = small.data[4 * at + c];
  }
  return planes;
}

class Collected {
  private readonly images: Uint8Array[] = [];
  private readonly labels: number[] = [];
  get count(): number {
    return this.images.length;
  }
  add(planes: Uint8Array, label: number): void {
    this.images.push(planes);
    this.labels.push(label);
  }
  pictures(classes: readonly string[] | null): Pictures {
    const images = new Uint8Array(this.count * 3 * side * side);
    this.images.forEach((planes, i) => images.set(planes, i * planes.length));
    const set: Pictures = { count: this.count, shape: [3, side, side], images };
    return classes ? { ...set, labels: Uint8Array.from(this.labels), classes } : set;
  }
}
