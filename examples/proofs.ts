/**
 * What training promises, tried: a line of JSON for each proof.
 *
 *     npm run proofs -- submit|memory|overhead|kill…
 *
 *   submit    the same weights to the bit with 1, 16 and 256 dispatches a submit
 *   memory    tensors and bytes on the device, from step 500 to step 5,000
 *   overhead  processor time of `fit` over the same recorded steps without it, taken in turns
 *   kill      20 SIGKILL at random moments, each resumed: the weights of a run that was left alone
 */
import { spawn } from 'node:child_process';
import { createHash } from 'node:crypto';
import { once } from 'node:events';
import { mkdtempSync, readdirSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout } from 'node:timers/promises';
import { useVulkan } from '../cli/vulkan.ts';
import { valueAndGrad } from '../engine/autograd.ts';
import { tensor } from '../engine/create.ts';
import { Device } from '../engine/device.ts';
import type { Module } from '../engine/module.ts';
import { Random } from '../engine/random.ts';
import { Replay } from '../engine/replay/replay.ts';
import { scope } from '../engine/scope.ts';
import { buffer } from '../engine/variable.ts';
import { AdamW } from '../train/adamw.ts';
import { drawScenes } from '../train/data/scenes.ts';
import { fit } from '../train/fit.ts';
import { patchTask } from '../train/tasks/patch.ts';
import type { Task } from '../train/tasks/task.ts';

const commit: string = import.meta.env.VITE_COMMIT ?? 'unknown';
const tell = (proof: string, found: object, gpu: Device): void =>
  console.log(JSON.stringify({ proof, ...found, adapter: gpu.info.description, commit }));

const pictures = (side: number, count = 64) => ({
  train: drawScenes({ count, seed: 1, size: [side, side] }),
  test: drawScenes({ count: 16, seed: 2, size: [side, side] }),
});
const taskOf = (gpu: Device, side: number, batch: number): Task =>
  patchTask(gpu, { ...pictures(side), attention: 'cbam', batch, seed: 3 });

async function digest(net: Module): Promise<string> {
  const hash = createHash('sha256');
  for (const [key, value] of net.state()) hash.update(key).update(await value.data());
  return hash.digest('hex');
}

