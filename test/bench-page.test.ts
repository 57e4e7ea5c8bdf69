/**
 * The Bench tab of the built page: a case runs beside a peer, a run can be cancelled, nothing is said on the console.
 */
import { readFileSync } from 'node:fs';
import type { Page } from 'playwright-core';
import { expect, test } from 'vitest';
import type { Environment } from '../bench/report.ts';
import type { Row } from '../bench/row.ts';
import { axeProblems, pageUnderTest } from './page-under-test.ts';

const under = pageUnderTest();
/** Opens the tab by its link, with only the named boxes ticked. */
const visit = (ticked: readonly string[], use: (page: Page) => Promise<void>, init = '') =>
  under.visit(
    '#bench',
    async (page) => {
      await page.getByRole('button', { name: 'Run' }).waitFor();
      for (const none of await page.getByRole('button', { name: /^None of/ }).all()) await none.click();
      for (const value of ticked) await page.locator(`input[value="${value}"]`).check();
    },
    use,
    { init },
  );

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
    expect(await axeProblems(page)).toEqual([]);
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
