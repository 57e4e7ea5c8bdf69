/** What `exportOnnx` writes, ONNX Runtime runs to the same result: the whole catalogue and every network. */
import { readFileSync, writeFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { Device } from '../engine/device.ts';
import { KernelError, ShapeError } from '../engine/errors.ts';
import { each } from '../engine/gpu/kernel.ts';
import { wgsl } from '../engine/gpu/wgsl.ts';
import { Module } from '../engine/module.ts';
import { defineOp } from '../engine/op.ts';
import { size } from '../engine/shape.ts';
import type { Tensor } from '../engine/tensor.ts';
import * as k from '../kernels/index.ts';
import { CBAM } from '../layers/attention/cbam.ts';
import { exportOnnx } from '../layers/onnx/export.ts';
import { difference, subjects } from './onnx-runs.ts';

let gpu: Device;
beforeAll(async () => {
  gpu = await Device.open({ backend: 'reference' });
});

/** A module that is one function. */
class Whole extends Module {
  private readonly run: (x: Tensor) => Tensor;
  constructor(gpu: Device, run: (x: Tensor) => Tensor) {
    super(gpu);
    this.run = run;
  }
  forward(x: Tensor): Tensor {
    return this.run(x);
  }
}

const page = fileURLToPath(new URL('../docs/exporting.md', import.meta.url));
const rows: string[] = [];
afterAll(() => {
  if (!process.env.WRITE_DOCS || rows.length < subjects.length) return;
  const [text] = readFileSync(page, 'utf8').split('<!-- table -->');
  const head = ['| what | input | largest difference | model |', '| --- | --- | --- | --- |'];
  writeFileSync(page, `${text}${['<!-- table -->', '', ...head, ...rows].join('\n')}\n`);
});

it.each(subjects.map((subject) => [subject.name, subject] as const))('%s', async (name, subject) => {
  const { error, bytes } = await difference(gpu, subject);
  rows.push(`| ${name} | ${subject.shape.join('×')} | ${error.toExponential(1)} | ${Math.ceil(bytes / 1024)} KiB |`);
  expect(error).toBeLessThan(2e-5);
  // The documents' table knows it.
  if (!process.env.WRITE_DOCS) expect(readFileSync(page, 'utf8')).toContain(`| ${name} | ${subject.shape.join('×')} |`);
});

/** Ops that no module of the catalogue uses, or not in this form. */
const ops: Record<string, (x: Tensor) => Tensor> = {
  'steps backwards': (x) => x.slice(2, -1, 0, -2),
  'a number on the left': (x) => k.add(k.sub(1, x), k.div(2, k.add(k.abs(x), 1))),
  'exponents and curves': (x) => k.add(k.softplus(x, { beta: 2 }), k.add(k.elu(x, { alpha: 0.7 }), k.selu(x))),
  'a leak and a clamp': (x) => k.add(k.leakyRelu(x, { slope: 0.2 }), k.clamp(x, { min: -0.5, max: 0.25 })),
  'gates of straight lines': (x) => k.add(k.hardsigmoid(x), k.add(k.relu6(x), k.add(k.mish(x), k.silu(x)))),
  'gelu by tanh': (x) => k.gelu(x, { approximate: 'tanh' }),
  comparisons: (x) => k.where(k.logicalNot(k.greater(x, 0.1)), k.mul(x, 3), -1),
  'not equal': (x) => k.where(k.notEqual(k.floor(x), 0), x, k.square(x)),
  'the last place of the largest': (x) => k.oneHot(k.argmax(x, 1), 6),
  'the largest of two axes': (x) => k.max(x, [1, 3], { keep: true }),
  'sums and spreads': (x) =>
    k.concat([k.sum(x, [1, 3]), k.std(x, [1, 3]), k.variance(x, [1, 3], { correction: 0 })], 1),
  'norms of rows': (x) => k.concat([k.norm(x, 1, { p: 1 }), k.norm(x, 1), k.prod(x, 1)], 1),
  'running sums': (x) => k.add(k.cumsum(x, 1), k.cumsum(x, 3, { reverse: true, exclusive: true })),
  'largest of a row': (x) => k.topk(x, 2, 1).values,
  'windows that overlap': (x) =>
    k.fold(k.unfold(x, 3, { stride: 2, padding: 1 }), [7, 5], 3, { stride: 2, padding: 1 }),
  'windows with gaps': (x) => k.unfold(x, [2, 3], { dilation: [2, 1], padding: [1, 0] }),
  'windows of an axis': (x) => k.unfoldDim(x, 2, 3, 2),
  'borders of every kind': (x) =>
    k.concat(
      (['reflect', 'symmetric', 'edge', 'wrap'] as const).map((mode) =>
        k.pad(x, { before: [2, 1], after: [1, 2], mode }),
      ),
      1,
    ),
  'cut by a pad': (x) => k.pad(x, { before: [-1, 2], after: [1, -1], value: 0.5 }),
  'rolled around': (x) => k.roll(x, [1, -2], [2, 3]),
  triangles: (x) => k.add(k.tril(x, -1), k.triu(x, 2)),
  'uneven bins': (x) => k.concat([k.adaptiveAvgPool2d(x, [3, 2]), k.adaptiveMaxPool2d(x, [3, 2])], 1),
  'pools with padding': (x) =>
    k.concat(
      [
        k.avgPool2d(x, 3, { stride: 2, padding: 1 }),
        k.avgPool2d(x, 3, { stride: 2, padding: 1, countIncludePad: false }),
        k.avgPool2d(x, 3, { stride: 2, padding: 1, divisorOverride: 4 }),
        k.maxPool2d(x, 3, { stride: 2, padding: 1, dilation: 1 }),
      ],
      1,
    ),
  'a pool that rounds up': (x) => k.maxPool2d(x, 2, { stride: 2, ceilMode: true }),
  'resized smoothly': (x) => k.interpolate(x, { size: [11, 4], mode: 'bilinear' }),
  'resized by cubes': (x) => k.interpolate(x, { size: [5, 9], mode: 'bicubic' }),
  'a normalised row': (x) => k.add(k.rmsNorm(x, -1), k.groupNorm(x, 2)),
  'a window of channels': (x) => k.lrn(x, { size: 3 }),
};

describe('ops', () => {
  it.each(Object.entries(ops))('%s', async (_, run) => {
    const subject = { name: '', shape: [2, 6, 7, 5], make: (device: Device) => new Whole(device, run) };
    const { error } = await difference(gpu, subject);
    expect(error).toBeLessThan(2e-5);
  });
});

it('keeps the names of weights', async () => {
  const net = new CBAM(gpu, 16);
  const text = new TextDecoder('latin1').decode(await exportOnnx(net, [1, 16, 4, 4]));
  const names = [...net.state().keys()].filter((name) => !name.endsWith('num_batches_tracked'));
  expect(names).toHaveLength(9);
  for (const name of names) expect(text).toContain(name);
});

it('keeps half weights half, and computes in f32 as we do', async () => {
  const wide = (device: Device) => new CBAM(device, 128, { reduction: 2 });
  const whole = await difference(gpu, { name: '', shape: [1, 128, 4, 4], make: wide });
  const half = await difference(gpu, { name: '', shape: [1, 128, 4, 4], make: (device) => wide(device).half() });
  expect(half.error).toBeLessThan(1e-3);
  expect(half.bytes).toBeLessThan(0.75 * whole.bytes);
});

it('refuses what it cannot write, and says what', async () => {
  const strange = defineOp({
    name: 'strange',
    inputs: ['x'],
    shape: ({ x }) => x.shape,
    reference: () => {},
    kernel: ({ out }) => each(size(out.shape), wgsl`out[i] = x[i];`),
    samples: [],
  });
  const refused = exportOnnx(new Whole(gpu, (x) => strange({ x })), [1, 2]);
  await expect(refused).rejects.toThrow(KernelError);
  await expect(refused).rejects.toThrow(/op strange cannot be exported/);
  await expect(exportOnnx(new CBAM(gpu, 16).train(), [1, 16, 4, 4])).rejects.toThrow(/in training.*\n.*\n.*eval/);
  await expect(exportOnnx(new CBAM(gpu, 16), [1, 0])).rejects.toThrow(ShapeError);
  await expect(exportOnnx(null as unknown as Module, [1])).rejects.toThrow(/exportOnnx/);
  // A second result that goes on is not lost without a word.
  const both = new Whole(gpu, (x) => k.maxPool2dWithIndices(x, 2).indices);
  await expect(exportOnnx(both, [1, 1, 4, 4])).rejects.toThrow(/max_pool2d/);
});
