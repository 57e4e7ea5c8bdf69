/** The Docs tab of the built page: made from the code, with examples that run, and the bugs that copies have. */
import { readFileSync } from 'node:fs';
import type { Page } from 'playwright-core';
import { expect, test } from 'vitest';
import { docsEntries } from '../page/build/docs-data.ts';
import * as saccade from '../index.ts';
import { wrongs } from '../page/docs/wrong-list.ts';
import { axeProblems as problems, pageUnderTest } from './page-under-test.ts';

const under = pageUnderTest();
const visit = (hash: string, use: (page: Page) => Promise<void>, options?: Parameters<typeof under.visit>[3]) =>
  under.visit(hash, (page) => page.locator('.docs-article').waitFor(), use, options);

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
