/**
 * The answers of the official implementations: the tiny ones beside this file, and all of the first modules' and
 * networks' where the whole set lies beside the checkout.
 */
import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { beforeAll, describe, expect, it } from 'vitest';
import { checkGolden } from '../cli/check/golden.ts';
import { Device } from '../engine/device.ts';
import { SaccadeError } from '../engine/errors.ts';
import { parseSafetensors, writeSafetensors } from '../engine/files/safetensors.ts';

const tiny = 'test/goldens';
const whole = '../shared/goldens';
const firstModules = ['self_attention', 'sagan_plain', 'sagan_spectral', 'danet_pam'];
const networks = ['vit_timm', 'dino_v1', 'dinov2', 'swin_network', 'swin_v2', 'segformer_mit', 'resnet_cifar'];

const filesOf = (root: string, folder: string) =>
  readdirSync(`${root}/${folder}`).map((file) => `${root}/${folder}/${file}`);
const folders = readdirSync(tiny, { withFileTypes: true })
  .filter((entry) => entry.isDirectory())
  .map((entry) => entry.name);
const files = [
  ...folders.flatMap((folder) => filesOf(tiny, folder)),
  ...(existsSync(whole) ? [...firstModules, ...networks].flatMap((folder) => filesOf(whole, folder)) : []),
];

describe.each(['webgpu', 'reference'] as const)('on %s', (backend) => {
  let device: Device;
  beforeAll(async () => {
    device = await Device.open({ backend });
  });

  it.each(files.filter((file) => backend === 'webgpu' || file.startsWith(tiny)))('%s', async (file) => {
    const { failures, skipped } = await checkGolden(device, file, readFileSync(file));
    expect(skipped).toBeUndefined();
    expect(failures).toEqual([]);
  });
});

describe('a golden that is wrong', () => {
  const file = `${tiny}/sagan_plain/${readdirSync(`${tiny}/sagan_plain`)[0]}`;
  const changed = (change: (tensors: ReturnType<typeof parseSafetensors>['tensors']) => void) => {
    const { tensors, metadata } = parseSafetensors(readFileSync(file));
    change(tensors);
    return writeSafetensors(tensors, metadata);
  };

  it('fails, tensor by tensor', async () => {
    const device = await Device.open();
    for (const key of ['output', 'attn', 'grad.input', 'grad.param.gamma']) {
      const bytes = changed((tensors) => (tensors.get(key)!.data[0] += 0.01));
      const { failures } = await checkGolden(device, 'changed', bytes);
      expect(
        failures.map((line) => line.split(':')[0]),
        key,
      ).toEqual([key]);
    }
  });

  it('is refused when a weight is missing', async () => {
    const device = await Device.open();
    const bytes = changed((tensors) => tensors.delete('param.key.0.weight'));
    await expect(checkGolden(device, 'changed', bytes)).rejects.toThrow(SaccadeError);
  });
});
