/** Whole networks beyond their official files: seeds, sizes, losses at the ends. */
import { afterAll, beforeAll, expect, it } from 'vitest';
import { capture } from '../engine/capture.ts';
import { Device } from '../engine/device.ts';
import { ShapeError } from '../engine/errors.ts';
import { Random } from '../engine/random.ts';
import { valueAndGrad } from '../engine/autograd.ts';
import { full, tensor } from '../engine/create.ts';
import { crossEntropy } from '../kernels/index.ts';
import { catalog } from '../layers/catalogue/index.ts';
import { AttentionNet } from '../layers/models/attention-net.ts';
import { ColourNet } from '../layers/models/colour-net.ts';
import { LocalResNet } from '../layers/models/local-resnet.ts';
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

it.each(['attention', 'convolution'] as const)(
  'LocalResNet of %s: classes of small pictures, a gradient for each parameter',
  async (mixer) => {
    const net = new LocalResNet(gpu, { mixer, classes: 3, widths: [64, 128], seed: 1 }).train();
    const labels = tensor(gpu, [0, 2], [2], 'i32');
    const { value, grads } = valueAndGrad(() => crossEntropy(net.forward(picture(2, 3, 16, 16)), labels), net.params());
    expect(await value.item()).toBeGreaterThan(0);
    for (const [name, grad] of grads) expect([name, (await grad.data()).some((x) => x !== 0)]).toEqual([name, true]);
    expect(capture(() => net.forward(picture(1, 3, 16, 16))).maps.size).toBe(mixer === 'attention' ? 3 : 0);
  },
);

it('AttentionNet takes any module of the catalogue, and none', async () => {
  const shapes = [
    null,
    ...['cbam', 'ccnet', 'mha_article'].map((name) => catalog.find((entry) => entry.name === name)),
  ].map((entry) => {
    const make = entry === null ? null : (device: Device, channels: number) => entry!.make(device, channels, 4, 4);
    return new AttentionNet(gpu, make, { classes: 5, seed: 1 }).forward(picture(2, 3, 16, 16)).shape;
  });
  expect(shapes).toEqual(shapes.map(() => [2, 5]));
});

it.each(['dense', 'cross', 'window'] as const)(
  'ColourNet (%s) copies: colours that are everywhere alike stay',
  async (mechanism) => {
    const net = new ColourNet(gpu, { mechanism, seed: 1 });
    const copied = await net.copy(picture(1, 1, 32, 48), full(gpu, [1, 2, 8, 12], 0.25)).data();
    expect(copied.length).toBe(2 * 8 * 12);
    for (const value of copied) expect(value).toBeCloseTo(0.25, 5);
    const [map] = [...capture(() => net.forward(picture(1, 1, 32, 48))).maps.values()];
    expect([map.grid, map.queries]).toEqual([
      [8, 12],
      [8, 12],
    ]);
    expect((await map.at([3, 4])).reduce((sum, weight) => sum + weight, 0)).toBeCloseTo(1, 5);
  },
);

it('a U-Net begins with the same values with attention and without', async () => {
  const [plain, attending] = [false, true].map((attention) => new AttentionUNet(gpu, { attention, base: 4, seed: 3 }));
  const same = [...plain.state()].map(async ([name, value]) =>
    expect([...(await attending.state().get(name)!.data())]).toEqual([...(await value.data())]),
  );
  await Promise.all(same);
  expect(attending.params().size - plain.params().size).toBe(4);
});
