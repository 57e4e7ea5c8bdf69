/**
 * The built page as a folder: small to begin with, at home under any path of any server, and there again when the
 * server is gone.
 */
import { readFileSync, readdirSync } from 'node:fs';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { extname, join } from 'node:path';
import { gzipSync } from 'node:zlib';
import { expect, test } from 'vitest';
import { openBrowser } from './browser.ts';

const folder = 'dist/page';
const types: Readonly<Record<string, string>> = {
  '.html': 'text/html',
  '.js': 'text/javascript',
  '.css': 'text/css',
  '.svg': 'image/svg+xml',
  '.wasm': 'application/wasm',
};

/** Files that the first view loads: what the document names, and what those import without waiting. */
function firstFiles(): string[] {
  const html = readFileSync(join(folder, 'index.html'), 'utf8');
  const found = new Set(['index.html']);
  const add = (file: string) => {
    if (found.has(file)) return;
    found.add(file);
    if (!file.endsWith('.js')) return;
    const code = readFileSync(join(folder, file), 'utf8');
    for (const [, from] of code.matchAll(/(?:^|[;}\n])import\s*(?:[^"'`();]*?from\s*)?["']\.\/([^"']+)["']/g))
      add(join('assets', from));
  };
  for (const [, file] of html.matchAll(/(?:src|href)="\.\/([^"#]+)"/g)) add(file);
  return [...found];
}

test('the first download is under 200 KB', () => {
  const sizes = firstFiles().map((file) => [file, gzipSync(readFileSync(join(folder, file))).length] as const);
  const total = sizes.reduce((sum, [, bytes]) => sum + bytes, 0);
  console.log(`${total} bytes compressed: ${sizes.map(([file, bytes]) => `${file} ${bytes}`).join(', ')}`);
  expect(sizes.length).toBeGreaterThan(3);
  expect(total).toBeLessThan(200_000);
});

test('nothing is asked for from the root of the server', () => {
  const html = readFileSync(join(folder, 'index.html'), 'utf8');
  expect(html.match(/(?:src|href)="\/[^"]*"/g)).toBeNull();
  for (const file of readdirSync(join(folder, 'assets')).filter((name) => /\.(js|css)$/.test(name)))
    expect(readFileSync(join(folder, 'assets', file), 'utf8'), file).not.toMatch(/["'(]\/assets\//);
});

test('under a path of its own, and again when the server is gone, tabs and workers included', async () => {
  const asked: string[] = [];
  const server = createServer((request, response) => {
    const path = new URL(request.url!, 'http://localhost').pathname;
    asked.push(path);
    const file = path.startsWith('/some/path/') ? path.slice('/some/path/'.length) || 'index.html' : '';
    try {
      const content = readFileSync(join(folder, file));
      response.writeHead(200, { 'content-type': types[extname(file)] ?? 'application/octet-stream' }).end(content);
    } catch {
      response.writeHead(404).end();
    }
  });
  await new Promise<void>((resolve) => {
    server.listen(0, '127.0.0.1', resolve);
  });
  const { port } = server.address() as AddressInfo;
  const browser = await openBrowser();
  try {
    const page = await browser.newPage();
    page.setDefaultTimeout(120_000);
    const said: string[] = [];
    page.on('console', (message) => ['error', 'warning'].includes(message.type()) && said.push(message.text()));
    page.on('pageerror', (error) => said.push(error.message));
    await page.goto(`http://127.0.0.1:${port}/some/path/#docs?doc=softmax`);
    await page.locator('.docs-sheet').first().waitFor();
    await page.evaluate(async () => void (await navigator.serviceWorker.ready));
    expect(asked.filter((path) => !path.startsWith('/some/path/'))).toEqual([]);
    expect(asked.filter((path) => path.endsWith('.wasm'))).toEqual([]);
    expect(said).toEqual([]);
    server.closeAllConnections();
    await new Promise((resolve) => {
      server.close(resolve);
    });
    await page.reload();
    await page.locator('.docs-sheet').first().waitFor();
    await page.getByText('Source', { exact: true }).click();
    await page.locator('.docs-article pre').first().waitFor();
    await page.getByRole('tab', { name: 'Train' }).click();
    await page.getByRole('button', { name: 'Start', exact: true }).waitFor();
    await page.getByRole('tab', { name: 'Bench' }).click();
    await page.getByRole('button', { name: 'Run' }).waitFor();
    expect(said.filter((text) => !/service worker|ERR_CONNECTION_REFUSED|update/i.test(text))).toEqual([]);
  } finally {
    await browser.close();
    server.close();
  }
});
