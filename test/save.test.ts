/** Modules into files and back, and files that are something else. */
import { beforeAll, describe, expect, it } from 'vitest';
import { cast, copy } from '../engine/cast.ts';
import { tensor } from '../engine/create.ts';
import { Device } from '../engine/device.ts';
import { loadSafetensors } from '../engine/files/load.ts';
import { parseSafetensors } from '../engine/files/safetensors.ts';
import { saveSafetensors } from '../engine/files/save.ts';
import type { Tensor } from '../engine/tensor.ts';
import { mul } from '../kernels/index.ts';
import { PyramidNonLocal } from '../layers/attention/ann.ts';
import { CBAM } from '../layers/attention/cbam.ts';
import { seeded } from '../layers/basic/init.ts';

let gpu: Device;
beforeAll(async () => {
  gpu = await Device.open();
});
const list = async (x: Tensor) => Array.from(await x.data());

describe('saveSafetensors', () => {
  it('gives a file that loads strictly into another module of the kind', async () => {
    const [one, other] = [1, 2].map((seed) => seeded(gpu, seed, () => new CBAM(gpu, 16)));
    other.load(await loadSafetensors(gpu, await saveSafetensors(one, { metadata: { epoch: '3' } })));
    for (const [name, variable] of one.state())
      expect(await list(other.state().get(name)!), name).toEqual(await list(variable));
    expect(parseSafetensors(await saveSafetensors(one, { metadata: { epoch: '3' } })).metadata.get('epoch')).toBe('3');
    expect(await saveSafetensors(other)).toEqual(await saveSafetensors(one));
  });

  it('keeps types, ties and the values of its call', async () => {
    const net = new PyramidNonLocal(gpu, 8, { out: 8, key: 4, value: 4 }).half();
    const variable = [...net.params().values()][0];
    const before = await list(variable);
    const saving = saveSafetensors(net);
    variable.assign(copy(mul(variable, 0)));
    const loaded = await loadSafetensors(gpu, await saving);
    net.load(loaded);
    expect(await list(variable)).toEqual(before);
    expect(variable.dtype).toBe('f16');
    const tensors = new Map<string, Tensor>([
      ['half', cast(tensor(gpu, [0.1, 2]), 'f16')],
      ['whole', tensor(gpu, Int32Array.of(-5), [])],
      ['true', tensor(gpu, Uint32Array.of(0, 1, 1), [3, 1], 'bool')],
      ['none', tensor(gpu, [], [0, 3])],
    ]);
    const back = await loadSafetensors(gpu, await saveSafetensors(tensors));
    for (const [name, x] of tensors) {
      const { dtype, shape } = back.get(name)!;
      expect([name, dtype, shape, await list(back.get(name)!)]).toEqual([name, x.dtype, x.shape, await list(x)]);
    }
  });
});

describe('loadSafetensors says what to do about', () => {
  const bytes = (...parts: (string | number[])[]) =>
    Uint8Array.from(parts.flatMap((part) => (typeof part === 'string' ? [...new TextEncoder().encode(part)] : part)));
  const shards = JSON.stringify({ metadata: { total_size: 8 }, weight_map: { w: 'model-00001-of-00002.safetensors' } });
  const others: Record<string, [Uint8Array, RegExp]> = {
    'a .pth file': [bytes('PK', [3, 4, 0, 0, 8, 8], 'archive/data.pkl'), /zip archive, as torch\.save writes.*export/],
    'an old .pth file': [bytes([0x80, 2, 0x8a, 10, 0x6c, 0xfc, 0x9c, 0x46, 0xf9]), /pickle, as older.*export/],
    'an index of shards': [bytes(shards), /index of a file in several parts .*weight_map names/],
    'an index of shards, indented': [bytes(`\n ${shards}`), /index of a file in several parts/],
    'other JSON': [bytes('{"hidden_size": 768}'), /a file that begins .*is this a safetensors file/],
  };
  it.each(Object.entries(others))('%s', async (_, [file, message]) => {
    await expect(loadSafetensors(gpu, file)).rejects.toThrow(message);
    await expect(loadSafetensors(gpu, file)).rejects.toThrow(/^safetensors: [^\n]*$/);
  });
});
