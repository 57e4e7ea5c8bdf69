/**
 * examples/cluster under what happens to clusters: two workers, one of them killed in the middle, Redis restarted once.
 * Needs `redis-server` and `npm install` in examples/cluster; skipped aloud where either is missing.
 */
import { spawn, spawnSync } from 'node:child_process';
import type { ChildProcess } from 'node:child_process';
import { existsSync, mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { once } from 'node:events';
import { createServer } from 'node:net';
import type { AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { setTimeout as wait } from 'node:timers/promises';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { Device } from '../engine/device.ts';
import { encodePng } from '../engine/files/image-node.ts';
import { saveSafetensors } from '../engine/files/save.ts';
import { Random } from '../engine/random.ts';
import { seeded } from '../layers/basic/init.ts';
import { VisionTransformer } from '../layers/models/vision-transformer.ts';

const example = resolve('examples/cluster');
const command = resolve('dist/cli.mjs');
const missing = [
  spawnSync('redis-server', ['--version']).error && 'redis-server',
  !existsSync(join(example, 'node_modules/bullmq')) && 'npm install in examples/cluster',
].filter(Boolean);
if (missing.length) console.warn(`cluster: skipped, there is no ${missing.join(' and no ')}`);

let folder: string;
type Process = ChildProcess & { said: () => string };
const started: Process[] = [];
const file = (...names: string[]) => join(folder, ...names);
beforeAll(async () => {
  folder = mkdtempSync(join(tmpdir(), 'saccade-cluster-'));
  const gpu = await Device.open({ backend: 'reference' });
  const vit = seeded(gpu, 1, () => new VisionTransformer(gpu, { size: 32, patch: 4, dim: 64, heads: 2, classes: 5 }));
  writeFileSync(file('vit.safetensors'), await saveSafetensors(vit));
  mkdirSync(file('pictures'));
  const random = new Random(3);
  for (let i = 0; i < 40; i++) {
    const data = Uint8ClampedArray.from({ length: 4 * 32 * 32 }, (_, at) => (at % 4 === 3 ? 255 : random.integer(256)));
    writeFileSync(file('pictures', `${i}.png`), encodePng({ width: 32, height: 32, data }));
  }
});
afterAll(() => {
  for (const child of started) child.kill('SIGKILL');
  rmSync(folder, { recursive: true });
});

/** A process of the example, what it says kept. */
function start(program: string, words: readonly string[], port: number): Process {
  const env = { ...process.env, REDIS_PORT: String(port), SACCADE: command };
  const child = spawn(program, words, { cwd: example, env });
  let said = '';
  child.stdout.on('data', (text) => (said += String(text)));
  child.stderr.on('data', (text) => (said += String(text)));
  const running = Object.assign(child, { said: () => said });
  started.push(running);
  return running;
}

async function until(what: string, is: () => boolean): Promise<void> {
  for (let i = 0; i < 1500; i++) {
    if (is()) return;
    const dead = started.find(({ exitCode }) => exitCode !== null && exitCode !== 0);
    if (dead) throw new Error(`${what}: a process ended with ${dead.exitCode}: ${dead.said()}`);
    await wait(200);
  }
  throw new Error(`never came: ${what}`);
}

const freePort = async (): Promise<number> => {
  const server = createServer().listen(0, '127.0.0.1');
  await once(server, 'listening');
  const { port } = server.address() as AddressInfo;
  server.close();
  await once(server, 'close');
  return port;
};

const results = (out: string): Map<string, string> =>
  new Map(
    readdirSync(out)
      .filter((name) => name.endsWith('.npy'))
      .sort()
      .map((name) => [name, readFileSync(join(out, name)).toString('hex')]),
  );

it.skipIf(missing.length > 0)('every picture once, with the bytes of one process alone', async () => {
  const words = ['--model', 'vit', '--weights', file('vit.safetensors'), '--what', 'features', '--batch', '2'];
  const port = await freePort();
  mkdirSync(file('redis'));
  const place = ['--port', String(port), '--bind', '127.0.0.1', '--dir', file('redis')];
  const redis = () => start('redis-server', [...place, '--appendonly', 'yes', '--appendfsync', 'always'], port);
  let server = redis();
  await until('Redis', () => server.said().includes('Ready to accept connections'));
  const workers = [start(process.execPath, ['worker.mjs'], port), start(process.execPath, ['worker.mjs'], port)];
  const all = start(process.execPath, ['extract.mjs', file('pictures'), file('out'), ...words, '--jobs', '8'], port);

  const there = () => (existsSync(file('out')) ? results(file('out')).size : 0);
  await until('the first results', () => there() >= 3);
  workers[0].kill('SIGKILL');
  await until('more of them', () => there() >= 12);
  server.kill('SIGKILL');
  await wait(500);
  server = redis();
  await until(`the end: ${all.said()}`, () => all.exitCode !== null);
  expect([all.exitCode, all.said()]).toEqual([0, expect.stringContaining('8 of 8 done')]);

  const alone = start(process.execPath, [command, 'extract', file('pictures'), '--out', file('alone'), ...words], port);
  await until('one process alone', () => alone.exitCode !== null);
  expect(alone.exitCode).toBe(0);
  expect(results(file('alone')).size).toBe(40);
  expect(results(file('out'))).toEqual(results(file('alone')));
  expect(there()).toBe(40);
});
