/**
 * The Train tab of the built page: a network learns in a worker while the page answers, is paused, goes on, is saved,
 * and is looked at; nothing is said on the console.
 */
import { readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import type { Browser, BrowserContextOptions, Page } from 'playwright-core';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { parseSafetensors } from '../engine/files/safetensors.ts';
import { openBrowser, type PageServer, servePage } from './browser.ts';

const axeSource = readFileSync(fileURLToPath(new URL('../node_modules/axe-core/axe.min.js', import.meta.url)), 'utf8');
let browser: Browser;
let server: PageServer;

beforeAll(async () => {
  [browser, server] = await Promise.all([openBrowser(), servePage()]);
});
afterAll(async () => {
  await browser.close();
  await server.close();
});

async function visit(
  hash: string,
  use: (page: Page) => Promise<void>,
  { init, ...options }: BrowserContextOptions & { init?: string } = {},
): Promise<void> {
  const context = await browser.newContext({
    viewport: { width: 1280, height: 900 },
    acceptDownloads: true,
    ...options,
  });
  const page = await context.newPage();
  page.setDefaultTimeout(240_000); // shaders compile on the CPU: minutes where others are busy
  const said: string[] = [];
  page.on('console', (message) => ['error', 'warning'].includes(message.type()) && said.push(message.text()));
  page.on('pageerror', (error) => said.push(error.message));
  try {
    if (init !== undefined) await page.addInitScript(init);
    await page.goto(server.url + hash);
    await page.getByRole('button', { name: 'Start', exact: true }).waitFor();
    await use(page);
    expect(said).toEqual([]);
  } finally {
    await context.close();
  }
}

const start = (page: Page) => page.getByRole('button', { name: 'Start', exact: true }).click();
const doing = (page: Page) => page.locator('.train-doing').innerText();
const told = (page: Page, text: RegExp) => page.locator('.train-doing').filter({ hasText: text }).waitFor();
const words = (page: Page) => page.locator('.map-words').first().innerText();
const problems = (page: Page) =>
  page.evaluate(
    `${axeSource}; axe.run(document, { resultTypes: ['violations'] }).then(({ violations }) => violations.map(({ id, nodes }) => [id, ...nodes.map(({ html, failureSummary }) => html + failureSummary)].join('\\n')))`,
  );

/**
 * Tasks of the page's main thread that took more than 100 ms of a processor while `use` ran. Not of the clock: where
 * others are busy, a clock counts their work too.
 */
async function longTasks(page: Page, use: () => Promise<void>): Promise<number[]> {
  await browser.startTracing(page, { categories: ['toplevel', '__metadata'] });
  await use();
  const { traceEvents } = JSON.parse((await browser.stopTracing()).toString()) as { traceEvents: TraceEvent[] };
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

test('colour from grey: paused, a step, on to the end; maps of each step, no long task, weights to take away', async () => {
  await visit('#train?steps=6&seed=3', async (page) => {
    expect(await problems(page)).toEqual([]);
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
