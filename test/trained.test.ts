/** Really trained networks against the float64 answers that lie beside their weights: logits and every map. */
import { existsSync, readFileSync } from 'node:fs';
import { beforeAll, describe, expect, it } from 'vitest';
import type { AttentionMap } from '../engine/capture.ts';
import { capture } from '../engine/capture.ts';
import { Device } from '../engine/device.ts';
import { parseSafetensors } from '../engine/files/safetensors.ts';
import type { Module } from '../engine/module.ts';
import type { Tensor } from '../engine/tensor.ts';
import { tensor } from '../engine/create.ts';
import { CifarResNet } from '../layers/models/cifar-resnet.ts';
import { EncoderVit } from '../layers/models/encoder-vit.ts';
import { GatedConvNet } from '../layers/models/gated-convnet.ts';
import { MnistVit } from '../layers/models/mnist-vit.ts';
import { PrenormVit } from '../layers/models/prenorm-vit.ts';

const folder = '../shared/data/weights';

const networks: Record<
  string,
  { golden?: string; make: (gpu: Device) => Module & { forward: (x: Tensor) => Tensor } }
> = {
  resnet20_cifar10: { make: (gpu) => new CifarResNet(gpu) },
  vit_cifar10: { make: (gpu) => new EncoderVit(gpu) },
  vit_prenorm_cifar10: { make: (gpu) => new PrenormVit(gpu) },
  vit_mnist: { make: (gpu) => new MnistVit(gpu) },
  cbam_stl10: { make: (gpu) => new GatedConvNet(gpu) },
  se_stl10: { make: (gpu) => new GatedConvNet(gpu, { gate: 'se' }) },
  cbam_stl10_official: { golden: 'cbam_stl10', make: (gpu) => new GatedConvNet(gpu, { gate: 'cbam-official' }) },
};

/** The map that a golden calls `encoder.0.attention` or `cbam1.channel`. */
const mapOf = (maps: ReadonlyMap<string, AttentionMap>, name: string) =>
  maps.get(`${name}.attention`) ?? maps.get(name);

describe.skipIf(!existsSync(folder))('trained networks', () => {
  let gpu: Device;
  beforeAll(async () => {
    gpu = await Device.open();
  });
  const read = (name: string) => parseSafetensors(readFileSync(`${folder}/${name}.safetensors`)).tensors;

  it.each(Object.keys(networks))('%s', async (name) => {
    const { golden: other = name, make } = networks[name];
    const golden = read(`${other}_golden`);
    const net = make(gpu).eval();
    const upload = ([key, { data, shape, dtype }]: [
      string,
      ReturnType<typeof read> extends Map<string, infer F> ? F : never,
    ]) => [key, tensor(gpu, data, shape, dtype)] as const;
    // One file has no count of batches, which nothing reads at inference.
    net.load(new Map([...read(name)].map(upload)), { strict: name !== 'resnet20_cifar10' });
    const input = golden.get('input')!;
    const image = tensor(gpu, input.data, input.shape);
    const { out, maps } = capture(() => net.forward(image));
    const within = async (got: Tensor, want: ArrayLike<number>, what: string) => {
      const values = await got.data();
      expect(values.length, what).toBeGreaterThanOrEqual(want.length);
      let worst = 0;
      for (let i = 0; i < want.length; i++) worst = Math.max(worst, Math.abs(values[i] - want[i]));
      expect(worst, what).toBeLessThan(1e-4);
    };
    await within(out, golden.get('logits')!.data, 'logits');
    if (net instanceof CifarResNet) {
      for (const [i, features] of net.stages(image).entries())
        await within(features, golden.get(`map.layer${i + 1}`)!.data, `layer${i + 1}`);
      return;
    }
    const wanted = [...golden].filter(([key]) => key.startsWith('map.'));
    expect(maps.size).toBe(wanted.length);
    for (const [key, { data }] of wanted) {
      // Jongchan's gates are children of the module that is called `cbam1`; both give the same two names.
      const map = mapOf(maps, key.slice(4));
      expect(map, key).toBeDefined();
      await within(map!.full(), data, key);
    }
  });
});
