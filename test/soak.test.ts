/**
 * Long runs: memory and pipelines that stay as they are, devices opened and closed, processes killed in the midst of a
 * checkpoint. Short here; `npm run soak` runs them at length, and prints figures.
 */
import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout } from 'node:timers/promises';
import { build } from 'vite';
import { describe, expect, it } from 'vitest';
import { valueAndGrad } from '../engine/autograd.ts';
import { tensor } from '../engine/create.ts';
import { Device } from '../engine/device.ts';
import { planCount } from '../engine/gpu/launch.ts';
import { Random } from '../engine/random.ts';
import { Replay } from '../engine/replay/replay.ts';
import { scope } from '../engine/scope.ts';
import { buffer } from '../engine/variable.ts';
import { add, crossEntropy, relu, uniform } from '../kernels/index.ts';
import { Linear, seeded } from '../layers/index.ts';
import { catalog } from '../layers/catalogue/index.ts';
import { attendTo } from '../layers/show/attend.ts';
import { AdamW } from '../train/adamw.ts';
import { loadCheckpoint } from '../train/checkpoint-node.ts';
import { seed } from './seed.ts';

const isLong = process.env.SACCADE_SOAK === 'long';
const many = (long: number, short: number): number => (isLong ? long : short);
const tell = (line: string): void => void (isLong && console.log(line));
const timeout = many(3_600_000, 600_000);

/** What must be the same at two moments of a run. */
function holdings(gpu: Device): object {
  const { tensors, bytes, peak, pooled } = gpu.memory();
  const { pipelines, buffers } = gpu.counters();
  return { tensors, bytes, peak, pooled, pipelines, buffers, plans: planCount(gpu) };
}

const steps = many(50_000, 400);
describe.each(['plain', 'recorded'])(`${steps} %s steps of training`, (kind) => {
  it('hold what 100 hold, and compile nothing after the second', { timeout }, async () => {
    const gpu = await Device.open();
    const net = seeded(gpu, 1, () => ({ hidden: new Linear(gpu, 12, 16), head: new Linear(gpu, 16, 5) }));
    const params = new Map([
      ...net.hidden.params(),
      ...[...net.head.params()].map(([n, p]) => [`head.${n}`, p] as const),
    ]);
    const optimizer = new AdamW(params, { lr: 1e-3 });
    const x = buffer(uniform(gpu, [8, 12], { seed: 1 }));
    const labels = tensor(
      gpu,
      Int32Array.from({ length: 8 }, (_, i) => i % 5),
    );
    const step = () => {
      const loss = () => crossEntropy(net.head.forward(relu(net.hidden.forward(x))), labels);
      optimizer.step(valueAndGrad(loss, params).grads);
    };
    const replay = kind === 'recorded' ? new Replay<void>(gpu, () => void scope(step)) : null;
    let [compiled, at100] = [0, {}];
    for (let i = 1; i <= steps; i++) {
      if (replay) replay.run();
      else scope(step);
      if (i % 50 === 0) await gpu.settle();
      if (i === 2) compiled = gpu.counters().pipelines;
      if (i === 100) at100 = holdings(gpu);
    }
    expect(gpu.counters().pipelines).toBe(compiled);
    expect(holdings(gpu)).toEqual(at100);
    tell(`${steps} ${kind} steps: ${JSON.stringify(holdings(gpu))}`);
    gpu.destroy();
  });
});

const dispatches = many(1_000_000, 20_000);
it(`${dispatches} dispatches give what they should, in the memory of a few`, { timeout }, async () => {
  const gpu = await Device.open();
  let x = tensor(gpu, [0]);
  let early = {};
  for (let i = 1; i <= dispatches; i++) {
    const next = add(x, i % 2 ? 1 : -1);
    x.dispose();
    x = next;
    if (i % 5000 === 0) {
      await gpu.settle();
      globalThis.gc?.(); // what the engine does not hold is gone now
    }
    if (i === 10_000) early = holdings(gpu);
  }
  expect(gpu.counters().dispatches).toBe(dispatches);
  expect(await x.item()).toBe(dispatches % 2);
  expect(holdings(gpu)).toEqual(early);
  tell(`${dispatches} dispatches: ${JSON.stringify(holdings(gpu))}`);
  gpu.destroy();
});

