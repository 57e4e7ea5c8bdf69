/** Every catalogue module on real features: its maps are what their kind says, and one row equals the whole map's. */
import { beforeAll, describe, expect, it } from 'vitest';
import { capture } from '../engine/capture.ts';
import { Device } from '../engine/device.ts';
import { Random } from '../engine/random.ts';
import { tensor } from '../engine/create.ts';
import { catalog } from '../layers/catalogue/index.ts';
import { seeded } from '../layers/basic/init.ts';

const [channels, height, width] = [16, 16, 16];
let gpu: Device;
beforeAll(async () => {
  gpu = await Device.open();
});

describe.each(catalog.map((entry) => [entry.name, entry] as const))('%s', (_, entry) => {
  it('shows its maps, row by row', async () => {
    const random = new Random(5);
    const x = tensor(
      gpu,
      Float32Array.from({ length: channels * height * width }, () => random.normal()),
      [1, channels, height, width],
    );
    const module = seeded(gpu, 1, () => entry.make(gpu, channels, height, width)).eval();
    const { maps } = capture(() => module.forward(x));
    expect(maps.size).toBeGreaterThan(0);
    expect([...maps.values()].some((map) => map.kind === entry.kind)).toBe(true);
    for (const [name, map] of maps) {
      const row = await map.at(map.queries ? [map.queries[0] >> 1, map.queries[1] >> 1] : 0, map.heads - 1);
      expect(row.length, name).toBe(map.grid[0] * map.grid[1]);
      expect(row.every(Number.isFinite), name).toBe(true);
      const whole = await map.full().data();
      expect(whole.every(Number.isFinite), name).toBe(true);
      if (map.kind === 'dense' && entry.name !== 'lightnl')
        expect(
          row.reduce((a, b) => a + b, 0),
          name,
        ).toBeCloseTo(1, 4);
      if (map.kind === 'cross') {
        const [r, c] = [map.queries![0] >> 1, map.queries![1] >> 1];
        row.forEach((weight, i) => {
          if (Math.floor(i / map.grid[1]) !== r && i % map.grid[1] !== c) expect(weight).toBe(0);
        });
        expect(row.reduce((a, b) => a + b, 0)).toBeCloseTo(1, 4);
      }
    }
  });

  it('tells its parameters as they are', () => {
    const parameters = [...entry.make(gpu, 64, 32, 32).params().values()].reduce((count, p) => count + p.size, 0);
    expect(Math.abs(entry.cost(64, 32, 32).parameters - parameters)).toBeLessThanOrEqual(0.02 * parameters);
  });
});
