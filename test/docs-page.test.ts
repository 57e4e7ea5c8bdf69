/** The Docs tab of the built page: made from the code, with examples that run, and the bugs that copies have. */
import { readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import type { Browser, BrowserContextOptions, Page } from 'playwright-core';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { docsEntries } from '../page/build/docs-data.ts';
import * as saccade from '../index.ts';
import { wrongs } from '../page/docs/wrong-list.ts';
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
    permissions: ['clipboard-read', 'clipboard-write'],
    ...options,
  });
  const page = await context.newPage();
  await page.addInitScript('delete Navigator.prototype.serviceWorker'); // what is kept for offline use would answer
  page.setDefaultTimeout(120_000); // shaders compile on the CPU: minutes where others are busy
  const said: string[] = [];
  page.on('console', (message) => ['error', 'warning'].includes(message.type()) && said.push(message.text()));
  page.on('pageerror', (error) => said.push(error.message));
  try {
    if (init !== undefined) await page.addInitScript(init);
    await page.goto(server.url + hash);
    await page.locator('.docs-article').waitFor();
    await use(page);
    expect(said).toEqual([]);
  } finally {
    await context.close();
  }
}

const problems = (page: Page) =>
  page.evaluate(
    `${axeSource}; axe.run(document, { resultTypes: ['violations'] }).then(({ violations }) => ` +
      'violations.map(({ id, nodes }) => [id, ...nodes.map(({ html, failureSummary }) => html + ' +
      `failureSummary)].join('\\n')))`,
  );

test('every public value is there, with what its source says of it', () => {
  const entries = docsEntries();
  const names = new Set(entries.map(({ name }) => name));
  const missing = Object.keys(saccade).filter((name) => !names.has(name));
  console.log(`${names.size} public values; not in the docs: ${missing.join(' ')}`);
  expect(missing).toEqual([]);
  const silent = entries.filter(({ about }) => !about);
  expect(silent.map(({ name }) => name)).toEqual([]);
  const cbam = entries.find(({ name }) => name === 'CBAM')!;
  expect(cbam.file).toBe('layers/attention/cbam.ts');
  expect(cbam.about).toContain('Woo');
  expect(cbam.example).toContain('new CBAM(');
});

test('a module and an op: live example, source, WGSL with copy; found by their papers, by keyboard', async () => {
  await visit('#docs?doc=CBAM', async (page) => {
    await page.locator('.docs-live .map-pane, .docs-live .trouble').waitFor();
    expect(await page.locator('.docs-live .trouble').count()).toBe(0);
    await page.getByText(/^WGSL for this adapter/).click();
    await expect.poll(() => page.locator('.docs-article pre').last().innerText()).toContain('@compute');
    await page.getByRole('button', { name: /^Copy/ }).last().click();
    expect(await page.evaluate(() => navigator.clipboard.readText())).toContain('@compute');
    await page.getByText('Source', { exact: true }).click();
    await page.getByRole('button', { name: 'Copy: layers/attention/cbam.ts' }).click();
    expect(await page.evaluate(() => navigator.clipboard.readText())).toBe(
      readFileSync('layers/attention/cbam.ts', 'utf8'),
    );
    expect(await problems(page)).toEqual([]);
    await page.locator('.docs-search').focus();
    await page.keyboard.type('non-local');
    await page.getByRole('link', { name: 'NonLocalBlock', exact: true }).focus();
    await page.keyboard.press('Enter');
    await page.waitForFunction(() => location.hash.includes('doc=NonLocalBlock'));
    expect(await page.locator('h2').filter({ hasText: 'NonLocalBlock' }).count()).toBe(1);
  });
  await visit('#docs?doc=softmax', async (page) => {
    await page.locator('.docs-live .docs-sheet').first().waitFor();
    await page.getByText(/^WGSL for this adapter/).click();
    await expect.poll(() => page.locator('.docs-article pre').last().innerText()).toContain('@compute');
    expect(await problems(page)).toEqual([]);
  });
});

test('what goes wrong elsewhere: each bug beside its cure, with the numbers that tell them apart', async () => {
  await visit('#docs?doc=wrong', async (page) => {
    await page
      .locator('.docs-fact')
      .nth(wrongs.length - 1)
      .waitFor();
    await page.waitForFunction((count) => document.querySelectorAll('.docs-fact').length === count, wrongs.length);
    const facts = await page.locator('.docs-fact').allInnerTexts();
    const numbers = (text: string) => [...text.matchAll(/([\d.]+)%/g)].map(([, share]) => Number(share));
    expect(facts[0]).toMatch(/at the least and .* at the most, in place of 1\./);
    const [twice, once] = numbers(facts[4]);
    expect(twice).toBeGreaterThan(once);
    expect(numbers(facts[5])[0]).toBeGreaterThan(1);
    const [speck, spread] = numbers(facts[6]);
    expect(speck).toBeGreaterThan(2 * spread);
    expect(await problems(page)).toEqual([]);
  });
});

test('without WebGPU the examples run in plain loops, and a name that is nobody’s opens the first page', async () => {
  await visit(
    '#docs?doc=constructor',
    async (page) => {
      expect(await page.locator('h2').filter({ hasText: 'What goes wrong elsewhere' }).count()).toBe(1);
      await page
        .locator('.docs-fact')
        .nth(wrongs.length - 1)
        .waitFor();
      await page.waitForFunction((count) => document.querySelectorAll('.docs-fact').length === count, wrongs.length);
    },
    { init: "Object.defineProperty(Navigator.prototype, 'gpu', { value: undefined });" },
  );
});
