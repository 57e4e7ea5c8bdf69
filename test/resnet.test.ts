/** ResNet in torchvision's form: its names, and its forward written out with plain ops from the same state. */
import { beforeAll, expect, it } from 'vitest';
import { capture } from '../engine/capture.ts';
import { Device } from '../engine/device.ts';
import { Random } from '../engine/random.ts';
import type { Tensor } from '../engine/tensor.ts';
import { tensor } from '../engine/create.ts';
import { add, batchNorm, conv2d, linear, maxPool2d, mean, relu } from '../kernels/index.ts';
import type { Conv2dOptions } from '../layers/basic/conv.ts';
import { normal } from '../layers/basic/init.ts';
import { ResNet } from '../layers/models/resnet.ts';

let gpu: Device;
beforeAll(async () => {
  gpu = await Device.open({ backend: 'reference' });
});

/** Every parameter and statistic drawn, so that no norm is the identity. */
function drawn(net: ResNet): ResNet {
  const random = new Random(2);
  for (const [name, one] of net.state()) {
    if (one.dtype !== 'f32') continue;
    const low = name.endsWith('running_var') ? 0.5 : -0.5;
    one.assign(
      tensor(
        gpu,
        Float32Array.from({ length: one.size }, () => random.uniform(low, low + 1)),
        one.shape,
      ),
    );
  }
  return net;
}

it.each(['basic', 'bottleneck'] as const)('%s blocks', async (block) => {
  const net = drawn(new ResNet(gpu, { block, depths: [1, 2, 1, 1], width: 4, classes: 3 }));
  const state = net.state();
  const at = (name: string) => state.get(name)!;
  const conv = (x: Tensor, name: string, options: Conv2dOptions = {}) =>
    conv2d(x, at(`${name}.weight`), undefined, options);
  const norm = (x: Tensor, name: string) =>
    batchNorm(x, at(`${name}.running_mean`), at(`${name}.running_var`), {
      weight: at(`${name}.weight`),
      bias: at(`${name}.bias`),
    });
  const image = normal(gpu, [2, 3, 40, 33], new Random(1));
  let x = maxPool2d(relu(norm(conv(image, 'conv1', { stride: 2, padding: 3 }), 'bn1')), 3, { stride: 2, padding: 1 });
  for (const [stage, depth] of [1, 2, 1, 1].entries())
    for (let i = 0; i < depth; i++) {
      const own = `layer${stage + 1}.${i}`;
      const stride = stage && !i ? 2 : 1;
      const same = { padding: 1 };
      const steps: [string, Conv2dOptions][] =
        block === 'basic'
          ? [
              ['1', { ...same, stride }],
              ['2', same],
            ]
          : [
              ['1', {}],
              ['2', { ...same, stride }],
              ['3', {}],
            ];
      const y = steps.reduce((z, [n, options], k) => {
        const normed = norm(conv(z, `${own}.conv${n}`, options), `${own}.bn${n}`);
        return k < steps.length - 1 ? relu(normed) : normed;
      }, x);
      const shortcut = state.has(`${own}.downsample.0.weight`)
        ? norm(conv(x, `${own}.downsample.0`, { stride }), `${own}.downsample.1`)
        : x;
      x = relu(add(y, shortcut));
    }
  const want = await linear(mean(x, [2, 3]), at('fc.weight'), at('fc.bias')).data();
  const got = await net.forward(image).data();
  const largest = Math.max(...want.map(Math.abs));
  want.forEach((value, i) => expect(Math.abs(got[i] - value)).toBeLessThan(1e-5 * largest));
  expect(at('fc.weight').shape).toEqual([3, block === 'basic' ? 32 : 128]);
  // As torchvision: the first stage of a basic network keeps its width, so nothing stands in its way.
  expect(state.has('layer1.0.downsample.0.weight')).toBe(block === 'bottleneck');
});

it.each([
  ['se', 'layer2.0.se', ['channel']],
  ['eca', 'layer2.0.se', ['channel']],
  ['cbam', 'layer2.0.se', ['channel', 'spatial']],
  ['cbam-paper', 'layer2.0.cbam', ['channel', 'spatial']],
] as const)('%s gates every block, and shows its maps', (gate, own, kinds) => {
  const net = new ResNet(gpu, { gate, depths: [1, 1, 1, 1], width: 16, classes: 3 });
  const { maps } = capture(() => net.forward(normal(gpu, [1, 3, 32, 32], new Random(1))));
  expect(maps.size).toBe(4 * kinds.length);
  for (const kind of kinds) expect(maps.get(`${own}.${kind}`)?.kind).toBe(kind);
});
