/** Axial maps against what the modules give: a map times the values is the output, one row is a row of the whole. */
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { AttentionMap } from '../engine/capture.ts';
import { capture } from '../engine/capture.ts';
import { Device } from '../engine/device.ts';
import { ShapeError } from '../engine/errors.ts';
import { Random } from '../engine/random.ts';
import type { Tensor } from '../engine/tensor.ts';
import { tensor, zeros } from '../engine/create.ts';
import { AxialBlock } from '../layers/attention/axial-block.ts';
import { AxialAttention } from '../layers/attention/axial.ts';
import { AxisAttention } from '../layers/attention/axis-attention.ts';

let gpu: Device;
beforeAll(async () => void (gpu = await Device.open()));
afterAll(() => gpu.settle());

const [batches, channels, height, width] = [2, 4, 3, 5];
const random = new Random(3);
const noise = (shape: number[]) =>
  tensor(
    gpu,
    Float32Array.from({ length: shape.reduce((a, b) => a * b, 1) }, () => random.normal()),
    shape,
  );

/** One head whose values are the features and whose output is the mean of values: what is left is the map. */
function bare(attention: AxisAttention): AxisAttention {
  const identity = Float32Array.from({ length: channels ** 2 }, (_, i) =>
    Number(Math.floor(i / channels) === i % channels),
  );
  const key = Float32Array.from({ length: channels ** 2 }, () => random.normal());
  attention.fn.to_kv.weight.assign(tensor(gpu, Float32Array.of(...key, ...identity), [2 * channels, channels]));
  attention.fn.to_out.weight.assign(tensor(gpu, identity, [channels, channels]));
  attention.fn.to_out.bias!.assign(zeros(gpu, [channels]));
  return attention;
}

/** Σ_positions map[query, position] · x[position] for every query and channel of an image. */
async function expectMapTimes(map: AttentionMap, x: Tensor, y: Tensor): Promise<void> {
  const [values, out] = [await x.data(), await y.data()];
  const count = height * width;
  for (let batch = 0; batch < batches; batch++) {
    for (let query = 0; query < count; query++) {
      const row = await map.at(query, 0, batch);
      for (let c = 0; c < channels; c++) {
        const at = (batch * channels + c) * count;
        expect(row.reduce((total, weight, i) => total + weight * values[at + i], 0)).toBeCloseTo(out[at + query], 5);
      }
    }
  }
}

describe('AxialAttention', () => {
  it('shows columns and rows in turn as the product of their maps', async () => {
    const axial = new AxialAttention(gpu, channels, { heads: 1, sum: false });
    axial.axial_attentions.forEach(bare);
    const x = noise([batches, channels, height, width]);
    const { out, maps } = capture(() => axial.forward(x));
    expect([...maps.keys()]).toEqual(['column', 'row', 'composed']);
    await expectMapTimes(maps.get('composed')!, x, out);
  });

  it.each([
    ['column', 0],
    ['row', 1],
  ] as const)('shows a %s', async (_, axis) => {
    const attention = bare(new AxisAttention(gpu, channels, axis, { heads: 1 }));
    const x = noise([batches, channels, height, width]);
    const { out, maps } = capture(() => attention.forward(x));
    await expectMapTimes(maps.get('attention')!, x, out);
  });

  it('attends to channels-last videos as to channels-first ones', async () => {
    const video = noise([2, 3, 2, 4, 8]);
    const last = new AxialAttention(gpu, 8, { axes: 3, heads: 2, channelAxis: -1 });
    const first = new AxialAttention(gpu, 8, { axes: 3, heads: 2 }).load(last.state());
    const y = first.forward(video.permute(0, 4, 1, 2, 3)).permute(0, 2, 3, 4, 1);
    expect(await y.data()).toEqual(await last.forward(video).data());
  });

  it('refuses other ranks and heads', () => {
    expect(() => new AxialAttention(gpu, 8, { heads: 2 }).forward(noise([1, 8, 3]))).toThrow(ShapeError);
    expect(() => new AxialAttention(gpu, 8, { heads: 3 })).toThrow(ShapeError);
  });
});

it.each([
  ['AxialAttention', () => new AxialAttention(gpu, 8, { heads: 2, sum: false })],
  ['AxialBlock', () => new AxialBlock(gpu, 8, 4, { groups: 2, size: [height, width] })],
])('one row of %s is a row of the whole', async (_, make) => {
  const module = make();
  const { maps } = capture(() => module.forward(noise([batches, 8, height, width])));
  const whole = await maps.get('composed')!.full().data();
  const count = height * width;
  expect(Array.from(await maps.get('composed')!.at(7, 0, 1))).toEqual(
    Array.from(whole.slice((count + 7) * count, (count + 8) * count)),
  );
  // Query 7 is row 1, column 2; lines come column by column, or row by row, heads inside.
  const column = await maps.get('column')!.full().data();
  const line = ((width + 2) * 2 + 1) * height ** 2 + height;
  expect(Array.from(await maps.get('column')!.at([1, 2], 1, 1)).filter((_weight, i) => i % width === 2)).toEqual(
    Array.from(column.slice(line, line + height)),
  );
  const row = await maps.get('row')!.full().data();
  const start = ((height + 1) * 2 + 1) * width ** 2 + 2 * width;
  expect(Array.from(await maps.get('row')!.at([1, 2], 1, 1)).slice(width, 2 * width)).toEqual(
    Array.from(row.slice(start, start + width)),
  );
});