const proofs: Record<string, () => Promise<void>> = {
  submit: async () => {
    const found: Record<string, string> = {};
    const steps = 60;
    for (const dispatchesPerSubmit of [1, 16, 256]) {
      const gpu = await Device.open({ dispatchesPerSubmit });
      const { net, lr, feed, loss } = taskOf(gpu, 32, 8);
      await fit(net, { optimizer: new AdamW(net.params(), { lr }), steps, feed, loss });
      found[dispatchesPerSubmit] = await digest(net);
      if (dispatchesPerSubmit === 256)
        tell('submit', { steps, same: new Set(Object.values(found)).size === 1, weights_sha256: found }, gpu);
      gpu.destroy();
    }
  },

  memory: async () => {
    const gpu = await Device.open();
    const { net, lr, feed, loss } = taskOf(gpu, 16, 4);
    const seen: object[] = [];
    await fit(net, {
      optimizer: new AdamW(net.params(), { lr }),
      steps: 5000,
      feed,
      loss,
      reportEvery: 500,
      onReport: ({ step }) => {
        const { tensors, bytes, peak, pooled } = gpu.memory();
        const { pipelines, buffers } = gpu.counters();
        seen.push({
          step,
          tensors,
          bytes,
          peak,
          pooled,
          pipelines,
          buffers,
          rss_mib: Math.round(process.memoryUsage.rss() / 2 ** 20),
        });
      },
    });
    tell('memory', { seen }, gpu);
    gpu.destroy();
  },

  overhead: async () => {
    const gpu = await Device.open();
    const [steps, rounds] = [100, 3];
    const { net, lr, feed, loss } = taskOf(gpu, 32, 16);
    const optimizer = new AdamW(net.params(), { lr });
    const bare = bareSteps(gpu, net, optimizer, { feed, loss });
    const spent: Record<'bare' | 'fit', number[]> = { bare: [], fit: [] };
    const dispatches = { bare: 0, fit: 0 };
    const timed = async (name: 'bare' | 'fit', work: () => Promise<unknown>) => {
      const [cpu, before] = [process.cpuUsage(), gpu.counters().dispatches];
      await work();
      await gpu.settle();
      const { user, system } = process.cpuUsage(cpu);
      spent[name].push((user + system) / 1000 / steps);
      dispatches[name] = (gpu.counters().dispatches - before) / steps;
    };
    await bare(20);
    await fit(net, { optimizer, steps: 20, feed, loss });
    for (let round = 0; round < rounds; round++) {
      await timed('bare', () => bare(steps));
      await timed('fit', () => fit(net, { optimizer, steps, feed, loss, reportEvery: steps }));
    }
    const median = (values: number[]) => values.toSorted((a, b) => a - b)[rounds >> 1];
    const [without, withFit] = [median(spent.bare), median(spent.fit)];
    tell(
      'overhead',
      {
        steps,
        rounds,
        cpu_ms_a_step: { bare: without, fit: withFit },
        overhead: withFit / without - 1,
        dispatches_a_step: dispatches,
      },
      gpu,
    );
    gpu.destroy();
  },

  kill: async () => {
    const folder = mkdtempSync(join(tmpdir(), 'saccade-kill-'));
    const gpu = await Device.open();
    const run = (out: string, first: boolean) =>
      spawn(
        process.execPath,
        [
          'dist/cli.mjs',
          'train',
          'patch',
          ...(first ? ['--steps', '400', '--batch', '4', '--seed', '5', '--out', out] : ['--resume', out]),
          '--json',
        ],
        { stdio: ['ignore', 'pipe', 'ignore'] },
      );
    const finish = async (out: string, first: boolean): Promise<string> => {
      const child = run(out, first);
      let text = '';
      child.stdout.on('data', (part) => (text += String(part)));
      await once(child, 'close');
      return (JSON.parse(text.trim().split('\n').at(-1)!) as { weights_sha256: string }).weights_sha256;
    };
    const checkpoints = (out: string) => {
      try {
        return readdirSync(join(out, 'checkpoints')).join();
      } catch {
        return '';
      }
    };
    const whole = await finish(join(folder, 'whole'), true);
    const random = new Random(11);
    const out = join(folder, 'killed');
    const kills: string[] = [];
    let ended = false;
    while (kills.length < 20 && !ended) {
      const before = checkpoints(out);
      const child = run(out, before === '');
      const gone = once(child, 'close');
      // Every other time only after it has got somewhere: else it might never end.
      while (kills.length % 2 && child.exitCode === null && checkpoints(out) === before) await setTimeout(10);
      await setTimeout(random.uniform(0, 3000));
      child.kill('SIGKILL');
      await gone;
      // A run that came to its end before the signal was not killed.
      ended = child.exitCode === 0;
      if (!ended) kills.push(checkpoints(out) === before ? 'nothing' : 'checkpoint');
    }
    const resumed = await finish(out, false);
    tell(
      'kill',
      {
        kills: kills.length,
        with_progress: kills.filter((what) => what === 'checkpoint').length,
        same: resumed === whole,
        weights_sha256: [whole, resumed],
      },
      gpu,
    );
    rmSync(folder, { recursive: true });
    gpu.destroy();
  },
};

/** The steps that `fit` takes, without it: a recorded step, batches from the feed, as many in flight. */
function bareSteps(gpu: Device, net: Module, optimizer: AdamW, { feed, loss }: Pick<Task, 'feed' | 'loss'>) {
  const upload = (step: number) =>
    Object.entries(feed(step)).map(
      ([name, { data, shape, dtype }]) => [name, tensor(gpu, data, shape, dtype)] as const,
    );
  const inputs = Object.fromEntries(upload(0).map(([name, value]) => [name, buffer(value)]));
  const params = net.params();
  return async (steps: number) => {
    // A recording of its own in each round, as `fit` makes one.
    const replay = new Replay<void>(gpu, () => {
      scope(() => optimizer.step(valueAndGrad(() => loss(inputs), params).grads));
    });
    net.train();
    const waiting: Promise<void>[] = [];
    for (let step = 0; step < steps; step++) {
      for (const [name, value] of upload(step)) inputs[name].assign(value);
      replay.run();
      waiting.push(gpu.settle());
      if (waiting.length >= 4) await waiting.shift();
    }
    await Promise.all(waiting);
    replay.dispose();
  };
}

const wanted = process.argv.slice(2);
if (!wanted.length || wanted.some((name) => !Object.hasOwn(proofs, name))) {
  console.error(`usage: npm run proofs -- ${Object.keys(proofs).join('|')}…`);
  process.exit(2);
}
useVulkan();
for (const name of wanted) await proofs[name]();
