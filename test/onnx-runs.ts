/** Modules and networks as ONNX Runtime runs them (its WebAssembly build), beside what they give here. */
import { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import type { Device } from '../engine/device.ts';
import { tensor } from '../engine/create.ts';
import type { Module } from '../engine/module.ts';
import { Random } from '../engine/random.ts';
import { scope } from '../engine/scope.ts';
import { size } from '../engine/shape.ts';
import { Tensor } from '../engine/tensor.ts';
import { seeded } from '../layers/basic/init.ts';
import { CBAM } from '../layers/attention/cbam.ts';
import { catalog } from '../layers/catalogue/index.ts';
import { AttentionNet } from '../layers/models/attention-net.ts';
import { AttentionUNet } from '../layers/models/unet.ts';
import { CifarResNet } from '../layers/models/cifar-resnet.ts';
import { ColourNet } from '../layers/models/colour-net.ts';
import { DinoV1 } from '../layers/models/dino-v1.ts';
import { DinoV2 } from '../layers/models/dino-v2.ts';
import { EncoderVit } from '../layers/models/encoder-vit.ts';
import { GatedConvNet } from '../layers/models/gated-convnet.ts';
import { LocalResNet } from '../layers/models/local-resnet.ts';
import { MixTransformer } from '../layers/models/mix-transformer.ts';
import { MnistVit } from '../layers/models/mnist-vit.ts';
import { PatchNet } from '../layers/models/patch-net.ts';
import { PrenormVit } from '../layers/models/prenorm-vit.ts';
import { ResNet } from '../layers/models/resnet.ts';
import { SwinTransformer } from '../layers/models/swin-transformer.ts';
import { VisionTransformer } from '../layers/models/vision-transformer.ts';
import { exportOnnx } from '../layers/onnx/export.ts';

type Ort = typeof import('onnxruntime-web/wasm');
let loading: Promise<Ort> | undefined;

/** ONNX Runtime on one thread. */
function runtime(): Promise<Ort> {
  return (loading ??= import('onnxruntime-web/wasm').then((ort) => {
    ort.env.wasm.numThreads = 1;
    const file = createRequire(import.meta.url).resolve('onnxruntime-web/ort-wasm-simd-threaded.wasm');
    ort.env.wasm.wasmBinary = readFileSync(file).buffer;
    ort.env.logLevel = 'error';
    return ort;
  }));
}

export interface Subject {
  name: string;
  shape: readonly number[];
  make: (gpu: Device) => Module;
}

/** The catalogue on features [1, 16, 8, 8], and every network on a small picture. */
export const subjects: readonly Subject[] = [
  ...catalog.map(({ name, make }) => ({ name, shape: [1, 16, 8, 8], make: (gpu: Device) => make(gpu, 16, 8, 8) })),
  ...Object.entries(networks()).map(([name, [shape, make]]) => ({ name, shape, make })),
];

function networks(): Record<string, [readonly number[], (gpu: Device) => Module]> {
  const vit = { size: 16, patch: 4, dim: 64, depth: 2, heads: 1 };
  const small = { size: 16, patch: 4, dim: 32, depth: 2, heads: 4, classes: 3 };
  const swin = { size: 16, patch: 2, dim: 8, depths: [2, 1], heads: [2, 2], window: 4, classes: 3 };
  const mix = { dims: [8, 16, 24, 32], heads: [1, 2, 3, 4], depths: [1, 1, 1, 1], reductions: [2, 1, 1, 1] };
  const picture = (side: number): number[] => [1, 3, side, side];
  const resnet = { depths: [1, 2, 1, 1], width: 16, classes: 3 };
  return {
    VisionTransformer: [picture(16), (gpu) => new VisionTransformer(gpu, { ...vit, classes: 3 })],
    DinoV1: [picture(16), (gpu) => new DinoV1(gpu, vit)],
    DinoV2: [picture(16), (gpu) => new DinoV2(gpu, { ...vit, registers: 2, offset: 0 })],
    SwinTransformer: [picture(16), (gpu) => new SwinTransformer(gpu, swin)],
    'SwinTransformer, version 2': [picture(16), (gpu) => new SwinTransformer(gpu, { ...swin, version: 2 })],
    MixTransformer: [picture(32), (gpu) => new MixTransformer(gpu, mix)],
    ResNet: [picture(32), (gpu) => new ResNet(gpu, resnet)],
    'ResNet, bottlenecks with gates': [
      picture(32),
      (gpu) => new ResNet(gpu, { ...resnet, block: 'bottleneck', gate: 'se' }),
    ],
    CifarResNet: [picture(16), (gpu) => new CifarResNet(gpu, { depths: [1, 1, 1], classes: 3 })],
    EncoderVit: [picture(16), (gpu) => new EncoderVit(gpu, small)],
    PrenormVit: [picture(16), (gpu) => new PrenormVit(gpu, small)],
    MnistVit: [[1, 1, 16, 16], (gpu) => new MnistVit(gpu, { ...small, channels: 1 })],
    GatedConvNet: [picture(32), (gpu) => new GatedConvNet(gpu, { classes: 3 })],
    PatchNet: [picture(24), (gpu) => new PatchNet(gpu)],
    ColourNet: [[1, 1, 12, 12], (gpu) => new ColourNet(gpu)],
    'ColourNet, criss-cross': [[1, 1, 12, 12], (gpu) => new ColourNet(gpu, { mechanism: 'cross' })],
    'ColourNet, windows': [[1, 1, 12, 12], (gpu) => new ColourNet(gpu, { mechanism: 'window' })],
    AttentionUNet: [[1, 3, 24, 20], (gpu) => new AttentionUNet(gpu, { base: 4, outs: 3 })],
    'AttentionUNet, transposed convolutions': [
      picture(24),
      (gpu) => new AttentionUNet(gpu, { base: 4, up: 'transpose' }),
    ],
    AttentionNet: [
      picture(16),
      (gpu) => new AttentionNet(gpu, (device, channels) => new CBAM(device, channels), { classes: 5 }),
    ],
    LocalResNet: [picture(16), (gpu) => new LocalResNet(gpu, { classes: 3, widths: [64, 128] })],
  };
}

/** The largest difference of ONNX Runtime's outputs and ours, relative to the largest value of ours. */
export async function difference(gpu: Device, { shape, make }: Subject): Promise<{ error: number; bytes: number }> {
  const ort = await runtime();
  const module = seeded(gpu, 3, () => make(gpu)).eval();
  await shake(module);
  const random = new Random(7);
  const x = Float32Array.from({ length: size(shape) }, () => random.normal());
  const model = await exportOnnx(module, shape);
  const session = await ort.InferenceSession.create(model);
  const theirs = await session.run({ input: new ort.Tensor('float32', x, shape) });
  const ours = scope(() => tensorsOf(module.forward(tensor(gpu, x, shape))));
  let [error, largest] = [0, 1e-6];
  for (const [i, name] of session.outputNames.entries()) {
    const [a, b] = [await ours[i].data(), theirs[name].data as Float32Array];
    if (a.length !== b.length) throw new Error(`${name} has ${b.length} elements, not ${a.length}`);
    for (let at = 0; at < a.length; at++) {
      // NaN is no difference that a maximum would see.
      const off = Math.abs(a[at] - b[at]);
      error = Number.isNaN(off) ? Infinity : Math.max(error, off);
      largest = Math.max(largest, Math.abs(a[at]));
    }
  }
  await session.release();
  for (const one of ours) one.dispose();
  module.dispose();
  return { error: error / largest, bytes: model.length };
}

const tensorsOf = (given: unknown): Tensor[] =>
  (given instanceof Tensor ? [given] : Object.values(given as object).flat()).filter((one) => one instanceof Tensor);

/** Other values than the initial ones, where these hide what a weight does: zeros and ones. */
async function shake(module: Module): Promise<void> {
  const random = new Random(11);
  for (const variable of module.state().values()) {
    if (variable.dtype !== 'f32') continue;
    const values = (await variable.data()) as Float32Array;
    if (!values.every((value) => value === values[0])) continue;
    const next = tensor(
      variable.device,
      values.map((value) => value + 0.2 * Math.abs(random.normal()) + 0.05),
      variable.shape,
    );
    variable.assign(next);
    next.dispose();
  }
}
