/** The documents: their code runs, page by page, and their links lead somewhere. */
import { existsSync, mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join, resolve } from 'node:path';
import { pathToFileURL } from 'node:url';
import { expect, it, vi } from 'vitest';

const root = resolve('.');
const output = join(root, 'test/output');

/** Pages whose blocks of TypeScript make one program each, in order. */
const programs = ['docs/getting-started.md', 'docs/writing-a-module.md', 'docs/exporting.md'];

it.each(programs)('%s runs', async (page) => {
  const text = readFileSync(join(root, page), 'utf8');
  const blocks = [...text.matchAll(/```ts\n(.*?)```/gs)].map(([, code]) => code);
  expect(blocks.length).toBeGreaterThan(0);
  const program = blocks
    .join('\n')
    .replaceAll("from 'saccade'", `from ${JSON.stringify(join(root, 'index.ts'))}`)
    .replaceAll('Device.open()', "Device.open({ backend: 'reference' })");
  mkdirSync(output, { recursive: true });
  const file = join(output, `${page.replaceAll(/\W/g, '-')}.ts`);
  writeFileSync(file, program);
  const folder = mkdtempSync(join(tmpdir(), 'saccade-docs-'));
  const log = vi.spyOn(console, 'log').mockImplementation(() => {});
  const before = process.cwd();
  process.chdir(folder);
  try {
    await import(/* @vite-ignore */ pathToFileURL(file).href);
    // What a line says that it prints, it prints.
    const printed = log.mock.calls.map(([value]) => value as unknown);
    const said = [...program.matchAll(/^console\.log\(.*\); \/\/ (\[.*\]|\d+)$/gm)].map(([, value]) =>
      JSON.parse(value.replaceAll("'", '"')),
    );
    for (const value of said) expect(printed).toContainEqual(value);
  } finally {
    process.chdir(before);
    log.mockRestore();
    rmSync(folder, { recursive: true });
    rmSync(file);
  }
});

it('links lead to files that are there', () => {
  const pages = [
    ...readdirSync(root).filter((name) => name.endsWith('.md')),
    'llms.txt',
    ...readdirSync(join(root, 'docs')).flatMap((name) => (name.endsWith('.md') ? [`docs/${name}`] : [])),
  ];
  const broken = pages.flatMap((page) =>
    [...readFileSync(join(root, page), 'utf8').matchAll(/\]\((?!https?:|#|mailto:)([^)#\s]+)[^)]*\)/g)]
      .map(([, target]) => target)
      .filter((target) => !existsSync(join(root, dirname(page), decodeURIComponent(target))))
      .map((target) => `${page}: ${target}`),
  );
  expect(broken).toEqual([]);
});
