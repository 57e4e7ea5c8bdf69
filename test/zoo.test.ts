/** The zoo: what is measured of maps is right on maps whose answer is known, and training by colour moves a map. */
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { attend } from '../engine/capture.ts';
import { tensor } from '../engine/create.ts';
import { Device } from '../engine/device.ts';
import { Module } from '../engine/module.ts';
import { Random } from '../engine/random.ts';
import type { Tensor } from '../engine/tensor.ts';
import { formedMap } from '../layers/attention/formed-map.ts';
import { spatialMap } from '../layers/attention/gate-map.ts';
import { SaganAttention } from '../layers/attention/sagan.ts';
import { seeded } from '../layers/basic/init.ts';
import { loadStored } from '../layers/show/zoo.ts';
import { Linear } from '../layers/basic/linear.ts';
import type { Seen } from '../train/zoo/features.ts';
import { learnByColour } from '../train/zoo/learn.ts';
import type { Judged } from '../train/zoo/measure.ts';
import { measureGates, measureMaps } from '../train/zoo/measure.ts';

const [side, channels] = [8, 8];
const cells = side * side;

let gpu: Device;
beforeAll(async () => {
  gpu = await Device.open();
});
afterAll(() => gpu.destroy());

/** A module whose map is given: [query, position]. */
class Fixed extends Module {
  private readonly weights: Float32Array<ArrayBuffer>;

  constructor(weights: Float32Array<ArrayBuffer>) {
    super(gpu);
    this.weights = weights;
  }
  forward(x: Tensor): Tensor {
    const grid = [side, side] as const;
    if (this.weights.length === cells) attend(() => spatialMap(tensor(gpu, this.weights, [1, 1, side, side])));
    else {
      const weights = tensor(gpu, this.weights, [1, 1, cells, cells]);
      attend(() => formedMap(weights, { kind: 'dense', grid, queries: grid }));
    }
    return x;
  }
}

/** Left half of one kind, right half of another. */
const kinds = Uint8Array.from({ length: cells }, (_, p) => Number(p % side >= side / 2));
const seen: Seen = {
  count: 1,
  grid: [side, side],
  channels,
  features: new Float32Array(channels * cells),
  colours: new Float32Array(2 * cells),
  labels: new Uint8Array(1),
};
const judged: Judged = { seen, kinds, unlabelled: 9, objects: [1] };
const mapOf = (weight: (query: number, position: number) => number) =>
  new Fixed(Float32Array.from({ length: cells * cells }, (_, i) => weight(Math.floor(i / cells), i % cells)));
const measured = async (module: Fixed) => (await measureMaps(gpu, module, judged, new Map(), false)).get('attention')!;

describe('what is measured', () => {
  it('of a blind map, of one that sees its own kind, of one that sees the other', async () => {
    const blind = await measured(mapOf(() => 1));
    expect(blind.own).toBeCloseTo(1, 5);
    expect([blind.distance, blind.change].map((x) => Math.abs(x) < 1e-6)).toEqual([true, true]);
    const knowing = await measured(mapOf((query, p) => Number(kinds[query] === kinds[p])));
    expect(knowing.own).toBeCloseTo(knowing.most!, 5);
    expect(knowing.most).toBeGreaterThan(2);
    expect(knowing.distance).toBeCloseTo(1 - Math.log(cells / 2) / Math.log(cells), 5);
    expect(knowing.change).toBeGreaterThan(0.4);
    expect((await measured(mapOf((query, p) => Number(kinds[query] !== kinds[p])))).own).toBe(0);
  });

  it('of a gate that lets objects through, and of one that is open', async () => {
    const gate = async (weights: Float32Array<ArrayBuffer>) =>
      (await measureGates(gpu, new Fixed(weights), judged)).get('spatial')!;
    expect((await gate(Float32Array.from(kinds))).own).toBeCloseTo(2, 5);
    const open = await gate(new Float32Array(cells).fill(0.5));
    expect([open.own, open.most]).toEqual([expect.closeTo(1, 5), expect.closeTo(2, 5)]);
    expect(Math.abs(open.distance)).toBeLessThan(1e-6);
  });
});

it('a map learns by colour: same kind of thing, same colour', async () => {
  const random = new Random(1);
  const count = 4;
  const features = new Float32Array(count * channels * cells);
  const colours = new Float32Array(count * 2 * cells);
  for (let i = 0; i < count; i++)
    for (let p = 0; p < cells; p++) {
      for (let c = 0; c < channels; c++)
        features[(i * channels + c) * cells + p] = (c % 2 === kinds[p] ? 1 : 0) + random.uniform(-0.1, 0.1);
      for (let c = 0; c < 2; c++) colours[(i * 2 + c) * cells + p] = kinds[p] === c ? 0.5 : -0.5;
    }
  const pictures: Seen = { ...seen, count, features, colours, labels: new Uint8Array(count) };
  const module = seeded(gpu, 0, () => new SaganAttention(gpu, channels));
  const own = async () =>
    (await measureMaps(gpu, module, { ...judged, seen: { ...pictures, count: 1 } }, new Map(), false)).get('attention')!
      .own!;
  const before = await own();
  const loss = await learnByColour(module, pictures, { steps: 60, batch: 2, lr: 0.05, seed: 1 });
  expect(loss).toBeLessThan(0.1);
  module.eval();
  expect(await own()).toBeGreaterThan(before + 0.5);
});

describe('stored values', () => {
  const load = (stored: number[], shape: number[], wanted: number[]) => {
    const layer = new Linear(gpu, wanted[1], wanted[0], { bias: false });
    const file = { dtype: 'f16' as const, fileDtype: 'F16', shape, data: Float32Array.from(stored) };
    loadStored(gpu, layer, new Map([['weight', file]]));
    return layer.weight!.data();
  };

  it('of tables for another size are cut at both ends, or their ends repeated', async () => {
    expect([...(await load([1, 2, 3, 4, 5], [5, 1], [3, 1]))]).toEqual([2, 3, 4]);
    expect([...(await load([1, 2, 3], [1, 3], [1, 7]))]).toEqual([1, 1, 1, 2, 3, 3, 3]);
  });

  it('of places in a square are fitted as one, with nothing beyond it', async () => {
    const nine = [1, 2, 3, 4, 5, 6, 7, 8, 9];
    const wide = [...(await load(nine, [9, 1], [25, 1]))];
    expect(wide).toEqual([0, 0, 0, 0, 0, 0, 1, 2, 3, 0, 0, 4, 5, 6, 0, 0, 7, 8, 9, 0, 0, 0, 0, 0, 0]);
    expect([...(await load(wide, [25, 1], [9, 1]))]).toEqual(nine);
  });

  it('of another module are refused', () => {
    expect(() => load([1, 2, 3, 4], [2, 2], [3, 3])).toThrow(/another one/);
    const file = { dtype: 'f16' as const, fileDtype: 'F16', shape: [1], data: Float32Array.of(1) };
    expect(() => loadStored(gpu, new Linear(gpu, 1, 1), new Map([['gamma', file]]))).toThrow(/has no gamma/);
  });
});
