/** `saccade inspect`: what a file holds, read whole and checked. */
import { existsSync, statSync } from 'node:fs';
import { FormatError } from '../engine/errors.ts';
import type { FileTensor } from '../engine/files/file-tensor.ts';
import type { Pixels } from '../engine/files/pixels.ts';
import { checkJpeg, isJpeg } from '../engine/files/jpeg.ts';
import { quote } from '../engine/files/json.ts';
import { parseNpy } from '../engine/files/npy.ts';
import { decodePicture } from '../engine/files/picture-node.ts';
import { checkPng, isPng } from '../engine/files/png.ts';
import { parseSafetensors } from '../engine/files/safetensors.ts';
import { checkWebp, isWebp } from '../engine/files/webp.ts';
import { parseCifar10 } from '../train/data/cifar10.ts';
import { checkStl10Pair, parseStl10Images, parseStl10Labels } from '../train/data/stl10.ts';
import { readFile } from './file.ts';
import { table } from './table.ts';
import { printable } from './words.ts';

const readers = {
  safetensors: inspectSafetensors,
  npy: inspectNpy,
  png: inspectPng,
  jpeg: inspectJpeg,
  webp: inspectWebp,
  cifar10: inspectCifar10,
  'stl10-images': inspectStl10Images,
  'stl10-labels': inspectStl10Labels,
} as const;

/** What `--as` may say. The other formats say themselves what they are. */
export const datasets = ['cifar10', 'stl10-images', 'stl10-labels'] as const;

export async function inspect(path: string, as?: (typeof datasets)[number]): Promise<number> {
  const bytes = readFile(path);
  const lines = await readers[as ?? detect(path, bytes)](bytes);
  if (as === 'stl10-images' || as === 'stl10-labels') checkBeside(path, bytes, as);
  console.log(lines.join('\n'));
  return 0;
}

/**
 * Of STL-10, the other half of `train_X.bin` and `train_y.bin`, where it lies beside this one under its official name.
 */
function checkBeside(path: string, bytes: Uint8Array, as: 'stl10-images' | 'stl10-labels'): void {
  const [own, other] = as === 'stl10-images' ? ['X', 'y'] : ['y', 'X'];
  const beside = path.replace(new RegExp(`_${own}\\.bin$`), `_${other}.bin`);
  if (beside === path || !existsSync(beside)) return;
  const { size } = statSync(beside);
  checkStl10Pair(...(own === 'X' ? ([bytes.length, size] as const) : ([size, bytes.length] as const)));
}

/** By the first bytes; by the name where these say nothing, so that a damaged file is told from an unknown one. */
function detect(path: string, bytes: Uint8Array): keyof typeof readers {
  if (isPng(bytes)) return 'png';
  if (isJpeg(bytes)) return 'jpeg';
  if (isWebp(bytes)) return 'webp';
  if (bytes[0] === 0x93 && String.fromCharCode(...bytes.subarray(1, 6)) === 'NUMPY') return 'npy';
  const ending = /\.(png|npy|safetensors)$/i.exec(path)?.[1].toLowerCase();
  if (ending) return ending as 'png' | 'npy' | 'safetensors';
  if (bytes[8] === 0x7b) return 'safetensors';
  throw new FormatError(
    'inspect',
    `${path} is no PNG, JPEG, WebP, npy or safetensors`,
    bytes.length ? `a file that begins ${quote(String.fromCharCode(...bytes.subarray(0, 8)))}` : 'an empty file',
    `a dataset needs --as ${datasets.join('|')}`,
  );
}

function inspectSafetensors(bytes: Uint8Array): string[] {
  const { tensors, metadata } = parseSafetensors(bytes);
  const elements = [...tensors.values()].reduce((sum, { data }) => sum + data.length, 0);
  const lines = [
    `safetensors: ${count(tensors.size, 'tensor')}, ${count(elements, 'element')}, ${count(bytes.length, 'byte')}`,
  ];
  for (const [key, value] of metadata) lines.push(`  ${shown(key)}: ${shown(value)}`);
  if (tensors.size)
    lines.push(
      table(
        ['name', ...tensorColumns],
        [...tensors].map(([name, tensor]) => [shown(name), ...tensorCells(tensor)]),
      ),
    );
  return lines;
}

function inspectNpy(bytes: Uint8Array): string[] {
  const tensor = parseNpy(bytes);
  return [
    `npy: ${count(tensor.data.length, 'element')}, ${count(bytes.length, 'byte')}`,
    table(tensorColumns, [tensorCells(tensor)]),
  ];
}

const tensorColumns = ['type', 'shape', 'least', 'most', 'mean', 'NaN', '±Inf', 'note'];

