/**
 * Weights to real PyTorch, strictly, and back: both give the same. Skipped aloud where Python has no `torch`; Debian's
 * `python3-torch` will do, and PYTHON names another interpreter.
 */
import { execFileSync, spawnSync } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { tensor } from '../engine/create.ts';
import { Device } from '../engine/device.ts';
import { loadSafetensors } from '../engine/files/load.ts';
import { parseNpy, writeNpy } from '../engine/files/npy.ts';
import { saveSafetensors } from '../engine/files/save.ts';
import type { Module } from '../engine/module.ts';
import { Random } from '../engine/random.ts';
import { size } from '../engine/shape.ts';
import type { Tensor } from '../engine/tensor.ts';
import { relu } from '../kernels/index.ts';
import { CBAM } from '../layers/attention/cbam.ts';
import { MultiheadAttention } from '../layers/attention/multihead.ts';
import { BatchNorm } from '../layers/basic/batchnorm.ts';
import { Conv2d } from '../layers/basic/conv.ts';
import { seeded } from '../layers/basic/init.ts';
import { Sequential } from '../layers/basic/sequential.ts';
import { TransformerEncoderLayer } from '../layers/transformer/encoder-layer.ts';

const found = [process.env.PYTHON, '/usr/bin/python3', 'python3'].find(
  (python) => python && spawnSync(python, ['-c', 'import torch']).status === 0,
);
if (!found) console.warn('pytorch: skipped, there is no Python with torch');

let folder: string;
let gpu: Device;
beforeAll(async () => {
  folder = mkdtempSync(join(tmpdir(), 'saccade-pytorch-'));
  gpu = await Device.open({ backend: 'reference' });
});
afterAll(() => rmSync(folder, { recursive: true }));

interface Subject {
  shape: readonly number[];
  make: () => Module;
  forward?: (module: Module, x: Tensor) => Tensor;
}
/** By the names that pytorch.py gives them. */
const subjects: Record<string, Subject> = {
  cbam: { shape: [2, 16, 6, 5], make: () => new CBAM(gpu, 16, { reduction: 4 }) },
  multihead: {
    shape: [2, 7, 16],
    make: () => new MultiheadAttention(gpu, 16, 4, { batchFirst: true }),
  },
  encoder_layer: { shape: [2, 7, 16], make: () => new TransformerEncoderLayer(gpu, 16, { heads: 4, hidden: 32 }) },
  stem: {
    shape: [2, 3, 9, 8],
    make: () => new Sequential([new Conv2d(gpu, 3, 8, { kernel: 3, stride: 2, padding: 1 }), new BatchNorm(gpu, 8)]),
    forward: (module, x) => relu(module.forward(x) as Tensor),
  },
};

it.skipIf(!found).each(Object.entries(subjects))('%s', async (name, { shape, make, forward }) => {
  const file = (ending: string) => join(folder, `${name}.${ending}`);
  const module = seeded(gpu, 2, make);
  const random = new Random(4);
  const values = Float32Array.from({ length: size(shape) }, () => random.normal());
  const x = tensor(gpu, values, shape);
  const run = async (): Promise<ArrayLike<number>> => {
    const given: unknown = forward ? forward(module, x) : module.forward(x);
    return (Array.isArray(given) ? (given[0] as Tensor) : (given as Tensor)).data();
  };
  writeFileSync(file('safetensors'), await saveSafetensors(module));
  writeFileSync(file('input.npy'), writeNpy(shape, 'f32', values));
  execFileSync(found!, [resolve('test/pytorch.py'), folder, name], { stdio: 'pipe' });

  const near = async (ending: string) => {
    const [ours, theirs] = [await run(), parseNpy(readFileSync(file(ending))).data];
    expect(ours).toHaveLength(theirs.length);
    let worst = 0;
    for (let i = 0; i < theirs.length; i++) worst = Math.max(worst, Math.abs(ours[i] - theirs[i]));
    expect(worst).toBeLessThan(5e-6);
  };
  await near('output.npy');
  module.load(await loadSafetensors(gpu, file('back.safetensors')), { strict: true });
  await near('back.npy');
});
