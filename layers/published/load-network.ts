/**
 * Networks from published files: which one a file is for, its names turned into ours, its data read a tensor at a time.
 */
import type { Device } from '../../engine/device.ts';
import { FormatError, WeightsError } from '../../engine/errors.ts';
import type { FileSource } from '../../engine/files/byte-reader.ts';
import { openBytes } from '../../engine/files/byte-reader.ts';
import { quote } from '../../engine/files/json.ts';
import { readBytes } from '../../engine/files/load.ts';
import type { OpenSafetensors } from '../../engine/files/safetensors.ts';
import { openSafetensors } from '../../engine/files/safetensors.ts';
import { show } from '../../engine/shape.ts';
import { noGrad } from '../../engine/tape.ts';
import type { Tensor } from '../../engine/tensor.ts';
import { overwrite, tensor } from '../../engine/create.ts';
import { concat } from '../../kernels/index.ts';
import { blank } from '../basic/init.ts';
import type { NameFormat, Target } from './names.ts';
import { formatOf, targetsOf } from './names.ts';
import type { NetworkEntry, PictureNetwork } from './networks.ts';
import { networks } from './networks.ts';
import type { Shapes } from './shapes.ts';

export interface LoadedNetwork {
  net: PictureNetwork;
  entry: NetworkEntry;
  /** Whose names the file had. */
  format: string;
  shapes: Shapes;
  metadata: ReadonlyMap<string, string>;
}

/** Bytes that may wait for the GPU to take them. */
const waiting = 2 ** 22;

/**
 * A network with the weights of a safetensors file, of `model.safetensors.index.json` with the shards beside it, or of
 * several files. The names of timm, torchvision, Hugging Face transformers and of the official repositories are known.
 * @param name of the network; told from the file by default.
 * @throws WeightsError that says what the file looks like and what it would fit; FormatError for a file that is
 * damaged.
 */
export async function loadNetwork(
  gpu: Device,
  source: FileSource | readonly FileSource[],
  name?: string,
): Promise<LoadedNetwork> {
  const files: OpenSafetensors[] = [];
  try {
    for (const one of await sourcesOf(source)) {
      const reader = await openBytes(one);
      try {
        files.push(await openSafetensors(reader));
      } catch (error) {
        await reader.close();
        throw error;
      }
    }
    const fileShapes = new Map(files.flatMap(({ entries }) => entries.map(({ name, shape }) => [name, shape])));
    const format = formatOf([...fileShapes.keys()]);
    const targets = targetsOf([...fileShapes.keys()], format);
    const shapes = shapesOf(fileShapes, targets);
    const entry = pickNetwork(shapes, name);
    const net = blank(() => entry.make(gpu, shapes));
    try {
      checkNames(net, entry, format, shapes);
      await fill(gpu, net, files, targets);
    } catch (error) {
      net.dispose();
      throw error;
    }
    const metadata = new Map(files.flatMap((file) => [...file.metadata]));
    return { net, entry, format: format.title, shapes, metadata };
  } finally {
    for (const file of files) await file.close();
  }
}

/** The files that an index names, or those given. @throws FormatError for an index that is none. */
async function sourcesOf(source: FileSource | readonly FileSource[]): Promise<readonly FileSource[]> {
  if (Array.isArray(source)) return source as readonly FileSource[];
  const one = source as FileSource;
  if (!(typeof one === 'string' || one instanceof URL) || !String(one).endsWith('.index.json')) return [one];
  const text = new TextDecoder().decode(await readBytes(one));
  const bad = (got: string) => new FormatError('index', `${String(one)} is no index of safetensors files`, got);
  let map: unknown;
  try {
    map = (JSON.parse(text) as { weight_map?: unknown }).weight_map;
  } catch (error) {
    throw bad((error as Error).message);
  }
  if (typeof map !== 'object' || map === null) throw bad('no weight_map');
  const names = [...new Set(Object.values(map))];
  if (!names.length || names.some((name) => typeof name !== 'string' || /[/\\]/.test(name)))
    throw bad('weight_map must name files beside it');
  return names.map((name) => String(one).replace(/[^/\\]*$/, name as string));
}

