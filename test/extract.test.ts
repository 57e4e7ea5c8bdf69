/** `saccade extract` and `saccade export`: what they write, what they leave alone, and what they refuse. */
import {
  copyFileSync,
  existsSync,
  mkdirSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  rmSync,
  writeFileSync,
} from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { Device } from '../engine/device.ts';
import { loadImage } from '../engine/files/load.ts';
import { parseNpy } from '../engine/files/npy.ts';
import { decodePng } from '../engine/files/image-node.ts';
import { parseSafetensors } from '../engine/files/safetensors.ts';
import { saveSafetensors } from '../engine/files/save.ts';
import { softmax } from '../kernels/index.ts';
import { CBAM } from '../layers/attention/cbam.ts';
import { seeded } from '../layers/basic/init.ts';
import { VisionTransformer } from '../layers/models/vision-transformer.ts';
import { loadNetwork } from '../layers/published/load-network.ts';
import { prepared, preparationOf } from '../layers/published/picture.ts';
import { run } from './command.ts';

const pictures = fileURLToPath(new URL('pictures/', import.meta.url));
let folder: string;
let gpu: Device;
const file = (...names: string[]) => join(folder, ...names);
const words = ['--model', 'vit', '--device', 'reference'];

beforeAll(async () => {
  folder = mkdtempSync(join(tmpdir(), 'saccade-extract-'));
  gpu = await Device.open({ backend: 'reference' });
  const vit = seeded(
    gpu,
    11,
    () => new VisionTransformer(gpu, { size: 16, patch: 4, dim: 64, depth: 2, heads: 1, classes: 3 }),
  );
  writeFileSync(file('vit.safetensors'), await saveSafetensors(vit));
  mkdirSync(file('in', 'deep'), { recursive: true });
  const names = readdirSync(pictures)
    .filter((name) => name.endsWith('.png'))
    .slice(0, 2);
  for (const [i, name] of ['a.png', 'b.png', 'c.png', 'd.png', join('deep', 'e.png')].entries())
    copyFileSync(join(pictures, names[i % names.length]), file('in', name));
  writeFileSync(file('in', 'broken.png'), 'no picture');
  writeFileSync(file('in', 'note.txt'), 'not looked at');
});
afterAll(() => rmSync(folder, { recursive: true }));

const extract = (out: string, what: string, ...more: string[]) =>
  run('extract', file('in'), ...words, '--weights', file('vit.safetensors'), '--what', what, '--out', out, ...more);
/** Every result below a folder, by its path. */
const results = (out: string): Map<string, string> =>
  new Map(
    readdirSync(out, { recursive: true })
      .map(String)
      .filter((name) => name.endsWith('.npy'))
      .sort()
      .map((name) => [name, readFileSync(join(out, name)).toString('hex')]),
  );

