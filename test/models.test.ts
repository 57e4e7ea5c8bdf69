/** Whole networks beyond their official files: seeds, sizes, losses at the ends. */
import { afterAll, beforeAll, expect, it } from 'vitest';
import { capture } from '../engine/capture.ts';
import { Device } from '../engine/device.ts';
import { ShapeError } from '../engine/errors.ts';
import { Random } from '../engine/random.ts';
import { tensor } from '../engine/create.ts';
import type { PatchAttention } from '../layers/models/patch-net.ts';
import { patchLoss, PatchNet } from '../layers/models/patch-net.ts';
import { AttentionUNet } from '../layers/models/unet.ts';

let gpu: Device;
beforeAll(async () => void (gpu = await Device.open()));
afterAll(() => gpu.settle());

const random = new Random(5);
const picture = (...shape: number[]) =>
  tensor(
    gpu,
    Float32Array.from({ length: shape.reduce((a, b) => a * b, 1) }, () => random.normal()),
    shape,
  );

it('PatchNet repeats a seed, and only then itself', async () => {
  const x = picture(1, 3, 8, 8);
  const [a, b, c, d] = await Promise.all(
    [{ seed: 1 }, { seed: 1 }, { seed: 2 }, {}].map((options) => new PatchNet(gpu, options).forward(x).item()),
  );
  expect(b).toBe(a);
  expect(new Set([a, c, d]).size).toBe(3);
});

it.each([
  ['cbam', ['attn1.channel', 'attn1.spatial']],
  ['cbam-channel', ['attn1.channel']],
  ['multihead', ['attn1.attention']],
  ['multihead-conv', ['attn1.attention']],
  ['none', []],
] satisfies [PatchAttention, string[]][])('PatchNet with %s shows its maps', async (attention, names) => {
  const net = new PatchNet(gpu, { attention });
  const { out, maps } = capture(() => net.forward(picture(2, 3, 8, 12)));
  expect(out.shape).toEqual([2]);
  expect([...maps.keys()]).toEqual(names);
});

it('patchLoss stays finite where the network is sure and wrong', async () => {
  const loss = await patchLoss(tensor(gpu, [0, 1]), tensor(gpu, [1, 0])).item();
  expect(loss).toBeCloseTo(-Math.log(1e-8), 4);
  expect(() => patchLoss(tensor(gpu, [0, 1]), tensor(gpu, [1]))).toThrow(ShapeError);
});

it("AttentionUNet gives a mask of the picture's size, odd ones too, where pictures are resized", () => {
  const resized = new AttentionUNet(gpu, { base: 2, outs: 3 });
  expect(resized.forward(picture(1, 3, 9, 7)).shape).toEqual([1, 3, 9, 7]);
  const grown = new AttentionUNet(gpu, { base: 2, up: 'transpose' });
  expect(grown.forward(picture(1, 3, 8, 12)).shape).toEqual([1, 1, 8, 12]);
  expect(() => grown.forward(picture(1, 3, 9, 7))).toThrow(ShapeError);
});
