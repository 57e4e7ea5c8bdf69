/** The closing lines of a run, and its exit status: from real runs over small files made here. */
import { spawnSync } from 'node:child_process';
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { expect, test } from 'vitest';
import { packageFile } from '../cli/unpack.ts';

function run(source: string): { status: number | null; last: string; lines: string[] } {
  mkdirSync('test/output', { recursive: true });
  const root = mkdtempSync(resolve('test/output/run-'));
  try {
    mkdirSync(join(root, 'test'));
    writeFileSync(
      join(root, 'test/a.test.ts'),
      `import { beforeAll, describe, expect, test } from 'vitest';\n${source}`,
    );
    const args = [
      packageFile('vitest', 'vitest.mjs')!,
      'run',
      '--root',
      root,
      '--config',
      resolve('vite.config.ts'),
      '--reporter',
      resolve('test/reporter.ts'),
    ];
    // A run within a run must not take itself for a worker of the outer one.
    const env = Object.fromEntries(Object.entries(process.env).filter(([name]) => !name.startsWith('VITEST')));
    const { status, stdout } = spawnSync(process.execPath, args, { env, encoding: 'utf8' });
    const lines = stdout.trimEnd().split('\n');
    return { status, last: lines.at(-1)!, lines };
  } finally {
    rmSync(root, { recursive: true });
  }
}

test.each([
  ['all is well', "test('a', () => {}); test('b', () => {});", 0, '2 passed, 0 failed'],
  ['a skipped case is counted', "test('a', () => {}); test.skip('b', () => {});", 0, '1 passed, 0 failed, 1 skipped'],
  ['a case fails', "test('a', () => {}); test('b', () => expect(1).toBe(2));", 1, '1 passed, 1 failed'],
  [
    'a hook fails',
    "test('a', () => {}); describe('s', () => { beforeAll(() => { throw new Error(); }); test('b', () => {}); });",
    1,
    '1 passed, 1 failed, 1 skipped',
  ],
  ['a file does not load', "import './missing.ts'; test('a', () => {});", 1, '0 passed, 1 failed'],
  [
    'a rejection that nobody caught',
    "test('a', () => { void Promise.reject(new Error()); });",
    1,
    '1 passed, 1 failed',
  ],
  [
    'a worker outgrows its memory',
    "test('a', () => { process.resourceUsage = () => ({ maxRSS: 2049 * 1024 }) as NodeJS.ResourceUsage; });",
    1,
    '1 passed, 1 failed',
  ],
  ['nothing ran', "test.skip('a', () => {});", 1, '0 passed, 0 failed, 1 skipped'],
])('%s', (_, source, status, last) => {
  expect(run(source)).toMatchObject({ status, last });
});

test('a case that takes its process down fails', () => {
  const { status, last } = run("test('a', () => { process.kill(process.pid, 'SIGKILL'); });");
  expect(status).toBe(1);
  expect(last).toMatch(/^0 passed, [1-9]\d* failed$/);
});

test('prints the peak memory of each file', () => {
  const line = run("test('a', () => {});").lines.find(
    (text) => text.endsWith('test/a.test.ts') && text.includes('MiB'),
  );
  const mebibytes = Number(/^ *(\d+) MiB  test\/a\.test\.ts$/.exec(line ?? '')?.[1]);
  expect(mebibytes).toBeGreaterThan(20); // no Node process has less
  expect(mebibytes).toBeLessThan(1000);
});
