/** The built page in a browser, for the tests of its tabs: opened at a link, and nothing may be said on the console. */
import { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import type { Browser, BrowserContextOptions, Page } from 'playwright-core';
import { afterAll, beforeAll, expect } from 'vitest';
import { openBrowser, type PageServer, servePage } from './browser.ts';

const axeSource = readFileSync(createRequire(import.meta.url).resolve('axe-core/axe.min.js'), 'utf8');

export interface PageUnderTest {
  browser: Browser;
  server: PageServer;
  /** Opens the page at `hash`, waits until it is `ready`, runs `use`, and expects that nothing was said. */
  visit: (
    hash: string,
    ready: (page: Page) => Promise<unknown>,
    use: (page: Page) => Promise<void>,
    options?: BrowserContextOptions & { init?: string },
  ) => Promise<void>;
}

/** Serves the page for all tests of the file that calls it. */
export function pageUnderTest(): PageUnderTest {
  const under = {} as PageUnderTest;
  beforeAll(async () => {
    [under.browser, under.server] = await Promise.all([openBrowser(), servePage()]);
  });
  afterAll(async () => {
    await under.browser.close();
    await under.server.close();
  });
  under.visit = async (hash, ready, use, { init, ...options } = {}) => {
    const context = await under.browser.newContext({
      viewport: { width: 1280, height: 900 },
      acceptDownloads: true,
      permissions: ['clipboard-read', 'clipboard-write'],
      ...options,
    });
    const page = await context.newPage();
    await page.addInitScript('delete Navigator.prototype.serviceWorker'); // what is kept for offline use would answer
    page.setDefaultTimeout(120_000); // shaders compile on the CPU: minutes where others are busy
    const said: string[] = [];
    page.on('console', (message) => ['error', 'warning'].includes(message.type()) && said.push(message.text()));
    page.on('pageerror', (error) => said.push(error.message));
    page.on('dialog', (dialog) => said.push(`dialog ${dialog.message()}`));
    try {
      if (init !== undefined) await page.addInitScript(init);
      await page.goto(under.server.url + hash);
      await ready(page);
      await use(page);
      expect(said).toEqual([]);
    } finally {
      await context.close();
    }
  };
  return under;
}

/** What axe finds against the guidelines for accessibility, in words. */
export const axeProblems = (page: Page): Promise<string[]> =>
  page.evaluate(
    `${axeSource}; axe.run(document, { resultTypes: ['violations'] }).then(({ violations }) => ` +
      'violations.map(({ id, nodes }) => [id, ...nodes.map(({ html, failureSummary }) => html + ' +
      `failureSummary)].join('\\n')))`,
  );
