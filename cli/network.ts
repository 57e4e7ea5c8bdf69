/** `saccade attend --model` and `saccade classify`: published networks on pictures. */
import type { Device } from '../engine/device.ts';
import { SaccadeError } from '../engine/errors.ts';
import { loadImage } from '../engine/files/load.ts';
import { decodePicture } from '../engine/files/picture-node.ts';
import type { Pixels } from '../engine/files/pixels.ts';
import { scope } from '../engine/scope.ts';
import { softmax } from '../kernels/index.ts';
import type { LoadedNetwork } from '../layers/published/load-network.ts';
import { loadNetwork } from '../layers/published/load-network.ts';
import { networks } from '../layers/published/networks.ts';
import { checkSize, preparationOf, prepared } from '../layers/published/picture.ts';
import type { NetworkReadingOptions } from '../layers/show/network-reading.ts';
import { readNetwork } from '../layers/show/network-reading.ts';
import { sentence, weightText } from '../layers/show/reading.ts';
import { drawFigure, figureFormat } from './figure.ts';
import { checkOutput, isStdin, readFile, writeOutput } from './file.ts';
import { didYouMean, printable } from './words.ts';

export interface NetworkAttendOptions extends NetworkReadingOptions {
  picture: string;
  model: string;
  weights: string;
  /** Side that the picture is resized to; the network's own by default. */
  size?: number;
  out?: string;
  json: boolean;
}

/** @param open opens the device, once the input is known to be good. */
export async function attendNetwork(
  open: () => Promise<Device>,
  { picture, model, weights, size, out, json, ...how }: NetworkAttendOptions,
): Promise<number> {
  checkModel(model);
  if (out !== undefined) checkOutput(out, [picture, weights]);
  const format = out === undefined ? '.png' : figureFormat(out);
  const pixels = await decodePicture(readFile(picture));
  const gpu = await open();
  const loaded = await loadNetwork(gpu, isStdin(weights) ? readFile(weights) : weights, model);
  const { entry } = loaded;
  const image = await imageFor(gpu, loaded, pixels, size);
  const { reading, layer, heads, layers, followed } = await readNetwork(loaded, image, how);
  const adapter = gpu.backend === 'reference' ? 'reference' : `${gpu.info.vendor} ${gpu.info.architecture}`.trim();
  const { kind, grid, queries, strongest, near } = reading;
  const which =
    heads === 1 ? '' : how.head === undefined ? `, mean of ${heads} heads` : `, head ${how.head} of ${heads}`;
  const title = `${entry.name}: ${entry.className}, ${entry.paper}`;
  const facts = [
    ['reading', `${how.reading}${followed === null ? '' : ` for ${className(loaded, followed)}`}`],
    ['map', `${layer}, ${kind}${which}, over ${grid[0]}×${grid[1]}`],
    ['weights', `${printable(weights)}, in the names of ${loaded.format}`],
    ['adapter', adapter],
  ] as const;
  if (out !== undefined)
    writeOutput(
      out,
      drawFigure(format, pixels, reading, { title, facts: [['picture', printable(picture)], ...facts] }),
    );
  if (json) {
    const told = {
      model: entry.name,
      format: loaded.format,
      reading: how.reading,
      followed,
      kind,
      heads,
      grid,
      queries,
    };
    const place = { query: reading.query, head: how.head ?? null, layer, layers, adapter, strongest, near, weights };
    console.log(JSON.stringify({ ...told, ...place }));
    return 0;
  }
  const weight = weightText(reading);
  console.log(title);
  for (const [what, value] of facts) console.log(`  ${what.padEnd(9)} ${value}`);
  console.log(`  layers    ${layers.join(', ') || 'none'}`);
  console.log(
    `  strongest ${strongest.map((cell) => `${cell.row},${cell.column} ${weight(cell.weight)}`).join('   ')}`,
  );
  console.log(sentence(reading));
  return 0;
}

export interface ClassifyOptions {
  pictures: readonly string[];
  model: string;
  weights: string;
  json: boolean;
}

/** The five likeliest classes of each picture. */
export async function classify(
  open: () => Promise<Device>,
  { pictures, model, weights, json }: ClassifyOptions,
): Promise<number> {
  checkModel(model);
  const decoded = [];
  for (const path of pictures) decoded.push({ path, pixels: await decodePicture(readFile(path)) });
  const gpu = await open();
  const loaded = await loadNetwork(gpu, isStdin(weights) ? readFile(weights) : weights, model);
  if (!loaded.entry.hasHead(loaded.shapes))
    throw new SaccadeError(
      'classify',
      `${model} has no classes`,
      loaded.entry.className,
      'saccade attend shows its maps',
    );
  for (const { path, pixels } of decoded) {
    const image = await imageFor(gpu, loaded, pixels);
    const chances = scope(() => {
      const out = loaded.net.forward(image);
      return softmax(Array.isArray(out) ? out.at(-1)! : out, 1);
    });
    const values = (await chances.data()) as Float32Array;
    chances.dispose();
    image.dispose();
    const best = Array.from(values.keys())
      .sort((a, b) => values[b] - values[a] || a - b)
      .slice(0, 5);
    const classes = best.map((index) => ({ index, name: className(loaded, index), share: values[index] }));
    if (json) console.log(JSON.stringify({ picture: path, model, classes }));
    else {
      const told = classes.map(({ name, share }) => `${name} ${(100 * share).toFixed(1)}%`);
      console.log(`${printable(path)}: ${told.join(', ')}`);
    }
  }
  return 0;
}

const className = ({ entry, metadata }: LoadedNetwork, index: number): string =>
  listed(metadata.get('classes'))?.[index] ?? entry.classes?.[index] ?? `class ${index}`;

/** Names of classes that a file's metadata list. */
function listed(text: string | undefined): string[] | null {
  try {
    const names: unknown = JSON.parse(text ?? '');
    return Array.isArray(names) && names.every((name) => typeof name === 'string') ? names : null;
  } catch {
    return null;
  }
}

async function imageFor(gpu: Device, loaded: LoadedNetwork, pixels: Pixels, size?: number) {
  const how = preparationOf(loaded);
  const side = size ?? how.size;
  checkSize(loaded, side);
  const image = await loadImage(gpu, pixels, { size: side });
  return scope(() => prepared(image, how));
}

export function checkModel(name: string): void {
  const names = networks.map((entry) => entry.name);
  if (!names.includes(name))
    throw new SaccadeError(
      'model',
      `there is no network "${printable(name)}"${didYouMean(name, names)}`,
      '',
      `the networks are ${names.join(', ')}`,
    );
}
