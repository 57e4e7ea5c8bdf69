/**
 * `saccade extract`: what a network makes of every picture of a folder. A result is named by its picture and by all
 * that it depends on, and written whole or not at all: a run that is stopped goes on where it was, a second one does
 * nothing.
 */
import { createHash } from 'node:crypto';
import { existsSync, mkdirSync, readdirSync } from 'node:fs';
import { dirname, join, relative, sep } from 'node:path';
import type { Device } from '../engine/device.ts';
import { FormatError, SaccadeError } from '../engine/errors.ts';
import { loadImage } from '../engine/files/load.ts';
import { writeNpy } from '../engine/files/npy.ts';
import { decodePicture } from '../engine/files/picture-node.ts';
import type { Pixels } from '../engine/files/pixels.ts';
import { scope } from '../engine/scope.ts';
import type { Tensor } from '../engine/tensor.ts';
import { concat } from '../kernels/index.ts';
import type { LoadedNetwork } from '../layers/published/load-network.ts';
import { loadNetwork } from '../layers/published/load-network.ts';
import { prepared, preparationOf } from '../layers/published/picture.ts';
import { version } from '../package.json';
import type { Extraction, Result } from './extraction.ts';
import { extractions } from './extraction.ts';
import { makeFolder, readFile, writeOutput } from './file.ts';
import { checkModel } from './network.ts';
import { Progress, say } from './progress.ts';
import { printable } from './words.ts';

export interface ExtractOptions {
  folder: string;
  model: string;
  weights: string;
  what: Extraction;
  out: string;
  /** This is part `index` of `count`: parts share no picture, and all have them all. */
  shard: { index: number; count: number };
  /** Pictures that go through the network at once. */
  batch: number;
  json: boolean;
}

interface Waiting {
  path: string;
  target: string;
  pixels: Pixels;
}
interface Told {
  picture: string;
  file: string;
}

const sha256 = (...parts: (string | Uint8Array)[]): string => {
  const hash = createHash('sha256');
  for (const part of parts) hash.update(part);
  return hash.digest('hex');
};

/** Pictures of a folder and those inside it, by their paths in it, in order. */
function picturesIn(folder: string): string[] {
  return readdirSync(folder, { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile() && /\.(png|jpe?g|webp)$/i.test(entry.name))
    .map((entry) => relative(folder, join(entry.parentPath, entry.name)).split(sep).join('/'))
    .sort((a, b) => (a < b ? -1 : 1));
}

/** By its name, so that pictures that come later move no other to another part. */
const inShard = (picture: string, { index, count }: ExtractOptions['shard']): boolean =>
  Number.parseInt(sha256(picture).slice(0, 12), 16) % count === index;

/** @param open opens the device, once the input is known to be good. */
export async function extract(open: () => Promise<Device>, options: ExtractOptions): Promise<number> {
  const { folder, model, weights, what, out, shard, batch, json } = options;
  checkModel(model);
  const pictures = picturesIn(folder).filter((picture) => inShard(picture, shard));
  const weightBytes = readFile(weights);
  makeFolder(out);
  // A network's batch has one size, the last one filled up: a picture's result is the same to the bit whoever is with
  // it.
  const settings = JSON.stringify({ version, model, what, batch, weights: sha256(weightBytes) });
  const files: Told[] = [];
  const refused: { picture: string; why: string }[] = [];
  let [done, skipped] = [0, 0];
  let [began, first] = [Date.now(), true];
  const progress = new Progress('extract');
  let network: LoadedNetwork | null = null;
  let waiting: Waiting[] = [];
  const flush = async (): Promise<void> => {
    if (!waiting.length) return;
    network ??= await loadNetwork(await open(), weightBytes, model);
    if (first) [began, first] = [Date.now(), false];
    const results = await resultsOf(network, what, waiting, batch);
    for (const [i, { path, target }] of waiting.entries()) {
      const { shape, data } = results[i];
      mkdirSync(dirname(join(out, target)), { recursive: true });
      writeOutput(join(out, target), writeNpy(shape, 'f32', data));
      files.push({ picture: path, file: target });
      done++;
    }
    waiting = [];
    const rate = (1000 * done) / (Date.now() - began);
    const left = pictures.length - done - skipped - refused.length;
    progress.tick(
      `${done + skipped} of ${pictures.length}, ${rate.toFixed(1)} pictures/s, ${Math.ceil(left / rate)} s`,
    );
  };
  for (const path of pictures) {
    try {
      const bytes = readFile(join(folder, path));
      const target = `${path}.${sha256(settings, bytes).slice(0, 16)}.npy`;
      if (existsSync(join(out, target))) {
        files.push({ picture: path, file: target });
        skipped++;
        continue;
      }
      waiting.push({ path, target, pixels: await decodePicture(bytes) });
    } catch (error) {
      if (!(error instanceof FormatError)) throw error;
      refused.push({ picture: path, why: error.message });
      say(`saccade: ${printable(path)}: ${printable(error.message)}\n`);
    }
    if (waiting.length === batch) await flush();
  }
  await flush();
  progress.end();
  const seconds = (Date.now() - began) / 1000;
  const counts = { pictures: pictures.length, done, skipped, refused: refused.length };
  const rate = done ? Number((done / seconds).toFixed(2)) : null;
  const manifest = { ...JSON.parse(settings), shard: `${shard.index}/${shard.count}`, counts, pictures_per_s: rate };
  const name = shard.count === 1 ? 'manifest.json' : `manifest-${shard.index}-of-${shard.count}.json`;
  files.sort((a, b) => (a.picture < b.picture ? -1 : 1));
  writeOutput(join(out, name), `${JSON.stringify({ ...manifest, refused, files }, null, 1)}\n`);
  if (json) console.log(JSON.stringify(manifest));
  else
    console.log(
      `${done} done, ${skipped} were there, ${refused.length} refused of ${pictures.length}` +
        `${rate === null ? '' : `; ${rate} pictures/s`}; ${printable(join(out, name))}`,
    );
  if (pictures.length > 0 && refused.length === pictures.length)
    throw new SaccadeError('extract', 'no picture could be read', `${refused.length} files`);
  return 0;
}

/** The results of a batch, filled up to its size with its last picture. */
async function resultsOf(
  network: LoadedNetwork,
  what: Extraction,
  waiting: readonly Waiting[],
  batch: number,
): Promise<readonly Result[]> {
  const gpu = network.net.device;
  const how = preparationOf(network);
  const images: Tensor[] = [];
  for (const { pixels } of waiting) {
    const image = await loadImage(gpu, pixels, { size: how.size });
    images.push(scope(() => prepared(image, how)));
    image.dispose();
  }
  const filled = Array.from({ length: batch }, (_, i) => images[Math.min(i, images.length - 1)]);
  const x = scope(() => concat(filled, 0));
  for (const image of images) image.dispose();
  try {
    return await extractions[what](network, x, waiting.length);
  } finally {
    x.dispose();
  }
}
