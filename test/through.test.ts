/** What a map makes of values, against its own rows read one by one: every map of the catalogue that has queries. */
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { capture } from '../engine/capture.ts';
import { tensor } from '../engine/create.ts';
import { Device } from '../engine/device.ts';
import { Random } from '../engine/random.ts';
import { seeded } from '../layers/basic/init.ts';
import { catalog } from '../layers/catalogue/index.ts';
import { throughMap } from '../layers/show/through.ts';

const [side, channels, count] = [8, 64, 2];
const positions = side * side;

let gpu: Device;
beforeAll(async () => {
  gpu = await Device.open();
});
afterAll(() => gpu.destroy());

const draw = (size: number, seed: number): Float32Array<ArrayBuffer> => {
  const random = new Random(seed);
  return Float32Array.from({ length: size }, () => random.uniform(-1, 1));
};

describe('throughMap', () => {
  it.each(catalog.filter(({ group }) => group !== 'gate').map(({ name }) => name))('%s', async (name) => {
    const entry = catalog.find((candidate) => candidate.name === name)!;
    const module = seeded(gpu, 3, () => entry.make(gpu, channels, side, side)).eval();
    const x = tensor(gpu, draw(2 * channels * positions, 1), [2, channels, side, side]);
    const given = draw(2 * count * positions, 2);
    const values = tensor(gpu, given, [2, count, side, side]);
    const { maps } = capture(() => module.forward(x));
    let compared = 0;
    for (const [key, map] of maps) {
      if (map.kind === 'bases') {
        // Their rows are not over positions: but all ones must come out as they are, whoever reads which basis.
        const ones = tensor(gpu, new Float32Array(2 * positions).fill(1), [2, 1, side, side]);
        for (const value of await throughMap(map, ones).data()) expect(value, key).toBeCloseTo(1, 4);
        compared++;
        continue;
      }
      if (!map.queries || map.kind === 'channel') continue;
      const made = await throughMap(map, values).data();
      const [rows, columns] = map.grid;
      const [tall, wide] = [side / rows, side / columns];
      for (const [image, query] of [
        [0, 0],
        [1, 27],
        [1, 63],
      ]) {
        const wanted = new Float64Array(count);
        for (let head = 0; head < map.heads; head++) {
          const row = await map.at(query, head, image);
          for (let c = 0; c < count; c++)
            for (let p = 0; p < positions; p++) {
              const cell = Math.floor(Math.floor(p / side) / tall) * columns + Math.floor((p % side) / wide);
              const value = given[(image * count + c) * positions + p];
              wanted[c] += (row[cell] * value) / (map.heads * tall * wide);
            }
        }
        for (let c = 0; c < count; c++) {
          const got = made[(image * count + c) * positions + query];
          expect(Math.abs(got - wanted[c]), `${key}, image ${image}, query ${query}`).toBeLessThan(2e-5);
        }
      }
      compared++;
    }
    expect(compared).toBeGreaterThan(0);
  });
});
