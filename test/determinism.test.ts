/**
 * The contract that README.md states: the weights after 200 steps, to the bit, whatever is submitted at once, with and
 * without reuse of memory, in another process and, where they are there, on other implementations.
 */
import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { build } from 'vite';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { chooseVulkan } from '../cli/vulkan.ts';
import { Device } from '../engine/device.ts';
import { browsers, openBrowser, servePage } from './browser.ts';
import type { Trained } from './determinism.ts';
import { trained } from './determinism.ts';

const steps = 200;
/** `npm run soak` repeats them a hundred times. */
const repeats = process.env.SACCADE_SOAK === 'long' ? 100 : 2;
let folder = '';
let here: Trained;
beforeAll(async () => {
  mkdirSync('dist', { recursive: true });
  folder = mkdtempSync(join('dist', 'determinism-')); // inside the project, so that `webgpu` is found from there
  here = await trained(await Device.open(), steps);
});
afterAll(() => rmSync(folder, { recursive: true, force: true }));

it(`${repeats} runs for each of 1, 16 and 256 dispatches a submit, with and without reuse of buffers`, async () => {
  for (const dispatchesPerSubmit of [1, 16, 256]) {
    for (const reuse of [true, false]) {
      for (let run = 0; run < repeats / 2; run++) {
        const gpu = await Device.open({ dispatchesPerSubmit });
        const { pool } = gpu.webgpu!;
        const trim = pool.trim.bind(pool);
        if (!reuse) pool.trim = () => trim(0);
        const what = `${dispatchesPerSubmit} a submit, ${reuse ? 'with' : 'without'} reuse`;
        expect((await trained(gpu, steps)).sha256, what).toBe(here.sha256);
        if (!reuse) expect(gpu.counters().buffers, what).toBeGreaterThan(steps);
      }
    }
  }
});

/** Bundles the run: for Node, or for a page. */
async function bundle(isPage: boolean): Promise<string> {
  const outDir = join(folder, isPage ? 'page' : 'node');
  await build({
    configFile: false,
    logLevel: 'silent',
    build: {
      ...(isPage ? { modulePreload: false } : { ssr: true }),
      outDir,
      emptyOutDir: true,
      target: 'es2023',
      rolldownOptions: {
        input: 'test/determinism-entry.ts',
        ...(!isPage && { external: (id: string) => id === 'webgpu' || id.startsWith('node:') }),
        output: { entryFileNames: 'run.mjs' },
      },
    },
    ssr: { noExternal: true },
  });
  return outDir;
}

async function inProcess(env: Record<string, string | undefined>): Promise<Trained> {
  const file = join(await bundle(false), 'run.mjs');
  const child = spawn(process.execPath, [file], {
    env: { ...process.env, ...env },
    stdio: ['ignore', 'pipe', 'ignore'],
  });
  let out = '';
  child.stdout.on('data', (text: Buffer) => (out += text.toString()));
  await once(child, 'close');
  return JSON.parse(out) as Trained;
}

it('another process', async () => {
  expect(await inProcess({})).toEqual(here);
});

/** What other implementations make of it: told in the long run, since their arithmetic is theirs. */
it.runIf(process.env.SACCADE_SOAK === 'long')('other implementations', async () => {
  const all: [string, Trained][] = [['here', here]];
  for (const name of ['lavapipe', 'swiftshader']) {
    try {
      const { env } = chooseVulkan({ ...process.env, VK_DRIVER_FILES: undefined, SACCADE_ADAPTER: name });
      all.push([name, await inProcess(env)]);
    } catch (error) {
      console.log(`${name}: ${String(error)}`);
    }
  }
  writeFileSync(
    join(await bundle(true), 'index.html'),
    '<!doctype html><script type="module" src="./run.mjs"></script>',
  );
  const server = await servePage(join(folder, 'page'));
  for (const kind of browsers()) {
    const browser = await openBrowser(kind);
    try {
      const page = await browser.newPage();
      await page.goto(server.url);
      await page.waitForFunction(() => 'trained' in globalThis);
      const found = await page.evaluate(() => (globalThis as unknown as { trained: Promise<Trained> }).trained);
      all.push([`Chromium, ${kind}`, found]);
    } finally {
      await browser.close();
    }
  }
  await server.close();
  for (const [where, { sha256, adapter }] of all) console.log(`${sha256.slice(0, 16)} ${where}: ${adapter}`);
  // One adapter, one answer, whoever asks it.
  for (const [where, { sha256, adapter }] of all)
    for (const [other, one] of all)
      if (adapter.includes('swiftshader') === one.adapter.includes('swiftshader'))
        expect(sha256, `${where} and ${other}`).toBe(one.sha256);
});
