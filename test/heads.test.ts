/**
 * Multi-head and additive attention where the official files do not look: paths without weights, masks of two kinds,
 * blind queries, dropout.
 */
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { capture } from '../engine/capture.ts';
import { Device } from '../engine/device.ts';
import { ShapeError } from '../engine/errors.ts';
import { Random } from '../engine/random.ts';
import type { Tensor } from '../engine/tensor.ts';
import { tensor } from '../engine/create.ts';
import { AdditiveAttention } from '../layers/attention/additive.ts';
import { ConvMultihead } from '../layers/attention/conv-multihead.ts';
import { ResidualMultihead } from '../layers/attention/residual-multihead.ts';
import { MultiheadAttention } from '../layers/attention/multihead.ts';

let gpu: Device;
beforeAll(async () => void (gpu = await Device.open()));
afterAll(() => gpu.settle());

const random = new Random(11);
const noise = (...shape: number[]) =>
  tensor(
    gpu,
    Float32Array.from({ length: shape.reduce((a, b) => a * b, 1) }, () => random.normal()),
    shape,
  );
const bool = (values: number[], shape: number[]) => tensor(gpu, Uint32Array.from(values), shape, 'bool');
async function expectClose(a: Tensor, b: Tensor): Promise<void> {
  expect(a.shape).toEqual(b.shape);
  const [got, want] = [await a.data(), await b.data()];
  got.forEach((value, i) => expect(value).toBeCloseTo(want[i], 5));
}

describe('MultiheadAttention', () => {
  it('gives the same with and without its weights', async () => {
    const attention = new MultiheadAttention(gpu, 8, 2, { batchFirst: true, addBiasKv: true, addZeroAttn: true });
    const [query, key] = [noise(2, 3, 8), noise(2, 5, 8)];
    const options = { attnMask: noise(4, 3, 5), keyPaddingMask: bool([0, 0, 1, 0, 0, 1, 0, 0, 0, 1], [2, 5]) };
    await expectClose(
      attention.forward(query, key, key, options),
      attention.forward(query, key, key, { ...options, needWeights: true }).out,
    );
  });

  it('adds a mask of logits to one that forbids', async () => {
    const attention = new MultiheadAttention(gpu, 8, 2, { batchFirst: true });
    const x = noise(1, 3, 8);
    const forbidden = attention.forward(x, x, x, {
      keyPaddingMask: bool([0, 1, 0], [1, 3]),
      attnMask: noise(3, 3),
      needWeights: true,
    }).weights;
    const weights = await forbidden.data();
    for (let query = 0; query < 3; query++) {
      expect(weights[query * 3 + 1]).toBe(0);
      expect(weights[query * 3] + weights[query * 3 + 2]).toBeCloseTo(1, 6);
    }
    const shifted = attention.forward(x, x, x, {
      attnMask: tensor(gpu, [
        [0, 50, 0],
        [50, 0, 0],
        [0, 0, 50],
      ]),
      needWeights: true,
    }).weights;
    expect(Array.from(await shifted.data(), (weight) => Math.round(weight))).toEqual([0, 1, 0, 1, 0, 0, 0, 0, 1]);
  });

  it('gives a query that sees nothing the bias alone', async () => {
    const attention = new MultiheadAttention(gpu, 4, 1, { batchFirst: true });
    const x = noise(1, 2, 4);
    const y = await attention.forward(x, x, x, { attnMask: bool([1, 1, 0, 0], [2, 2]) }).data();
    expect(Array.from(y.slice(0, 4))).toEqual([0, 0, 0, 0]);
    expect(y.slice(4).every((value) => value !== 0)).toBe(true);
  });

  it('drops weights in training, and gives those it used', async () => {
    const attention = new MultiheadAttention(gpu, 4, 1, { batchFirst: true, dropout: 0.5 });
    const x = noise(1, 40, 4);
    const whole = attention.forward(x, x, x, { needWeights: true }).weights;
    attention.train();
    const weights = attention.forward(x, x, x, { needWeights: true }).weights;
    const [got, all] = [await weights.data(), await whole.data()];
    const dropped = got.filter((weight) => weight === 0).length;
    expect(dropped / got.length).toBeGreaterThan(0.45);
    expect(dropped / got.length).toBeLessThan(0.55);
    got.forEach((weight, i) => weight && expect(weight).toBeCloseTo(2 * all[i], 5));
  });

  it('takes tokens with the sequence first, and pixels', async () => {
    const first = new MultiheadAttention(gpu, 4, 2, { batchFirst: true });
    const second = new MultiheadAttention(gpu, 4, 2).load(first.state());
    const picture = noise(2, 4, 3, 5);
    const tokens = picture.reshape(2, 4, 15).transpose();
    await expectClose(second.forward(tokens.transpose(0, 1)).transpose(0, 1), first.forward(tokens));
    await expectClose(first.forward(picture).reshape(2, 4, 15).transpose(), first.forward(tokens));
    await expectClose(second.forward(picture), first.forward(picture));
  });

  it('shows a row of a masked map as it was used', async () => {
    const attention = new MultiheadAttention(gpu, 8, 2, { batchFirst: true });
    const x = noise(2, 3, 8);
    const {
      out: { weights },
      maps,
    } = capture(() =>
      attention.forward(x, x, x, { attnMask: noise(4, 3, 3), needWeights: true, averageWeights: false }),
    );
    const map = maps.get('attention')!;
    const all = await weights.data();
    for (const [batch, head, query] of [
      [0, 0, 0],
      [1, 0, 2],
      [1, 1, 1],
    ]) {
      const start = ((batch * 2 + head) * 3 + query) * 3;
      (await map.at(query, head, batch)).forEach((weight, i) => expect(weight).toBeCloseTo(all[start + i], 6));
    }
    await expectClose(map.full(), weights);
  });

  it('refuses heads and ranks that do not fit', () => {
    expect(() => new MultiheadAttention(gpu, 8, 3)).toThrow(ShapeError);
    expect(() => new MultiheadAttention(gpu, 8, 2).forward(noise(3, 8))).toThrow(ShapeError);
  });
});

