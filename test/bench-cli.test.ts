/** `saccade bench` as it is built. `npm test` builds dist first. */
import { spawnSync } from 'node:child_process';
import { mkdtempSync, readdirSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import type { FirstCall } from '../bench/first.ts';
import type { Row } from '../bench/row.ts';

const bench = (...args: string[]) =>
  spawnSync(process.execPath, ['dist/cli.mjs', 'bench', ...args], { encoding: 'utf8', timeout: 110_000 });
const rowsOf = (text: string): Row[] =>
  text
    .trim()
    .split('\n')
    .map((line) => JSON.parse(line) as Row);

test('--list: every case with its size, and the peers with their versions', () => {
  const { status, stdout } = bench('--list');
  expect(status).toBe(0);
  expect(stdout).toMatch(/^matmul512 +desk +0\.268 +/m);
  expect(stdout).toMatch(/^criss-cross\/2x64:512x97x97\/fwd\+bwd +gpu /m);
  expect(stdout).toMatch(/^peers: tfjs \(TensorFlow\.js 4\.[\d.]+\), ort .*, jax /m);
});

test('beside every peer: a JSON line a case and engine, right answers, and files for the record', () => {
  const folder = mkdtempSync(join(tmpdir(), 'saccade-bench-'));
  try {
    const { status, stdout, stderr } = bench(
      '--cases',
      'gap',
      '--peers',
      'tfjs,ort,jax',
      '--seconds',
      '1',
      '--json',
      '--out',
      folder,
    );
    expect(status, stderr).toBe(0);
    const rows = rowsOf(stdout);
    expect(rows.map(({ case: id, engine, ok, error }) => [id, engine, ok, error])).toEqual(
      ['saccade', 'tfjs', 'ort', 'jax'].map((engine) => ['gap', engine, true, null]),
    );
    for (const row of rows) {
      expect(row.version).toMatch(/^\d+\.\d+\.\d+/);
      for (const field of ['ms', 'p95', 'runs', 'compile_ms', 'gflops', 'gbps', 'bytes_peak', 'dispatches'] as const)
        expect(row[field], `${row.engine} ${field}`).toBeGreaterThan(0);
      expect(row.max_error).toBeLessThan(1e-6);
    }
    const files = readdirSync(folder).toSorted();
    expect(files).toEqual([expect.stringMatching(/^[a-z0-9-]+\.json$/), expect.stringMatching(/^[a-z0-9-]+\.md$/)]);
    expect((JSON.parse(readFileSync(join(folder, files[0]), 'utf8')) as { rows: Row[] }).rows).toEqual(rows);
    expect(readFileSync(join(folder, files[1]), 'utf8')).toContain('| gap | saccade |');
  } finally {
    rmSync(folder, { recursive: true });
  }
});

test('--first: a case in a fresh process, what one waits for', () => {
  const { status, stdout, stderr } = bench('--first', '--cases', 'gap,matmul512', '--json');
  expect(status, stderr).toBe(0);
  const calls = stdout
    .trim()
    .split('\n')
    .map((line) => JSON.parse(line) as FirstCall);
  expect(calls.map(({ case: id }) => id)).toEqual(['gap', 'matmul512']);
  for (const { opened, first, second, cold, pipelines } of calls) {
    expect(second).toBeGreaterThan(0);
    expect(first).toBeGreaterThan(second);
    expect(cold).toBeGreaterThan(opened + first - 1);
    expect(pipelines).toBe(1);
  }
});

test('plain loops: a table, and no GPU asked for', () => {
  const { status, stdout } = bench('--cases', 'gap', '--seconds', '1', '--device', 'reference');
  expect(status).toBe(0);
  expect(stdout).toMatch(/^gap +saccade +[\d.]+/m);
});

test.each([
  [['--cases', 'gap,nope'], 'nope'],
  [['--peers', 'torch'], 'torch'],
  [['--seconds', '0'], '--seconds'],
  [['--size', 'huge'], '--size'],
  [['gap'], 'gap'],
])('%j is wrong usage', (args, named) => {
  const { status, stdout, stderr } = bench(...args, '--device', 'reference');
  expect([status, stdout]).toEqual([2, '']);
  expect(stderr.split('\n')[0]).toContain(named);
});