describe('extract', () => {
  it('writes the classes of every picture, the refusals and the counts', async () => {
    const { status, out, err } = await extract(file('classes'), 'classes', '--batch', '2', '--json');
    expect(status).toBe(0);
    expect(err).toMatch(/broken\.png/);
    expect(JSON.parse(out).counts).toEqual({ pictures: 6, done: 5, skipped: 0, refused: 1 });
    const manifest = JSON.parse(readFileSync(file('classes', 'manifest.json'), 'utf8'));
    expect(manifest.files).toHaveLength(5);
    expect(manifest.refused[0].picture).toBe('broken.png');
    const loaded = await loadNetwork(gpu, file('vit.safetensors'), 'vit');
    for (const { picture, file: made } of manifest.files) {
      const image = await loadImage(gpu, decodePng(readFileSync(file('in', picture))), { size: 16 });
      const wanted = await softmax(loaded.net.forward(prepared(image, preparationOf(loaded))) as never, 1).data();
      const { shape, data } = parseNpy(readFileSync(file('classes', made)));
      expect(shape).toEqual([3]);
      for (const [i, value] of data.entries()) expect(value).toBeCloseTo(wanted[i], 5);
    }
  });

  it('skips what is there, makes again what is gone, and leaves no half file', async () => {
    const before = results(file('classes'));
    const [gone] = before.keys();
    rmSync(file('classes', gone));
    const { out } = await extract(file('classes'), 'classes', '--batch', '2', '--json');
    expect(JSON.parse(out).counts).toEqual({ pictures: 6, done: 1, skipped: 4, refused: 1 });
    expect(results(file('classes'))).toEqual(before);
    expect(readdirSync(file('classes')).some((name) => name.endsWith('.part'))).toBe(false);
  });

  it('shares the pictures out: parts together give the same bytes as one', async () => {
    for (const i of [0, 1, 2]) await extract(file('parts'), 'classes', '--batch', '2', '--shard', `${i}/3`);
    expect(results(file('parts'))).toEqual(results(file('classes')));
    const counts = [0, 1, 2].map(
      (i) => JSON.parse(readFileSync(file('parts', `manifest-${i}-of-3.json`), 'utf8')).counts.pictures,
    );
    expect(counts.reduce((a: number, b: number) => a + b)).toBe(6);
  });

  it('writes features and maps', async () => {
    await extract(file('features'), 'features');
    await extract(file('maps'), 'maps');
    const shapeOf = (out: string) => {
      const [name] = results(out).keys();
      return parseNpy(readFileSync(join(out, name))).shape;
    };
    expect(shapeOf(file('features'))).toEqual([64]);
    expect(shapeOf(file('maps'))).toEqual([4, 4]);
  });

  it('refuses words that it cannot use', async () => {
    for (const [more, said] of [
      [['--shard', '3/3'], /part I from 0 to N - 1/],
      [['--batch', '0'], /--batch/],
    ] as const) {
      const { status, err } = await extract(file('nothing'), 'classes', ...more);
      expect(status).toBe(2);
      expect(err).toMatch(said);
    }
    expect((await extract(file('nothing'), 'colours')).status).toBe(2);
    mkdirSync(file('bad'));
    writeFileSync(file('bad', 'x.png'), 'none');
    const allBad = ['extract', file('bad'), ...words, '--weights', file('vit.safetensors'), '--what', 'maps'];
    expect((await run(...allBad, '--out', file('bad-out'))).status).toBe(1);
    expect((await run('extract', file('not there'), ...allBad.slice(2), '--out', file('bad-out'))).status).toBe(1);
  });
});

describe('export', () => {
  it('writes ONNX, a model folder for Triton, and safetensors', async () => {
    const cbam = ['export', 'cbam', '--input', '1,16,8,8', '--device', 'reference'];
    const { status, out } = await run(...cbam, '-o', file('cbam.onnx'), '--triton', file('repository'));
    expect(status).toBe(0);
    expect(out).toMatch(/operators of opset 17, input \[1, 16, 8, 8\], output \[1, 16, 8, 8\]/);
    expect(readFileSync(file('repository', 'cbam', '1', 'model.onnx'))).toEqual(readFileSync(file('cbam.onnx')));
    expect(readFileSync(file('repository', 'cbam', 'config.pbtxt'), 'utf8')).toBe(
      `name: "cbam"
platform: "onnxruntime_onnx"
max_batch_size: 0
input [
  {
    name: "input"
    data_type: TYPE_FP32
    dims: [ 1, 16, 8, 8 ]
  }
]
output [
  {
    name: "output"
    data_type: TYPE_FP32
    dims: [ 1, 16, 8, 8 ]
  }
]
`,
    );
    expect((await run(...cbam, '-o', file('cbam.safetensors'))).status).toBe(0);
    const { tensors } = parseSafetensors(readFileSync(file('cbam.safetensors')));
    expect([...tensors.keys()].sort()).toEqual([...new CBAM(gpu, 16).state().keys()].sort());
  });

  it('exports a network from its weights, at its own size', async () => {
    const weights = ['--weights', file('vit.safetensors')];
    const { status, out } = await run('export', 'vit', ...weights, '-o', file('vit.onnx'), '--device', 'reference');
    expect(status).toBe(0);
    expect(out).toMatch(/input \[1, 3, 16, 16\], output \[1, 3\]/);
  });

  it('refuses before any work, with what would do', async () => {
    const refused = async (status: number, said: RegExp, ...given: string[]) => {
      const told = await run('export', ...given, '--device', 'reference');
      expect([told.status, told.err]).toEqual([status, expect.stringMatching(said)]);
    };
    await refused(1, /did you mean cbam/, 'cbm', '--input', '1,16,8,8', '-o', file('x.onnx'));
    await refused(2, /--input 1,C,H,W/, 'cbam', '-o', file('x.onnx'));
    await refused(2, /--input is/, 'cbam', '--input', '1,16', '-o', file('x.onnx'));
    await refused(2, /ends in/, 'cbam', '--input', '1,16,8,8', '-o', file('x.pb'));
    await refused(2, /--weights/, 'vit', '-o', file('x.onnx'));
    await refused(2, /-o, or a --triton/, 'cbam', '--input', '1,16,8,8');
    expect(existsSync(file('x.onnx'))).toBe(false);
  });
});
