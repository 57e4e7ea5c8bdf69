/** `saccade attend --model` and `saccade classify`: what they print of a small network, and what they refuse. */
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { capture } from '../engine/capture.ts';
import { Device } from '../engine/device.ts';
import { decodePng } from '../engine/files/image-node.ts';
import { loadImage } from '../engine/files/load.ts';
import { writeSafetensors } from '../engine/files/safetensors.ts';
import { softmax } from '../kernels/index.ts';
import { seeded } from '../layers/basic/init.ts';
import { classRow } from '../layers/explain/class-row.ts';
import { DinoV1 } from '../layers/models/dino-v1.ts';
import { VisionTransformer } from '../layers/models/vision-transformer.ts';
import type { PictureNetwork } from '../layers/published/networks.ts';
import { prepared } from '../layers/published/picture.ts';
import { run } from './command.ts';

const fruit = fileURLToPath(new URL('pictures/fruit.png', import.meta.url));
let folder: string;
let gpu: Device;
let vit: VisionTransformer;
const file = (name: string) => join(folder, name);

async function store(name: string, net: PictureNetwork, metadata: [string, string][] = []): Promise<void> {
  const tensors = [];
  for (const [key, one] of net.state())
    tensors.push([key, { dtype: one.dtype, shape: one.shape, data: await one.data() }] as const);
  writeFileSync(file(name), writeSafetensors(tensors, metadata));
}

beforeAll(async () => {
  folder = mkdtempSync(join(tmpdir(), 'saccade-network-'));
  gpu = await Device.open({ backend: 'reference' });
  const shape = { size: 16, patch: 4, dim: 64, depth: 2, heads: 1 };
  vit = seeded(gpu, 11, () => new VisionTransformer(gpu, { ...shape, classes: 3 }));
  const classes = JSON.stringify(['apple', 'pear', 'plum']);
  await store('vit.safetensors', vit, [['classes', classes]]);
  await store(
    'dino.safetensors',
    seeded(gpu, 4, () => new DinoV1(gpu, shape)),
  );
});
afterAll(() => rmSync(folder, { recursive: true }));

const image = async () =>
  prepared(await loadImage(gpu, decodePng(readFileSync(fruit)), { size: 16 }), {
    size: 16,
    mean: [0.5, 0.5, 0.5],
    std: [0.5, 0.5, 0.5],
  });
const attend = (...words: string[]) =>
  run('attend', fruit, '--model', 'vit', '--weights', file('vit.safetensors'), '--device', 'reference', ...words);

describe('attend --model', () => {
  test("shows the class token's row of the last block, mean over heads, as the library has it", async () => {
    const { status, out, err } = await attend('--json');
    expect([status, err]).toEqual([0, '']);
    const told = JSON.parse(out);
    const layers = ['blocks.0.attn.attention', 'blocks.1.attn.attention'];
    expect(told).toMatchObject({ model: 'vit', reading: 'row', grid: [4, 4], queries: null, query: null, layers });
    expect(told.layer).toBe(layers[1]);
    const x = await image();
    const row = await classRow(capture(() => vit.forward(x)).maps.get(layers[1])!).data();
    const [best] = told.strongest;
    expect(best.weight).toBeCloseTo(Math.max(...row), 6);
    expect(row[4 * best.row + best.column]).toBeCloseTo(best.weight, 6);
  });

  test.each(['rollout', 'gradient-rollout', 'grad-cam'])('reads by %s', async (reading) => {
    const { status, out, err } = await attend('--reading', reading, '--json', '-o', file(`${reading}.png`));
    expect([status, err]).toEqual([0, '']);
    const told = JSON.parse(out);
    expect(told).toMatchObject({ reading, grid: [4, 4] });
    expect(told.followed === null).toBe(reading === 'rollout');
    expect(told.strongest[0].weight).toBeGreaterThan(0);
    expect(decodePng(readFileSync(file(`${reading}.png`))).width).toBe(decodePng(readFileSync(fruit)).width);
  });

  test('takes a block, a head, a query and another size', async () => {
    const words = ['--block', '0', '--head', '0', '--query', '2,5', '--size', '24', '--json'];
    const { out } = await attend(...words);
    expect(JSON.parse(out)).toMatchObject({ layer: 'blocks.0.attn.attention', grid: [6, 6], query: [2, 5], head: 0 });
  });

  const refused: [string[], RegExp][] = [
    [['--block', '2'], /no block 2; .*blocks 0 to 1/],
    [['--head', '1'], /no head 1/],
    [['--query', '4,0'], /outside the map/],
    [['--size', '18'], /multiples of 4/],
    [['--layer', 'blocks.7'], /no map "blocks\.7"/],
  ];
  test.each(refused)('refuses %s in one line', async (words, message) => {
    const { status, err } = await attend(...words);
    expect(status).toBe(1);
    expect(err).toMatch(message);
    expect(err.trim().split('\n').length).toBe(1);
  });

  test('refuses weights of another network, and readings that follow a class where there is none', async () => {
    const weights = ['--weights', file('vit.safetensors'), '--device', 'reference'];
    const swin = await run('attend', fruit, '--model', 'swin', ...weights);
    expect([swin.status, swin.err]).toEqual([1, expect.stringMatching(/looks like vit/)]);
    const other = await run('attend', fruit, '--model', 'vti', ...weights);
    expect([other.status, other.err]).toEqual([1, expect.stringMatching(/did you mean vit\?/)]);
    const dino = ['--model', 'dino', '--weights', file('dino.safetensors'), '--device', 'reference'];
    const cam = await run('attend', fruit, ...dino, '--reading', 'grad-cam');
    expect([cam.status, cam.err]).toEqual([1, expect.stringMatching(/no classes/)]);
    expect((await run('attend', fruit, ...dino)).status).toBe(0);
    expect((await run('attend', fruit, '--module', 'se', '--model', 'vit')).status).toBe(2);
    expect((await run('attend', fruit, '--model', 'vit')).status).toBe(2);
    expect((await run('attend', fruit, '--module', 'se', '--reading', 'rollout')).status).toBe(2);
  });
});

test('classify tells the classes by their shares, in the words of the file', async () => {
  const words = ['--model', 'vit', '--weights', file('vit.safetensors'), '--device', 'reference'];
  const { status, out, err } = await run('classify', fruit, fruit, ...words, '--json');
  expect([status, err]).toEqual([0, '']);
  const [first, second] = out
    .trim()
    .split('\n')
    .map((line) => JSON.parse(line));
  expect(second).toEqual(first);
  const x = await image();
  const shares = [...(await softmax(vit.forward(x), 1).data())];
  const best = shares.indexOf(Math.max(...shares));
  expect(first.classes[0]).toMatchObject({ index: best, name: ['apple', 'pear', 'plum'][best] });
  expect(first.classes.map(({ share }: { share: number }) => share).toSorted()).toEqual(
    first.classes.map(({ share }: { share: number }) => share).toReversed(),
  );
  const dino = await run(
    'classify',
    fruit,
    '--model',
    'dino',
    '--weights',
    file('dino.safetensors'),
    '--device',
    'reference',
  );
  expect([dino.status, dino.err]).toEqual([1, expect.stringMatching(/dino has no classes/)]);
});