describe('ResidualMultihead', () => {
  it('gives the same with and without its weights', async () => {
    const attention = new ResidualMultihead(gpu, 8, 2);
    const x = noise(2, 5, 8);
    await expectClose(attention.forward(x), attention.forward(x, x, x, { needWeights: true }).out);
  });

  it('weighs all keys alike where a query may see none', async () => {
    const attention = new ResidualMultihead(gpu, 4, 1);
    const x = noise(1, 2, 4);
    const { weights } = attention.forward(x, x, x, {
      mask: tensor(gpu, Int32Array.of(0, 0, 0, 1), [1, 2, 2]),
      needWeights: true,
    });
    expect(Array.from(await weights.data())).toEqual([0.5, 0.5, 0, 1]);
  });

  it('has tokens that are pixels, or not', async () => {
    const pixels = new ResidualMultihead(gpu, 4, 1);
    const reshaped = new ResidualMultihead(gpu, 4, 1, { tokens: 'reshaped' }).load(pixels.state());
    const picture = noise(1, 4, 3, 5);
    await expectClose(
      pixels.forward(picture).reshape(1, 4, 15).transpose(),
      pixels.forward(picture.reshape(1, 4, 15).transpose()),
    );
    await expectClose(reshaped.forward(picture).reshape(1, 15, 4), pixels.forward(picture.reshape(1, 15, 4)));
    expect(capture(() => pixels.forward(picture)).maps.get('attention')!.grid).toEqual([3, 5]);
    expect(capture(() => reshaped.forward(picture)).maps.get('attention')!.grid).toEqual([1, 15]);
  });
});

it('ConvMultihead takes pictures that are not square', async () => {
  const attention = new ConvMultihead(gpu, { context: 4, query: 4, key: 3, value: 2, heads: 2 });
  const picture = noise(1, 4, 3, 5);
  await expectClose(attention.forward(picture)[0].reshape(1, 4, 15), attention.forward(picture.reshape(1, 4, 15))[0]);
  expect(() => attention.forward(picture, noise(1, 4, 3, 4))).toThrow(ShapeError);
});

it('AdditiveAttention shows a row as it was used', async () => {
  const attention = new AdditiveAttention(gpu, { query: 3, key: 4, hidden: 5 });
  const { maps } = capture(() =>
    attention.forward(noise(2, 2, 3), noise(2, 4, 4), noise(2, 4, 2), tensor(gpu, Int32Array.of(4, 2), [2])),
  );
  const row = await maps.get('attention')!.at(1, 0, 1);
  expect(Array.from(row.slice(2))).toEqual([0, 0]);
  expect(row[0] + row[1]).toBeCloseTo(1, 6);
});