/** One tensor in numbers; least, most and mean are of its finite elements. */
function tensorCells({ fileDtype, shape, data, note = '' }: FileTensor): string[] {
  let [least, most, sum, nan, infinite] = [Infinity, -Infinity, 0, 0, 0];
  for (const value of data) {
    if (Number.isNaN(value)) nan++;
    else if (Number.isFinite(value)) {
      least = Math.min(least, value);
      most = Math.max(most, value);
      sum += value;
    } else infinite++;
  }
  const finite = data.length - nan - infinite;
  const range = finite
    ? [least, most, sum / finite].map((value) => String(Number(value.toPrecision(5))))
    : ['', '', ''];
  return [fileDtype, `[${shape.join(', ')}]`, ...range, String(nan), String(infinite), note];
}

const colors: Record<number, string> = { 0: 'gray', 2: 'RGB', 3: 'palette', 4: 'gray and alpha', 6: 'RGB and alpha' };

async function inspectPng(bytes: Uint8Array): Promise<string[]> {
  const { bitDepth, colorType, interlace, transparency, orientation } = checkPng(bytes);
  const notes = [
    `${bitDepth} bits`,
    colors[colorType],
    ...(transparency ? ['transparent colours'] : []),
    ...(interlace ? ['interlaced'] : []),
  ];
  return picture('png', bytes, await decodePicture(bytes), [...notes, ...turned(orientation)]);
}

async function inspectJpeg(bytes: Uint8Array): Promise<string[]> {
  const { components, progressive, orientation } = checkJpeg(bytes);
  const notes = [components === 1 ? 'gray' : 'colour', ...(progressive ? ['progressive'] : []), ...turned(orientation)];
  return picture('jpeg', bytes, await decodePicture(bytes), notes);
}

async function inspectWebp(bytes: Uint8Array): Promise<string[]> {
  const { lossless } = checkWebp(bytes);
  return picture('webp', bytes, await decodePicture(bytes), [lossless ? 'lossless' : 'lossy']);
}

const turned = (orientation: number): string[] => (orientation === 1 ? [] : [`turned by orientation ${orientation}`]);

function picture(format: string, bytes: Uint8Array, { width, height, data }: Pixels, notes: string[]): string[] {
  const rows = [0, 1, 2, 3].map((channel) => ['RGBA'[channel], ...channelCells(data, channel)]);
  return [
    `${format}: ${[`${width}×${height}`, ...notes, count(bytes.length, 'byte')].join(', ')}`,
    table(['channel', 'least', 'most', 'mean'], rows),
  ];
}

function channelCells(data: Uint8ClampedArray, channel: number): string[] {
  let [least, most, sum] = [255, 0, 0];
  for (let i = channel; i < data.length; i += 4) {
    least = Math.min(least, data[i]);
    most = Math.max(most, data[i]);
    sum += data[i];
  }
  return [String(least), String(most), ((4 * sum) / data.length).toFixed(1)];
}

function inspectCifar10(bytes: Uint8Array): string[] {
  const { images, labels } = parseCifar10(bytes);
  return [
    `cifar10: ${count(labels.length, 'picture')} of 32×32 with labels, ${planeMeans(images, 32)}`,
    histogram(labels),
  ];
}

function inspectStl10Images(bytes: Uint8Array): string[] {
  const images = parseStl10Images(bytes);
  return [`stl10: ${count(images.length / (3 * 96 * 96), 'picture')} of 96×96, ${planeMeans(images, 96)}`];
}

function inspectStl10Labels(bytes: Uint8Array): string[] {
  const labels = parseStl10Labels(bytes);
  return [`stl10: ${count(labels.length, 'label')}, written 1 to 10, here 0 to 9`, histogram(labels)];
}

function histogram(labels: Uint8Array): string {
  const counts = new Array<number>(10).fill(0);
  for (const label of labels) counts[label]++;
  return table(
    ['label', 'count'],
    counts.map((many, label) => [String(label), String(many)]),
  );
}

/** A file that is no pictures at all has means near 127.5 and gives itself away. */
function planeMeans(images: Uint8Array, side: number): string {
  const sums = [0, 0, 0];
  images.forEach((level, i) => {
    sums[Math.floor(i / (side * side)) % 3] += level;
  });
  return `mean red, green, blue ${sums.map((sum) => ((3 * sum) / images.length).toFixed(1)).join(', ')}`;
}

const count = (many: number, what: string): string => `${many.toLocaleString('en')} ${what}${many === 1 ? '' : 's'}`;

/** Text from a file, quoted where it is not one plain word. */
const shown = (text: string): string => (/^[\x21-\x7e]+$/.test(text) ? text : printable(JSON.stringify(text)));
