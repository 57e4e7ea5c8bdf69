/** Checkpoints in a browser's own file system: found after a reload, two kept, a damaged newest falls back. */
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import type { Browser, Page } from 'playwright-core';
import { build } from 'vite';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { browsers, openBrowser, type PageServer, servePage } from './browser.ts';

let folder: string;
let server: PageServer;
let browser: Browser;
let page: Page;

beforeAll(async () => {
  folder = mkdtempSync(join(tmpdir(), 'saccade-checkpoints-'));
  await build({
    configFile: false,
    logLevel: 'warn',
    build: {
      outDir: folder,
      minify: false,
      lib: {
        entry: fileURLToPath(new URL('checkpoint-page.ts', import.meta.url)),
        formats: ['es'],
        fileName: () => 'page.js',
      },
    },
  });
  writeFileSync(
    join(folder, 'index.html'),
    '<!doctype html><title>x</title><script type="module" src="page.js"></script>',
  );
  server = await servePage(folder);
  browser = await openBrowser(browsers()[0]);
  page = await browser.newPage();
});
afterAll(async () => {
  await browser.close();
  await server.close();
  rmSync(folder, { recursive: true });
});

interface Trained {
  from: number;
  said: string[];
  weights: number[];
}

/** Calls what the page offers, on a page that was just loaded. */
async function call<T>(name: string, ...words: unknown[]): Promise<T> {
  await page.goto(server.url);
  await page.waitForFunction('window.checkpoints');
  return page.evaluate(`window.checkpoints.${name}(...${JSON.stringify(words)})`);
}

describe('checkpoints in a browser', () => {
  it('bring a run that was cut by a reload to the bits of one that was not', async () => {
    const whole = await call<Trained>('train', 6, false);
    expect(await call('nothing')).toBe(true);
    expect((await call<Trained>('train', 4, true)).from).toBe(0);
    expect(await call('names')).toEqual(['step-000000003.safetensors', 'step-000000004.safetensors']);
    await call('damage', 'step-000000004.safetensors');
    const resumed = await call<Trained>('train', 6, true);
    expect([resumed.from, resumed.said.length]).toEqual([3, 1]);
    expect(resumed.said[0]).toMatch(/step-000000004\.safetensors is damaged/);
    expect(resumed.weights).toEqual(whole.weights);
    expect(await call('names')).toEqual(['step-000000005.safetensors', 'step-000000006.safetensors']);
  });

  it('that can none be read are an error; forgotten ones are gone', async () => {
    for (const step of [5, 6]) await call('damage', `step-00000000${step}.safetensors`);
    await expect(call('nothing')).rejects.toThrow(/none of the 2 checkpoints can be read/);
    await call('forget');
    await call('forget');
    expect(await call('nothing')).toBe(true);
  });
});
