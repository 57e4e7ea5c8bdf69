/**
 * The Bench tab of the built page: a case runs beside a peer, a run can be cancelled, nothing is said on the console.
 */
import { readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import type { Browser, Page } from 'playwright-core';
import { afterAll, beforeAll, expect, test } from 'vitest';
import type { Environment } from '../bench/report.ts';
import type { Row } from '../bench/row.ts';
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

/** Opens the tab by its link, with only the named boxes ticked. */
async function visit(ticked: readonly string[], use: (page: Page) => Promise<void>, init = ''): Promise<void> {
  const context = await browser.newContext({
    viewport: { width: 1280, height: 900 },
    acceptDownloads: true,
    permissions: ['clipboard-read', 'clipboard-write'],
  });
  const page = await context.newPage();
  await page.addInitScript('delete Navigator.prototype.serviceWorker'); // what is kept for offline use would answer
  page.setDefaultTimeout(120_000); // shaders compile on the CPU: minutes where others are busy
  const said: string[] = [];
  page.on('console', (message) => ['error', 'warning'].includes(message.type()) && said.push(message.text()));
  page.on('pageerror', (error) => said.push(error.message));
  try {
    if (init) await page.addInitScript(init);
    await page.goto(`${server.url}#bench`);
    await page.getByRole('button', { name: 'Run' }).waitFor();
    for (const none of await page.getByRole('button', { name: /^None of/ }).all()) await none.click();
    for (const value of ticked) await page.locator(`input[value="${value}"]`).check();
    await use(page);
    expect(said).toEqual([]);
  } finally {
    await context.close();
  }
}

const done = (page: Page) =>
  page
    .locator('.bench-doing')
    .filter({ hasText: /^(Done|Cancelled|The run broke off)/ })
    .waitFor({ timeout: 110_000 });

test('one case beside jax-js: right answers, ratios, the software stamp, JSON and Markdown to take away', async () => {
  await visit(['gap', 'jax'], async (page) => {
    await page.waitForFunction(() => location.hash.includes('ticked=jax%2Cgap'));
    await page.reload();
    await page.getByRole('button', { name: 'Run' }).waitFor();
    expect(
      await page
        .locator('input[name="bench"]:checked')
        .evaluateAll((boxes) => boxes.map((box) => (box as HTMLInputElement).value)),
    ).toEqual(['jax', 'gap']);
    expect(await page.locator('.environment').innerText()).toMatch(/software: a CPU plays the GPU[\s\S]*Chrome/);
    await page.getByRole('button', { name: 'Run' }).click();
    expect(await page.getByRole('button', { name: 'Run' }).isDisabled()).toBe(true);
    await done(page);
    expect(await page.locator('.bench-doing').innerText()).toBe('Done: 1 case.');
    const lines = await page.locator('.bench-table tbody tr').allInnerTexts();
    expect(lines[0]).toBe('global average pool, [4,64,64,64]');
    expect(lines[1]).toMatch(/^saccade\t[\d.]+\t[\d.]+\t/);
    expect(lines[2]).toMatch(/^jax\t[\d.]+\t[\d.]+\t[\s\S]*×$/);
    expect(await page.locator('.bench-summary').innerText()).toMatch(
      /Software adapter[\s\S]*jax takes [\d.]+ times as long/,
    );
    const [file] = await Promise.all([
      page.waitForEvent('download'),
      page.getByRole('button', { name: 'Save JSON' }).click(),
    ]);
    const saved = JSON.parse(readFileSync(await file.path(), 'utf8')) as Environment & { rows: Row[] };
    expect(saved).toMatchObject({ software: true, roofline: { gflops: expect.any(Number), gbps: expect.any(Number) } });
    expect(saved.rows.map(({ case: id, engine, ok, error, invalid }) => [id, engine, ok, error, invalid])).toEqual([
      ['gap', 'saccade', true, null, 0],
      ['gap', 'jax', true, null, 0],
    ]);
    await page.getByRole('button', { name: 'Copy as Markdown' }).click();
    expect(await page.evaluate(() => navigator.clipboard.readText())).toContain('| gap | saccade |');
    await page.getByRole('button', { name: 'Copy link with results' }).click();
    const read = () => page.evaluate(() => navigator.clipboard.readText());
    await expect.poll(read, { timeout: 30_000 }).toMatch(/^http/);
    const link = await read();
    expect(await page.locator('.roofline .dot').count()).toBe(2);
    // Another machine's: the same with another name, which is anybody's text.
    const hostile = '"><img src=x onerror=window.__pwn=1>';
    await page.locator('input[accept^=".json"]').setInputFiles({
      name: 'other.json',
      mimeType: 'application/json',
      buffer: Buffer.from(JSON.stringify({ ...saved, adapter: hostile })),
    });
    await page.locator('.bench-table th', { hasText: hostile }).first().waitFor();
    expect(await page.locator('.roofline .dot').count()).toBe(4);
    expect(await page.evaluate(() => [document.querySelectorAll('img').length, '__pwn' in window])).toEqual([0, false]);
    await page.locator('input[accept^=".json"]').setInputFiles({
      name: 'no.json',
      mimeType: 'application/json',
      buffer: Buffer.from('{"rows":[]}'),
    });
    await page.locator('.trouble', { hasText: 'The file holds no benchmark run' }).waitFor();
    const opened = await page.context().newPage();
    await opened.goto(link);
    await opened.locator('.bench-table tbody tr').nth(2).waitFor();
    expect((await opened.locator('.bench-table tbody tr').allInnerTexts())[1]).toMatch(/^saccade, .*\t[\d.]+\t/);
    expect(await opened.locator('.roofline .dot').count()).toBe(2);
    await opened.close();
    await page.evaluate(axeSource);
    const violations = await page.evaluate(async () =>
      (
        await (
          window as unknown as { axe: { run(): Promise<{ violations: { id: string; nodes: { html: string }[] }[] }> } }
        ).axe.run()
      ).violations.map(({ id, nodes }) => `${id}: ${nodes.map(({ html }) => html).join(' ')}`),
    );
    expect(violations).toEqual([]);
  });
});

test('Cancel stops a run, and another can follow', async () => {
  await visit(['softmax1024', 'matmul512'], async (page) => {
    await page.getByRole('button', { name: 'Run' }).click();
    await page
      .locator('.bench-doing')
      .filter({ hasText: /softmax1024|matmul512/ })
      .waitFor();
    expect(await page.locator('.bench progress').getAttribute('aria-label')).toBe('Progress of the benchmark');
    await page.getByRole('button', { name: 'Cancel' }).click();
    await done(page);
    expect(await page.locator('.bench-doing').innerText()).toBe('Cancelled.');
    expect(await page.getByRole('button', { name: 'Cancel' }).isDisabled()).toBe(true);
    await page.locator('input[value="softmax1024"]').uncheck();
    await page.locator('input[value="matmul512"]').uncheck();
    expect(await page.getByRole('button', { name: 'Run' }).isDisabled()).toBe(true);
    await page.locator('input[value="gap"]').check();
    await page.getByRole('button', { name: 'Run' }).click();
    await done(page);
    expect(await page.locator('.bench-doing').innerText()).toBe('Done: 1 case.');
  });
});

test('without WebGPU there is nothing to run, and the page says so', async () => {
  await visit(
    [],
    async (page) => {
      expect(await page.getByRole('button', { name: 'Run' }).isDisabled()).toBe(true);
      expect(await page.locator('.bench-doing').innerText()).toContain('WebGPU');
    },
    "Object.defineProperty(Navigator.prototype, 'gpu', { value: undefined });",
  );
});
