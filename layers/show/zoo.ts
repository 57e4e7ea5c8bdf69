/**
 * The zoo: trained weights of the catalogue's modules, in one file each, and the features that they were trained on.
 * What it holds and how it was made: docs/zoo.md.
 *
 *     const zoo = await loadZoo('ccnet', zooAt('zoo/'));   // in a page; the command line reads the same files
 *     const maps = attendTo(gpu, entry, image, { zoo });
 */
import type { Device } from '../../engine/device.ts';
import { FormatError, WeightsError } from '../../engine/errors.ts';
import type { FileTensor } from '../../engine/files/file-tensor.ts';
import { parseSafetensors } from '../../engine/files/safetensors.ts';
import type { Module } from '../../engine/module.ts';
import { show, size } from '../../engine/shape.ts';
import type { Shape } from '../../engine/shape.ts';
import type { Tensor } from '../../engine/tensor.ts';
import { tensor } from '../../engine/create.ts';

/** Gives the bytes of a file of the zoo by its name; null where there is none. */
export type ReadZoo = (file: string) => Promise<Uint8Array | null>;

export interface Zoo {
  /** Of `GreyFeatures`. */
  features: ReadonlyMap<string, FileTensor>;
  /** What training changed; all else is what the module draws from seed 0. */
  module: ReadonlyMap<string, FileTensor>;
  /** How it was trained: task, steps, seed, commit. */
  notes: ReadonlyMap<string, string>;
}

/**
 * The trained weights of a module by its name in the catalogue; null where the zoo has none, because there is nothing
 * in it to train.
 * @throws FormatError for a damaged file.
 */
export async function loadZoo(name: string, read: ReadZoo): Promise<Zoo | null> {
  const [features, module] = await Promise.all([read('features.safetensors'), read(`${name}.safetensors`)]);
  if (!features || !module) return null;
  const { tensors, metadata } = parseSafetensors(module);
  return { features: parseSafetensors(features).tensors, module: tensors, notes: metadata };
}

/**
 * Reads the zoo from a folder of a server. @throws FormatError where the server fails; a file that it lacks is null.
 */
export function zooAt(folder: string): ReadZoo {
  return async (file) => {
    const answer = await fetch(`${folder}${file}`);
    // A server that answers every path with its page has no such file either.
    if (answer.status === 404 || answer.headers.get('content-type')?.startsWith('text/html')) return null;
    if (!answer.ok) throw new FormatError('zoo', `${file} could not be had`, `status ${answer.status}`);
    return new Uint8Array(await answer.arrayBuffer());
  };
}

/**
 * Puts stored values in their places; names that the file lacks keep what they have. Tables of relative places that are
 * longer or shorter, because the picture has another size, are fitted: cut at both ends, or their ends repeated.
 * @throws WeightsError for names or shapes of another module; nothing is changed then.
 */
export function loadStored(gpu: Device, module: Module, stored: ReadonlyMap<string, FileTensor>): void {
  const own = module.state();
  const made = new Map<string, Tensor>();
  try {
    for (const [name, file] of stored) {
      const wanted = own.get(name);
      if (!wanted) throw new WeightsError('zoo', `the module has no ${name}`, module.constructor.name);
      made.set(name, tensor(gpu, fitted(file, wanted.shape), wanted.shape, wanted.dtype));
    }
    module.load(made, { strict: false });
  } finally {
    for (const value of made.values()) value.dispose();
  }
}

/** The elements of a stored tensor for another size of picture. */
function fitted({ shape, data }: FileTensor, wanted: Shape): FileTensor['data'] {
  if (shape.length === wanted.length && shape.every((n, i) => n === wanted[i])) return data;
  const axis = shape.findIndex((n, i) => n !== wanted[i]);
  const rest = wanted.slice(axis + 1);
  if (shape.length !== wanted.length || rest.some((n, i) => n !== shape[axis + 1 + i]))
    throw new WeightsError('zoo', 'the stored shape is another one', `${show(shape)} for ${show(wanted)}`);
  const [before, inner] = [size(wanted.slice(0, axis)), size(rest)];
  const [from, to] = [shape[axis], wanted[axis]];
  // (2H - 1)(2W - 1) places in one axis lie in a square; what is beyond it has weight 0, as beyond a mask.
  const sides = [from, to].map(Math.sqrt);
  const square = sides.every(Number.isInteger);
  const place = square ? squarePlace(sides[0], sides[1]) : linePlace(from, to);
  const out = new Float32Array(size(wanted));
  for (let b = 0; b < before; b++)
    for (let at = 0; at < to; at++) {
      const source = place(at);
      if (source < 0) continue;
      for (let i = 0; i < inner; i++) out[(b * to + at) * inner + i] = data[(b * from + source) * inner + i];
    }
  return out;
}

/** Where place `at` of a table of `to` lies in one of `from` with the same middle; the ends repeat. */
const linePlace = (from: number, to: number) => (at: number) => Math.min(from - 1, Math.max(0, at + (from - to) / 2));

const squarePlace = (from: number, to: number) => (at: number) => {
  const shift = (from - to) / 2;
  const [row, column] = [Math.floor(at / to) + shift, (at % to) + shift];
  return row >= 0 && row < from && column >= 0 && column < from ? row * from + column : -1;
};