/** Shapes under our names; those of parts are added up. */
function shapesOf(files: Shapes, targets: ReadonlyMap<string, Target | null>): Shapes {
  const shapes = new Map<string, readonly number[]>();
  for (const [name, shape] of files) {
    const target = targets.get(name);
    if (!target) continue;
    const before = target.part && shapes.get(target.name);
    shapes.set(target.name, before ? [before[0] + shape[0], ...before.slice(1)] : shape);
  }
  return shapes;
}

function pickNetwork(shapes: Shapes, name: string | undefined): NetworkEntry {
  const fitting = networks.filter((entry) => entry.fits(shapes));
  const known = networks.map((entry) => entry.name).join(', ');
  const wanted = name === undefined ? fitting[0] : networks.find((entry) => entry.name === name);
  if (name !== undefined && !wanted)
    throw new WeightsError('weights', `there is no network ${quote(name)}`, '', `the networks are ${known}`);
  if (wanted && fitting.includes(wanted)) return wanted;
  const first = [...shapes].slice(0, 3).map(([key, shape]) => `${key} ${show(shape)}`);
  throw new WeightsError(
    'weights',
    wanted
      ? `the file is not for ${wanted.name} (${wanted.className})`
      : 'the file is for no network that is known here',
    fitting.length
      ? `it looks like ${fitting.map((entry) => `${entry.name} (${entry.className})`).join(' or ')}`
      : `${shapes.size} tensors: ${first.join(', ')}, …`,
    fitting.length ? `name ${fitting.map((entry) => entry.name).join(' or ')}` : `the networks are ${known}`,
  );
}

/** Every name and shape, before any data is read. @throws WeightsError that lists what does not fit. */
function checkNames(net: PictureNetwork, entry: NetworkEntry, format: NameFormat, shapes: Shapes): void {
  const state = net.state();
  const optional = new Set(
    [...net.modules()].flatMap(([path, module]) => module.optional.map((own) => (path ? `${path}.${own}` : own))),
  );
  const problems = [
    ...[...state.keys()].filter((own) => !shapes.has(own) && !optional.has(own)).map((own) => `missing ${own}`),
    ...[...shapes.keys()].filter((own) => !state.has(own)).map((own) => `unexpected ${own}`),
    ...[...shapes].flatMap(([own, shape]) => {
      const wanted = state.get(own)?.shape;
      return wanted && wanted.join() !== shape.join() ? [`${own} is ${show(shape)}, not ${show(wanted)}`] : [];
    }),
  ];
  if (!problems.length) return;
  const shown = problems.slice(0, 8);
  if (problems.length > shown.length) shown.push(`and ${problems.length - shown.length} more`);
  throw new WeightsError(
    'weights',
    `the file looks like ${entry.name} in the names of ${format.title}, but does not fit ${entry.className}`,
    shown.join('\n       '),
    `${problems.length} names or shapes differ`,
  );
}

/** Reads the data into the network, and waits now and then until the GPU has taken it, so that little of it is held. */
async function fill(
  gpu: Device,
  net: PictureNetwork,
  files: readonly OpenSafetensors[],
  targets: ReadonlyMap<string, Target | null>,
): Promise<void> {
  const state = net.state();
  const parts = new Map<string, Tensor[]>();
  let pending = 0;
  await gpu.settle();
  for (const file of files) {
    for await (const [name, entry] of file.tensors()) {
      const target = targets.get(name);
      if (!target) continue;
      const variable = state.get(target.name)!;
      pending += entry.data.byteLength;
      if (!target.part) {
        // A second buffer for every tensor would hold the network twice.
        if (!overwrite(variable, entry.data)) variable.assign(tensor(gpu, entry.data, entry.shape, variable.dtype));
      } else {
        const value = tensor(gpu, entry.data, entry.shape, variable.dtype);
        const waitingParts = parts.get(target.name) ?? [];
        parts.set(target.name, waitingParts);
        waitingParts[target.part.index] = value;
        if (Object.keys(waitingParts).length === target.part.of) {
          variable.assign(noGrad(() => concat(waitingParts, 0)));
          for (const part of waitingParts) part.dispose();
          parts.delete(target.name);
        }
      }
      if (pending > waiting) {
        await gpu.settle();
        pending = 0;
      }
    }
  }
  if (parts.size)
    throw new WeightsError(
      'weights',
      'the file has queries, keys or values without the others',
      [...parts.keys()].join(', '),
    );
}
