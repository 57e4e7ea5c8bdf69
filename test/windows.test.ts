/** Windows: who sees whom agrees from both sides, and one query's map is its row of the whole map. */
import { beforeAll, describe, expect, it } from 'vitest';
import { capture } from '../engine/capture.ts';
import { Device } from '../engine/device.ts';
import { Random } from '../engine/rng.ts';
import { size } from '../engine/shape.ts';
import { tensor } from '../engine/tensor.ts';
import type { Axis } from '../kernels/attention/window.ts';
import { positionAt, viewersOf, windowOf } from '../kernels/attention/window.ts';
import { NeighborhoodAttention2d } from '../layers/natten.ts';
import { SasaArticle } from '../layers/sasa-article.ts';
import { SasaConv } from '../layers/sasa-conv.ts';
import { StandAloneSelfAttention } from '../layers/sasa.ts';
import { SwinWindowAttention } from '../layers/swin.ts';

const plain = { dilation: 1, stride: 1, pad: 0, roll: 0 };
const axes: Axis[] = [
  { ...plain, form: 'zero', keys: 9, queries: 9, kernel: 5, pad: 2 },
  { ...plain, form: 'mask', keys: 10, queries: 4, kernel: 3, stride: 3, dilation: 2, pad: 2 },
  { ...plain, form: 'mask', keys: 10, queries: 7, kernel: 4 },
  { ...plain, form: 'shift', keys: 7, queries: 7, kernel: 7 },
  { ...plain, form: 'shift', keys: 12, queries: 12, kernel: 5 },
  { ...plain, form: 'shift', keys: 17, queries: 17, kernel: 3, dilation: 4 },
  { ...plain, form: 'shift', keys: 15, queries: 15, kernel: 3, dilation: 2 },
  { ...plain, form: 'block', keys: 12, queries: 12, kernel: 4, roll: 1 },
  { ...plain, form: 'block', keys: 6, queries: 6, kernel: 6 },
];

describe('an axis', () => {
  it.each(axes)('%o: a key knows exactly the queries that see it, at the same relative places', (axis) => {
    const seen: string[] = [];
    for (let i = 0; i < axis.queries; i++) {
      const span = windowOf(axis, i);
      for (let t = 0; t < span.count; t++) {
        const j = positionAt(axis, span, t);
        if (j >= 0 && j < axis.keys) seen.push(`${i} sees ${j} at ${span.offset + t * span.turn}`);
      }
    }
    const told: string[] = [];
    for (let j = 0; j < axis.keys; j++) {
      const span = viewersOf(axis, j);
      for (let t = 0; t < span.count; t++) {
        const i = positionAt(axis, span, t) / axis.stride;
        if (Number.isInteger(i) && i >= 0 && i < axis.queries) told.push(`${i} sees ${j} at ${span.offset + t * span.turn}`);
      }
    }
    expect(told.sort()).toEqual(seen.sort());
  });
});

describe('one query of a map', () => {
  let gpu: Device;
  beforeAll(async () => {
    gpu = await Device.open();
  });
  const input = (...shape: number[]) => {
    const random = new Random(5);
    return tensor(gpu, Float32Array.from({ length: size(shape) }, () => random.uniform(-1, 1)), shape);
  };

  it('stands where its window lies: centred, with a stride', async () => {
    const { maps } = capture(() => new StandAloneSelfAttention(gpu, 4, 8, { kernel: 3, heads: 2, stride: 2, border: 'mask' }).forward(input(2, 4, 5, 6)));
    const map = maps.get('attention')!;
    const whole = await map.full().data();
    const row = await map.at([1, 2], 1, 1);
    const mine = Array.from(whole.slice((((1 * 2 + 1) * 3 + 1) * 3 + 2) * 9).slice(0, 9));
    const grid = new Array<number>(30).fill(0);
    for (let t = 0; t < 9; t++) grid[(1 + Math.floor(t / 3)) * 6 + 3 + (t % 3)] = mine[t];
    row.forEach((weight, i) => expect(weight).toBeCloseTo(grid[i], 6));
  });

  it('leaves out what is padded, and sums to 1 without padding', async () => {
    const { maps } = capture(() => new SasaConv(gpu, 3, 4).forward(input(1, 3, 4, 4)));
    const map = maps.get('attention')!;
    const sum = async (query: number) => (await map.at(query, 3)).reduce((a, b) => a + b, 0);
    expect(await sum(5)).toBeCloseTo(1, 5);
    expect(await sum(0)).toBeLessThan(0.999);
  });

  it('moves inward at borders', async () => {
    const { maps } = capture(() => new NeighborhoodAttention2d(gpu, 4, { heads: 2, kernel: 3, dilation: 2 }).forward(input(1, 6, 7, 4)));
    const row = await maps.get('attention')!.at([5, 0], 1);
    const cells = Array.from(row.keys()).filter((i) => row[i] > 0).map((i) => [Math.floor(i / 7), i % 7]);
    expect(cells).toEqual([1, 3, 5].flatMap((r) => [0, 2, 4].map((c) => [r, c])));
  });

  it('wraps around a shifted image, and hardly crosses its regions', async () => {
    const attention = new SwinWindowAttention(gpu, 4, { heads: 2, window: 2 });
    const { maps } = capture(() => attention.forward(input(1, 16, 4), undefined, { grid: [4, 4], shift: 1 }));
    const map = maps.get('attention')!;
    // The last block of the rolled image: rows 3 and 0, columns 3 and 0, each a region of its own.
    const row = await map.at([3, 3]);
    expect(row[15]).toBeCloseTo(1, 6);
    const inner = await map.at([1, 2]);
    expect(Array.from(inner.keys()).filter((i) => inner[i] > 0)).toEqual([5, 6, 9, 10]);
    expect(map.full().shape).toEqual([4, 2, 4, 4]);
  });

  it('covers the whole image where the window does', async () => {
    const { maps } = capture(() => new SasaArticle(gpu, 3, 3, { heads: 2, width: 2, positions: 6 }).forward(input(1, 3, 4, 4)));
    const map = maps.get('attention')!;
    const whole = await map.full().data();
    expect(Array.from(await map.at(7, 1))).toEqual(Array.from(whole.slice((16 + 7) * 16, (16 + 8) * 16)));
  });
});
