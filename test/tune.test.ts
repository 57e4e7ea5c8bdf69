/**
 * Choices between kernels: every candidate gives the same bits; what is measured is kept, found again, and never
 * believed blindly.
 */
import { mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { Device } from '../engine/device.ts';
import type { Tensor } from '../engine/tensor.ts';
import { contests } from '../kernels/matmul/choice.ts';
import { matmul, tune } from '../kernels/index.ts';
import type { AnyOp } from './samples.ts';
import { allOps, sampleInputs } from './samples.ts';

const cache = mkdtempSync(join(tmpdir(), 'saccade-cache-'));
const own = process.env.XDG_CACHE_HOME;
const file = join(cache, 'saccade', 'tune.json');
let gpu: Device;
let loops: Device;
beforeAll(async () => {
  process.env.XDG_CACHE_HOME = cache;
  gpu = await Device.open();
  loops = await Device.open({ backend: 'reference' });
});
afterAll(() => {
  if (own === undefined) delete process.env.XDG_CACHE_HOME;
  else process.env.XDG_CACHE_HOME = own;
  rmSync(cache, { recursive: true });
});

const op = (name: string): AnyOp => allOps().find(({ spec }) => spec.name === name)!;
const bits = async (x: Tensor) => Array.from(new Uint32Array(((await x.data()) as Float32Array).buffer));
const attrs = { stride: [1, 1], padding: [1, 1], dilation: [1, 1], groups: 1 };

type Kind = 'GPU' | 'CPU';

/**
 * Runs `fn` with every candidate that an adapter of this kind has for every kind of work; none where this one cannot
 * run them.
 */
async function withEach<T>(kind: Kind, fn: () => Promise<T>): Promise<T[]> {
  const adapter = gpu.webgpu!.adapter as { software: boolean };
  const own = { ...adapter };
  adapter.software = kind === 'CPU';
  const answers: T[] = [];
  try {
    const all = contests(gpu.webgpu!.adapter);
    for (const candidate of all[0]?.candidates ?? []) {
      gpu.choose(new Map(all.map(({ bucket }) => [bucket.name, candidate])));
      answers.push(await fn());
    }
    return answers;
  } finally {
    Object.assign(adapter, own);
    gpu.choose(new Map());
  }
}

it.each<[Kind, string, object]>([
  ['GPU', 'matmul', { shapes: { a: [2, 133, 44], b: [2, 44, 72], bias: [72] }, attrs: { biasAxis: 'column' } }],
  ['GPU', 'conv2d', { shapes: { x: [2, 5, 9, 12], w: [18, 5, 3, 3], bias: [18] }, attrs: { ...attrs, size: [9, 12] } }],
  ['GPU', 'conv2d_weight', { shapes: { x: [1, 8, 14, 14], y: [1, 70, 14, 14] }, attrs: { ...attrs, size: [3, 3] } }],
  ['CPU', 'matmul', { shapes: { a: [133, 44], b: [44, 70] }, attrs: {} }],
])('candidates of a %s give %s the same bits', { timeout: 600_000 }, async (kind, name, sample) => {
  const run = (device: Device) => op(name)(sampleInputs(device, sample as never), (sample as { attrs: object }).attrs);
  const answers = await withEach(kind, () => bits(run(gpu)));
  expect(answers.length).toBeGreaterThan(kind === 'GPU' || gpu.webgpu!.adapter.subgroup ? 1 : -1);
  const want = await run(loops).data();
  for (const answer of answers) {
    expect(answer).toEqual(answers[0]);
    const got = new Float32Array(Uint32Array.from(answer).buffer);
    for (let i = 0; i < want.length; i++)
      expect(Math.abs(got[i] - want[i])).toBeLessThan(1e-5 * Math.max(1, Math.abs(want[i])));
  }
});

describe('tune', () => {
  const product = (device: Device) => {
    const { a, b } = sampleInputs(device, { shapes: { a: [130, 70], b: [70, 90] } });
    return bits(matmul(a, b));
  };

  it('measures, chooses, changes no result, and is found by the next device', async () => {
    const before = await product(gpu);
    const report = await tune(gpu);
    const all = contests(gpu.webgpu!.adapter);
    expect(report.map(({ work }) => work)).toEqual(all.map(({ bucket }) => bucket.name));
    for (const { choice, ms } of report) {
      expect(Object.values(ms).every((time) => time > 0 && time < 10_000)).toBe(true);
      expect(ms[choice]).toBe(Math.min(...Object.values(ms)));
    }
    expect(await product(gpu)).toEqual(before);
    const next = await Device.open();
    expect(Object.fromEntries(next.webgpu!.adapter.choices)).toEqual(
      Object.fromEntries(report.map(({ work, choice }) => [work, choice])),
    );
    expect(await product(next)).toEqual(before);
    expect(Object.keys(JSON.parse(readFileSync(file, 'utf8')) as object)).toEqual([
      expect.stringContaining(gpu.info.description),
    ]);
    next.destroy();
  });

  it('goes by what ships where what was kept is damaged', async () => {
    const before = await product(gpu);
    const [key] = Object.keys(JSON.parse(readFileSync(file, 'utf8')) as object);
    for (const text of [
      '',
      '[',
      'null',
      '{}',
      JSON.stringify({ [key]: 'null' }),
      JSON.stringify({ [key]: 7 }),
      JSON.stringify({ [key]: '{"few products":"-1","few outputs":"9x9"}' }),
    ]) {
      mkdirSync(join(cache, 'saccade'), { recursive: true });
      writeFileSync(file, text);
      const next = await Device.open();
      expect(await product(next), text).toEqual(before);
      next.destroy();
    }
  });

  it('has nothing to choose on the reference backend', async () => {
    expect(await tune(loops)).toEqual([]);
  });
});
