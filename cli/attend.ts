/** `saccade attend`: where a module attends in a picture, as numbers and as a heatmap over the picture. */
import type { AttentionMap } from '../engine/capture.ts';
import type { Device } from '../engine/device.ts';
import { SaccadeError, ShapeError } from '../engine/errors.ts';
import { quote } from '../engine/files/json.ts';
import { loadImage } from '../engine/files/load.ts';
import { decodePicture } from '../engine/files/picture-node.ts';
import { parseSafetensors } from '../engine/files/safetensors.ts';
import { tensor } from '../engine/create.ts';
import { attendTo } from '../layers/show/attend.ts';
import type { CatalogEntry } from '../layers/catalogue/catalog.ts';
import { catalog } from '../layers/catalogue/index.ts';
import { loadZoo } from '../layers/show/zoo.ts';
import type { Zoo } from '../layers/show/zoo.ts';
import { readZoo } from './zoo.ts';
import { readMap, sentence, weightText } from '../layers/show/reading.ts';
import type { Cell } from '../layers/show/heatmap.ts';
import { drawFigure, figureFormat } from './figure.ts';
import { checkOutput, readFile, writeOutput } from './file.ts';
import { didYouMean, printable } from './words.ts';

export interface AttendOptions {
  picture: string;
  module: string;
  query?: Cell;
  head: number;
  layer?: string;
  /** Side that the picture is resized to; a multiple of 8. */
  size: number;
  weights?: string;
  /** Weights of seed 0 in place of trained ones. */
  random: boolean;
  out?: string;
  json: boolean;
}

/** @param open opens the device, once the input is known to be good. */
export async function attend(
  open: () => Promise<Device>,
  { picture, module, query, head, layer, size, weights, random, out, json }: AttendOptions,
): Promise<number> {
  const entry = pickModule(module);
  if (out !== undefined) checkOutput(out, weights === undefined ? [picture] : [picture, weights]);
  const format = out === undefined ? '.png' : figureFormat(out);
  const pixels = await decodePicture(readFile(picture));
  const state = weights === undefined ? null : parseSafetensors(readFile(weights)).tensors;
  const zoo = random || state ? null : await loadZoo(entry.name, readZoo);
  const gpu = await open();
  const image = await loadImage(gpu, pixels, { size });
  const loaded =
    state && new Map([...state].map(([name, { data, shape, dtype }]) => [name, tensor(gpu, data, shape, dtype)]));
  const maps = attendTo(gpu, entry, image, loaded ? { weights: loaded } : { zoo });
  const [name, map] = pickMap(maps, layer, entry);
  if (head >= map.heads)
    throw new ShapeError('attend', `the map ${name} has no head ${head}`, '', `heads 0 to ${map.heads - 1}`);
  const reading = await readMap(map, query, head);
  const adapter = gpu.backend === 'reference' ? 'reference' : `${gpu.info.vendor} ${gpu.info.architecture}`.trim();
  const source = weights ?? (zoo ? trainedText(zoo) : 'random seed 0');
  const title = `${entry.name}: ${entry.className}, ${entry.paper}, ${entry.year}`;
  const { kind, grid, queries, strongest, near } = reading;
  const which = map.heads === 1 ? '1 head' : `head ${head} of ${map.heads}`;
  const facts = [
    ['map', `${name}, ${kind}, ${which}, over ${grid[0]}×${grid[1]}`],
    ['weights', printable(source)],
    ['adapter', adapter],
  ] as const;
  if (out !== undefined) {
    const made = [['picture', printable(picture)], ...facts] as const;
    writeOutput(out, drawFigure(format, pixels, reading, { title, facts: made }));
  }
  if (json)
    console.log(
      JSON.stringify({
        module: entry.name,
        kind,
        heads: map.heads,
        grid,
        queries,
        query: reading.query,
        head,
        layer: name,
        adapter,
        strongest,
        near,
        weights: source,
      }),
    );
  else {
    const weight = weightText(reading);
    const cells = strongest.map((cell) => `${cell.row},${cell.column} ${weight(cell.weight)}`);
    console.log(title);
    for (const [what, value] of facts) console.log(`  ${what.padEnd(9)} ${value}`);
    if (maps.size > 1) console.log(`  layers    ${[...maps.keys()].join(', ')}`);
    console.log(`  strongest ${cells.join('   ')}`);
    console.log(sentence(reading));
  }
  return 0;
}

/** How the zoo's weights came about, in a few words. */
function trainedText({ notes, module }: Zoo): string {
  if (!module.size) return 'none to train, on trained features';
  return `trained by ${notes.get('task')}, ${notes.get('steps')} steps, seed ${notes.get('seed')}`;
}

function pickModule(name: string): CatalogEntry {
  const names = catalog.map((candidate) => candidate.name);
  const entry = catalog[names.indexOf(name)];
  if (!entry)
    throw new SaccadeError(
      'attend',
      `there is no module ${quote(name)}${didYouMean(name, names)}`,
      '',
      `the modules are ${names.join(', ')}`,
    );
  return entry;
}

/** The map that was asked for; else the first of the kind that the catalogue promises. */
function pickMap(
  maps: ReadonlyMap<string, AttentionMap>,
  layer: string | undefined,
  { name: module, kind }: CatalogEntry,
): [string, AttentionMap] {
  const names = [...maps.keys()];
  const name = layer ?? names.find((candidate) => maps.get(candidate)!.kind === kind) ?? names[0];
  const map = maps.get(name);
  if (!map)
    throw new SaccadeError(
      'attend',
      layer === undefined ? `${module} has no attention map` : `${module} has no map ${quote(layer)}`,
      '',
      names.length ? `its maps are ${names.join(', ')}` : '',
    );
  return [name, map];
}
