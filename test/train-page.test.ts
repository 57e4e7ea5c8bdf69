/**
 * The Train tab of the built page: a network learns in a worker while the page answers, is paused, goes on, is saved,
 * and is looked at; nothing is said on the console.
 */
import { readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import type { Page } from 'playwright-core';
import { expect, test } from 'vitest';
import { parseSafetensors } from '../engine/files/safetensors.ts';
import { axeProblems as problems, pageUnderTest } from './page-under-test.ts';

const fruit = fileURLToPath(new URL('pictures/fruit.png', import.meta.url));
const under = pageUnderTest();
const visit = (hash: string, use: (page: Page) => Promise<void>, options?: Parameters<typeof under.visit>[3]) =>
  under.visit(hash, (page) => page.getByRole('button', { name: 'Start', exact: true }).waitFor(), use, options);

const start = (page: Page) => page.getByRole('button', { name: 'Start', exact: true }).click();
const doing = (page: Page) => page.locator('.train-doing').innerText();
const told = (page: Page, text: RegExp) => page.locator('.train-doing').filter({ hasText: text }).waitFor();
const words = (page: Page) => page.locator('.map-words').first().innerText();
/**
 * Tasks of the page's main thread that took more than 100 ms of a processor while `use` ran. Not of the clock: where
 * others are busy, a clock counts their work too.
 */
async function longTasks(page: Page, use: () => Promise<void>): Promise<number[]> {
  await under.browser.startTracing(page, { categories: ['toplevel', '__metadata'] });
  await use();
  const { traceEvents } = JSON.parse((await under.browser.stopTracing()).toString()) as { traceEvents: TraceEvent[] };
  const main = new Set(
    traceEvents
      .filter(({ name, args }) => name === 'thread_name' && args.name === 'CrRendererMain')
      .map(({ pid, tid }) => `${pid} ${tid}`),
  );
  const tasks = traceEvents.filter(
    ({ name, pid, tid }) => name === 'ThreadControllerImpl::RunTask' && main.has(`${pid} ${tid}`),
  );
  expect(tasks.length).toBeGreaterThan(100);
  return tasks.map(({ tdur = 0 }) => tdur / 1000).filter((ms) => ms > 100);
}
interface TraceEvent {
  name: string;
  pid: number;
  tid: number;
  /** Of the thread, in µs. */
  tdur?: number;
  args: { name?: string };
}

test('colour from grey: paused, a step, on to the end; maps of each step, no long task, weights', async () => {
  await visit('#train?steps=6&seed=3', async (page) => {
    expect(await problems(page)).toEqual([]);
    await page.evaluate(() => {
      const moved = ((globalThis as unknown as { moved: number[] }).moved = []) as number[];
      new PerformanceObserver((list) => {
        for (const entry of list.getEntries() as (PerformanceEntry & { value: number; hadRecentInput: boolean })[])
          if (!entry.hadRecentInput) moved.push(entry.value);
      }).observe({ type: 'layout-shift' });
    });
    const long = await longTasks(page, async () => {
      await start(page);
      await told(page, /^1 of 6 steps/);
      await page.getByRole('button', { name: 'Pause' }).click();
      await told(page, /^Paused after/);
      const before = Number(/after (\d)/.exec(await doing(page))![1]);
      await page.getByRole('button', { name: 'Step', exact: true }).click();
      await told(page, new RegExp(`^Paused after ${before + 1} of 6`));
      const now = await words(page);
      await page.locator('.map-surface').first().focus();
      await page.keyboard.press('ArrowUp');
      await expect.poll(() => words(page)).not.toBe(now);
      await page.getByRole('button', { name: 'Go on' }).click();
      await told(page, /^Done: 6 steps\./);
      const scrubber = page.getByRole('slider', { name: 'Steps learnt' });
      expect(await scrubber.getAttribute('aria-valuetext')).toBe('after 6 steps');
      const shown = () => page.locator('.map-pane figcaption').nth(1).innerText();
      expect(await shown()).toBe('After 6 steps');
      expect(await scrubber.getAttribute('max')).toBe('6');
      await scrubber.focus();
      await page.keyboard.press('Home');
      expect(await scrubber.getAttribute('aria-valuetext')).toBe('before the first step');
      await expect.poll(shown).toBe('Before the first step');
    });
    expect(long).toEqual([]);
    const moved = await page.evaluate(() => (globalThis as unknown as { moved: number[] }).moved);
    expect(moved.reduce((sum, value) => sum + value, 0)).toBeLessThan(0.02);
    const [file] = await Promise.all([
      page.waitForEvent('download'),
      page.getByRole('button', { name: 'Save weights' }).click(),
    ]);
    expect(file.suggestedFilename()).toBe('saccade-colour-dense-3-step-6.safetensors');
    const { tensors, metadata } = parseSafetensors(readFileSync(await file.path()));
    expect(tensors.get('query.weight')?.shape).toEqual([32, 64, 1, 1]);
    expect(new Map(metadata).get('step')).toBe('6');
    expect(await problems(page)).toEqual([]);
  });
});

test('two networks on a photograph of one’s own, whose name is text; the link reopens the same choice', async () => {
  await visit('#train?task=patch&a=cbam&b=none&steps=2&seed=7', async (page) => {
    const name = '"><img src=x onerror=window.__pwn=1>.png';
    await page
      .locator('.train input[accept^="image"]')
      .setInputFiles({ name, mimeType: 'image/png', buffer: readFileSync(fruit) });
    expect(await page.locator('.train-source').innerText()).toBe(name);
    await start(page);
    await told(page, /^Done: 2 steps\./);
    expect(await page.locator('.map-pane:visible').count()).toBe(2);
    expect(await page.locator('.map-words').nth(1).innerText()).toBe('Its weights have no place in the picture.');
    expect(await page.evaluate(() => [document.querySelectorAll('.train img').length, '__pwn' in window])).toEqual([
      0,
      false,
    ]);
    expect(await problems(page)).toEqual([]);
    await page.reload();
    const chosen = await page
      .locator('.train select:visible, .train input[type=number]')
      .evaluateAll((all) => all.map((each) => (each as HTMLSelectElement | HTMLInputElement).value));
    expect(chosen).toEqual(['cbam', 'none', '2', '7']);
    expect(await page.getByRole('radio', { name: 'Find the white patch' }).isChecked()).toBe(true);
  });
});

test('files that hold no picture, and a training that is none: one line each, and the tab goes on', async () => {
  await visit('#train?steps=1', async (page) => {
    await page
      .locator('.train input[accept^="image"]')
      .setInputFiles({ name: 'data_batch_1.bin', mimeType: '', buffer: Buffer.alloc(100) });
    await start(page);
    await told(page, /^It broke off\./);
    expect(await page.locator('.train-trouble').innerText()).toMatch(/^cifar10: /);
    await page.locator('.train input[accept=".safetensors"]').setInputFiles({
      name: 'x.safetensors',
      mimeType: '',
      buffer: Buffer.from('version https://git-lfs.github.com'),
    });
    await expect.poll(() => page.locator('.train-trouble').innerText(), { timeout: 30_000 }).toMatch(/^safetensors: /);
    await page.getByRole('button', { name: 'Scenes again' }).click();
    await page.getByRole('radio', { name: 'Name the picture' }).check();
    expect(await doing(page)).toBe('Choose a folder of pictures, or a file, first.');
    expect(await page.getByRole('button', { name: 'Start anew' }).isDisabled()).toBe(true);
  });
});

test('a device that is lost while it learns: another takes over from the last checkpoint', async () => {
  await visit('#train?task=patch&steps=4', async (page) => {
    await start(page);
    await told(page, /^[12] of 4 steps/);
    const worker = page.workers().find((each) => each.url().includes('worker'))!;
    await worker.evaluate(() => {
      const make = GPUDevice.prototype.createCommandEncoder;
      GPUDevice.prototype.createCommandEncoder = function (this: GPUDevice, ...given) {
        GPUDevice.prototype.createCommandEncoder = make;
        this.destroy();
        return make.apply(this, given);
      };
    });
    await told(page, /^Done: 4 steps\. The graphics device was lost; another took over\.$/);
    expect(await page.getByRole('button', { name: 'Save weights' }).isEnabled()).toBe(true);
  });
});

test('without WebGPU: the banner says so, and the form is there', async () => {
  await visit(
    '#train',
    async (page) => {
      expect(await page.locator('.banner').innerText()).toContain('This browser has no WebGPU.');
      expect(await page.getByRole('button', { name: 'Start', exact: true }).isEnabled()).toBe(true);
    },
    { init: "Object.defineProperty(Navigator.prototype, 'gpu', { value: undefined });" },
  );
});
