/**
 * The zoo: one backbone learns to give grey photographs their colours back, is frozen, and every module of the
 * catalogue is trained in it with the same budget and measured before and after.
 *
 *     npm run zoo -- DATA [--measure] [MODULE…]
 *
 * DATA holds `imagenette` (STL-10's format), to learn from, and `camvid` (npy pairs), for judging alone. Weights go to
 * page/public/zoo, what was measured to docs/zoo.jsonl, a line for each module; modules that have a line are left out,
 * unless they are named. `--measure` trains nothing, and judges anew what is stored. `node docs/zoo.mjs` makes the
 * table.
 */
import { existsSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { useVulkan } from '../cli/vulkan.ts';
import { Device } from '../engine/device.ts';
import { parseSafetensors, writeSafetensors } from '../engine/files/safetensors.ts';
import type { Data } from '../engine/dtype.ts';
import type { Module } from '../engine/module.ts';
import type { Variable } from '../engine/variable.ts';
import { seeded } from '../layers/basic/init.ts';
import type { CatalogEntry } from '../layers/catalogue/catalog.ts';
import { catalog } from '../layers/catalogue/index.ts';
import { GreyFeatures } from '../layers/models/grey-features.ts';
import { loadStored } from '../layers/show/zoo.ts';
import { openDataset } from '../train/data/open-node.ts';
import type { Pictures } from '../train/data/pictures.ts';
import { resized } from '../train/data/resized.ts';
import { runTask } from '../train/run-task.ts';
import { colourTask } from '../train/tasks/colour.ts';
import type { Seen } from '../train/zoo/features.ts';
import { see } from '../train/zoo/features.ts';
import type { Budget } from '../train/zoo/learn.ts';
import { learnByClasses, learnByColour } from '../train/zoo/learn.ts';
import type { AnyModule } from '../train/zoo/maps.ts';
import type { Judged, Reading } from '../train/zoo/measure.ts';
import { measureGates, measureMaps } from '../train/zoo/measure.ts';

const [folder, results] = ['page/public/zoo', 'docs/zoo.jsonl'];
const seed = 1;
const backbone = { steps: 600, batch: 4 };
/** Of every module, whatever it is. */
const budgets: Record<'colour' | 'classes', Budget> = {
  colour: { steps: 200, batch: 4, lr: 3e-3, seed },
  classes: { steps: 200, batch: 16, lr: 3e-3, seed },
};
/** Pictures that features are computed of, and every which test picture is judged by. */
const [learntFrom, judgedEvery] = [400, 6];
/** Side that test pictures are judged at: 16×16 cells, each some 8 pixels of 160×120. */
const judgedSide = 64;
const [unlabelled, objects] = [11, [2, 6, 8, 9, 10]];

const [data, ...words] = process.argv.slice(2);
const measureOnly = words.includes('--measure');
const named = words.filter((word) => word !== '--measure');
if (data === undefined) {
  console.error('usage: npm run zoo -- DATA [--measure] [MODULE…]');
  process.exit(2);
}
const commit: string = import.meta.env.VITE_COMMIT ?? 'unknown';
mkdirSync(folder, { recursive: true });
useVulkan();
const gpu = await Device.open();
const { train, test } = await openDataset(join(data, 'imagenette'));
const net = new GreyFeatures(gpu).eval();
const stored = join(folder, 'features.safetensors');
if (!existsSync(stored)) await trainFeatures(train, test!);
// From the file also when it was just written: modules learn on what everybody will load, halves.
loadStored(gpu, net, parseSafetensors(readFileSync(stored)).tensors);
const picked = Array.from({ length: measureOnly ? 0 : learntFrom }, (_, i) => i);
const seen = await see(gpu, net, train, picked);
const judged = await judges();
const lines = new Map(
  (existsSync(results) ? readFileSync(results, 'utf8') : '')
    .split('\n')
    .filter(Boolean)
    .map((line) => [(JSON.parse(line) as { module: string }).module, line]),
);
for (const entry of catalog) {
  const line = lines.get(entry.name);
  if (named.length ? !named.includes(entry.name) : measureOnly === (line === undefined)) continue;
  const run = measureOnly ? (JSON.parse(line!) as object) : await learn(entry, seen);
  lines.set(entry.name, JSON.stringify({ ...run, maps: await judge(entry) }));
  writeFileSync(results, `${catalog.flatMap(({ name }) => lines.get(name) ?? []).join('\n')}\n`);
  console.log(lines.get(entry.name));
}
gpu.destroy();

/** The convolutions of a `ColourNet` that looks everywhere. */
async function trainFeatures(pictures: Pictures, others: Pictures): Promise<void> {
  const { steps, batch } = backbone;
  const task = colourTask(gpu, { mechanism: 'dense', train: pictures, test: others, batch, seed });
  const result = await runTask(task, {
    steps,
    judgeEvery: steps,
    onReport: ({ step, loss }) => console.error(`features ${step}/${steps}, loss ${loss.toFixed(4)}`),
  });
  const kept = [...task.net.state()].filter(([name]) => /^(convs|norms)\..*(weight|bias|mean|var)$/.test(name));
  await save(stored, kept, { task: 'colour', ...backbone, seed, colour_error: result.scores.colour_error });
}

/** The test pictures of CamVid as the features see them, whole, in cells of their own. */
async function judges(): Promise<Judged> {
  const { test: streets } = await openDataset(join(data!, 'camvid'));
  const side = judgedSide;
  const small = resized(streets!, [side, side]);
  const indices = Array.from({ length: Math.ceil(small.count / judgedEvery) }, (_, i) => i * judgedEvery);
  const cells = side / 4;
  const kinds = new Uint8Array(indices.length * cells * cells);
  indices.forEach((index, i) => {
    for (let p = 0; p < cells * cells; p++) {
      const [y, x] = [4 * Math.floor(p / cells) + 2, 4 * (p % cells) + 2];
      kinds[i * cells * cells + p] = small.masks![(index * side + y) * side + x];
    }
  });
  return { seen: await see(gpu, net, small, indices), kinds, unlabelled, objects };
}

function make(entry: CatalogEntry, { channels, grid }: Seen): AnyModule {
  return seeded(gpu, 0, () => entry.make(gpu, channels, ...grid)) as unknown as AnyModule;
}

/** Trains a module and stores what it learnt; gives what the results say of it. */
async function learn(entry: CatalogEntry, pictures: Seen): Promise<object> {
  const module = make(entry, pictures);
  const before = await valuesOf(module);
  const task = entry.group === 'gate' ? 'classes' : 'colour';
  const budget = budgets[task];
  const start = performance.now();
  const loss =
    task === 'colour'
      ? await learnByColour(module, pictures, budget)
      : await learnByClasses(gpu, module, pictures, train.classes!.length, budget);
  const seconds = Math.round((performance.now() - start) / 1000);
  const changed = await differing(module, before);
  const bytes = await save(join(folder, `${entry.name}.safetensors`), changed, { task, ...budget });
  module.dispose();
  return {
    module: entry.name,
    task,
    steps: budget.steps,
    batch: budget.batch,
    seed: budget.seed,
    trained: changed.reduce((sum, [, value]) => sum + value.size, 0),
    bytes,
    loss: Number.isFinite(loss) ? Number(loss.toPrecision(4)) : null,
    seconds,
    adapter: gpu.info.description,
    commit,
  };
}

/** Every map with random weights, and with those that are stored, which are halves. */
async function judge(entry: CatalogEntry): Promise<object[]> {
  const reach = new Map<string, Uint8Array>();
  const file = readFileSync(join(folder, `${entry.name}.safetensors`));
  const readings = { random: new Map<string, Reading>(), trained: new Map<string, Reading>() };
  for (const what of ['random', 'trained'] as const) {
    const module = make(entry, judged.seen).eval();
    if (what === 'trained') loadStored(gpu, module, parseSafetensors(file).tensors);
    for (const found of [
      await measureMaps(gpu, module, judged, reach, what === 'trained'),
      await measureGates(gpu, module, judged),
    ])
      for (const [name, reading] of found) readings[what].set(name, rounded(reading));
    module.dispose();
  }
  return [...readings.random].map(([map, random]) => ({ map, random, trained: readings.trained.get(map) }));
}

function rounded({ own, most, distance, change }: Reading): Reading {
  const short = (x: number) => Number(x.toFixed(4));
  const told = (x: number | null) => (x === null ? null : short(x));
  return { own: told(own), most: told(most), distance: short(distance), change: short(change) };
}

async function valuesOf(module: Module): Promise<Map<string, Data>> {
  return new Map(
    await Promise.all([...module.state()].map(async ([name, value]) => [name, await value.data()] as const)),
  );
}

/** What training moved. */
async function differing(module: Module, before: ReadonlyMap<string, Data>): Promise<[string, Variable][]> {
  const after = await valuesOf(module);
  return [...module.state()].filter(
    ([name, value]) => value.dtype === 'f32' && after.get(name)!.some((x, i) => x !== before.get(name)![i]),
  );
}

/** Halves under their names; gives the size of the file. */
async function save(file: string, values: readonly [string, Variable][], notes: object): Promise<number> {
  const tensors = await Promise.all(
    values.map(
      async ([name, value]) => [name, { dtype: 'f16' as const, shape: value.shape, data: await value.data() }] as const,
    ),
  );
  const told = Object.entries({ ...notes, commit }).map(([name, value]): [string, string] => [name, String(value)]);
  const bytes = writeSafetensors(tensors, told);
  writeFileSync(file, bytes);
  return bytes.length;
}