const cycles = many(100, 8);
it(`${cycles} devices opened and closed give all memory back`, { timeout }, async () => {
  const sizes: number[] = [];
  for (let i = 0; i < cycles; i++) {
    const gpu = await Device.open();
    const x = uniform(gpu, [1 << 20], { seed: i });
    const y = add(x, 1);
    expect((await y.data())[5]).toBeGreaterThanOrEqual(1);
    for (const one of [x, y]) one.dispose();
    await gpu.settle();
    expect(gpu.memory()).toMatchObject({ tensors: 0 });
    gpu.destroy();
    await gpu.webgpu!.device.lost;
    globalThis.gc?.();
    sizes.push(Math.round(process.memoryUsage().rss / 2 ** 20));
  }
  // Each cycle holds 12 MiB on the device and as much on the way back.
  const half = sizes.slice(sizes.length / 2);
  expect(half.at(-1)! - half[0]).toBeLessThan(12 * Math.sqrt(cycles));
  tell(`${cycles} cycles: resident ${sizes[0]} MiB after the first, ${half[0]} after half, ${sizes.at(-1)} at the end`);
});

const [modules, pictures] = [catalog.slice(0, many(catalog.length, 4)), many(20, 3)];
it(`${modules.length} modules on ${pictures} pictures each leave nothing behind`, { timeout }, async () => {
  const gpu = await Device.open();
  let settled = { tensors: 0, bytes: 0 };
  for (const [m, entry] of modules.entries()) {
    for (let i = 0; i < pictures; i++) {
      const image = uniform(gpu, [1, 3, 64, 64], { seed: i });
      const maps = attendTo(gpu, entry, image);
      for (const map of maps.values()) {
        await map.at(0);
        map.dispose();
      }
      image.dispose();
      await gpu.settle();
      const { tensors, bytes } = gpu.memory();
      // The first picture of a module may leave a table in a cache, and no picture after it anything.
      if (i === 0) settled = { tensors, bytes };
      else expect({ tensors, bytes }, `${entry.name}, picture ${i}`).toEqual(settled);
    }
    if (m === modules.length - 1) tell(`${modules.length} modules: ${JSON.stringify(holdings(gpu))}`);
  }
  gpu.destroy();
});

const kills = many(500, 8);
it(`a process killed ${kills} times in the midst of checkpoints leaves a whole newest one`, { timeout }, async () => {
  const folder = mkdtempSync(join(tmpdir(), 'saccade-soak-'));
  try {
    await build({
      configFile: false,
      logLevel: 'silent',
      build: {
        ssr: 'test/checkpoint-writer.ts',
        outDir: folder,
        emptyOutDir: false,
        rolldownOptions: { external: /^node:/, output: { entryFileNames: 'writer.mjs', codeSplitting: false } },
      },
      ssr: { noExternal: true },
    });
    const random = new Random(seed, 17);
    const kept = join(folder, 'kept');
    let [newest, late] = [0, 0];
    for (let kill = 0; kill < kills; kill++) {
      const child = spawn(process.execPath, [join(folder, 'writer.mjs'), kept, String(newest + 1)], {
        stdio: ['ignore', 'pipe', 'inherit'],
      });
      let out = '';
      child.stdout.on('data', (text: Buffer) => (out += text.toString()));
      const ended = once(child, 'close');
      await Promise.race([once(child.stdout, 'data'), ended]);
      await setTimeout(random.integer(12));
      child.kill('SIGKILL');
      await ended;
      const told = Number(out.trim().split('\n').at(-1));
      const { step, tensors } = loadCheckpoint(kept, expect.fail)!;
      expect(step).toBeGreaterThanOrEqual(told);
      expect(tensors.get('w')!.data.every((value) => value === step)).toBe(true);
      if (step > told) late++;
      newest = step;
    }
    tell(`${kills} kills, ${newest} checkpoints, the newest loaded each time; ${late} died between rename and report`);
  } finally {
    rmSync(folder, { recursive: true });
  }
});
