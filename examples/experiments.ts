/**
 * The documents' experiments, run by run: every variant and seed with the same budget, a line of JSON for each run.
 *
 *     npm run experiments -- patch|segment|local DATA OUT.jsonl [VARIANT…]
 *
 * DATA holds `cifar10` (binary version) and `camvid` (npy pairs and lists of names). Runs that OUT has already are left
 * out, and `local` goes on from its last checkpoint, so the command may be stopped and given again at any time.
 */
import { createHash } from 'node:crypto';
import { appendFileSync, existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { useVulkan } from '../cli/vulkan.ts';
import { Device } from '../engine/device.ts';
import type { Module } from '../engine/module.ts';
import { LocalResNet } from '../layers/models/local-resnet.ts';
import type { PatchAttention } from '../layers/models/patch-net.ts';
import { loadCheckpoint, saveCheckpoint } from '../train/checkpoint-node.ts';
import { writeCheckpoint } from '../train/checkpoint.ts';
import { openDataset } from '../train/data/open-node.ts';
import type { Pictures } from '../train/data/pictures.ts';
import { select } from '../train/data/pictures.ts';
import { resized } from '../train/data/resized.ts';
import { runTask } from '../train/run-task.ts';
import { classifyTask } from '../train/tasks/classify.ts';
import { patchTask } from '../train/tasks/patch.ts';
import { segmentTask } from '../train/tasks/segment.ts';
import type { Task } from '../train/tasks/task.ts';

interface Experiment {
  variants: readonly string[];
  seeds: readonly number[];
  /** The budget of every run; no variant has one of its own. */
  steps: number;
  batch: number;
  open: (data: string) => Promise<{ train: Pictures; test: Pictures }>;
  make: (gpu: Device, variant: string, common: Parameters<typeof classifyTask>[2]) => Task;
}

const cifar10 = async (data: string) => {
  const { train, test } = await openDataset(join(data, 'cifar10'));
  return { train, test: test! };
};

const experiments: Record<string, Experiment> = {
  patch: {
    variants: ['none', 'multihead', 'multihead-conv', 'cbam'],
    seeds: [1, 2, 3, 4, 5],
    steps: 300,
    batch: 32,
    open: cifar10,
    make: (gpu, variant, common) => patchTask(gpu, { ...common, attention: variant as PatchAttention }),
  },
  segment: {
    variants: ['none', 'sagan'],
    seeds: [1, 2, 3, 4, 5],
    steps: 300,
    batch: 8,
    open: async (data) => {
      const { train, test } = await openDataset(join(data, 'camvid'));
      const names = readFileSync(join(data, 'camvid', 'test_names.txt'), 'utf8')
        .trim()
        .split(/\r?\n/);
      // A drive that no training picture is from; neighbouring frames of one drive are nearly alike.
      const apart = [...names.keys()].filter((i) => names[i].includes('Seq05VD'));
      const size = [60, 80] as const;
      return { train: resized(train, size), test: resized(select(test!, apart), size) };
    },
    make: (gpu, variant, common) =>
      segmentTask(gpu, {
        ...common,
        wanted: common.train.classes!.indexOf('Building'),
        attention: variant !== 'none',
      }),
  },
  local: {
    variants: ['attention', 'convolution'],
    seeds: [1],
    steps: 3000,
    batch: 32,
    open: cifar10,
    make: (gpu, variant, common) =>
      classifyTask(
        gpu,
        new LocalResNet(gpu, { mixer: variant as 'attention', classes: 10, seed: common.seed }),
        common,
      ),
  },
};

const [name, data, out, ...wanted] = process.argv.slice(2);
if (name === undefined || !Object.hasOwn(experiments, name) || data === undefined || out === undefined) {
  console.error(`usage: npm run experiments -- ${Object.keys(experiments).join('|')} DATA OUT.jsonl [VARIANT…]`);
  process.exit(2);
}
const { variants, seeds, steps, batch, open, make } = experiments[name];
useVulkan();
const gpu = await Device.open();
const { train, test } = await open(data);
const done = new Set(
  (existsSync(out) ? readFileSync(out, 'utf8') : '')
    .split('\n')
    .filter(Boolean)
    .map((line) => JSON.parse(line) as { variant: string; seed: number })
    .map(({ variant, seed }) => `${variant} ${seed}`),
);
for (const seed of seeds)
  for (const variant of wanted.length ? wanted : variants)
    if (!done.has(`${variant} ${seed}`)) await run(variant, seed);
gpu.destroy();

async function run(variant: string, seed: number): Promise<void> {
  const task = make(gpu, variant, { train, test, batch, seed });
  const folder = `${out}.${variant}-${seed}`;
  const resume = loadCheckpoint(folder, (line) => console.error(line));
  const start = performance.now() - 1000 * Number(resume?.notes.get('seconds') ?? 0);
  const seconds = () => (performance.now() - start) / 1000;
  const result = await runTask(task, {
    steps,
    judgeEvery: steps,
    saveEvery: Math.ceil(steps / 20),
    resume,
    onReport: ({ step, loss, secondsLeft }) =>
      console.error(
        `${name} ${variant} ${seed}: ${step}/${steps}, loss ${loss.toFixed(4)}, ${Math.ceil(secondsLeft)} s`,
      ),
    onSave: async (step, optimizer) => {
      const notes = { seconds: String(seconds()) };
      saveCheckpoint(folder, step, await writeCheckpoint({ net: task.net, optimizer }, step, notes));
    },
  });
  const line = {
    experiment: name,
    variant,
    seed,
    steps,
    batch,
    ...result.scores,
    loss: result.loss,
    seconds: Math.round(seconds()),
    weights_sha256: await digest(task.net),
    adapter: gpu.info.description,
    commit: import.meta.env.VITE_COMMIT ?? 'unknown',
  };
  appendFileSync(out, `${JSON.stringify(line)}\n`);
  task.net.dispose();
}

/** Of the weights' names and bytes. */
async function digest(net: Module): Promise<string> {
  const hash = createHash('sha256');
  for (const [key, value] of net.state()) hash.update(key).update(await value.data());
  return hash.digest('hex');
}
