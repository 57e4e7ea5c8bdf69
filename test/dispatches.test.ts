/**
 * Dispatches that a step of the benchmark's workloads, and a gate, record on a CPU adapter: each costs a pass over its
 * tensors, so none comes back unseen.
 */
import { beforeAll, expect, it } from 'vitest';
import { selectCases } from '../bench/cases.ts';
import type { Library } from '../bench/contestant.ts';
import { makeInputs } from '../bench/inputs.ts';
import { saccade } from '../bench/saccade.ts';
import { planning, within } from '../engine/ambient.ts';
import { tensor, zeros } from '../engine/create.ts';
import { Device } from '../engine/device.ts';
import { scope } from '../engine/scope.ts';
import type { Tensor } from '../engine/tensor.ts';
import { CBAM } from '../layers/attention/cbam.ts';
import { EcaLayer } from '../layers/attention/eca.ts';
import { SELayer } from '../layers/attention/se.ts';
import { SwinBlock } from '../layers/attention/swin.ts';
import { DinoV2 } from '../layers/models/dino-v2.ts';
import { MixTransformer } from '../layers/models/mix-transformer.ts';
import { VisionTransformer } from '../layers/models/vision-transformer.ts';
import { vjp } from '../engine/autograd.ts';

let gpu: Device;
let library: Library;
beforeAll(async () => {
  gpu = await Device.open();
  Object.assign(gpu.webgpu!.adapter, { software: true });
  library = saccade(gpu);
});

it.each([
  // Projections, attention, the output product with gamma and residual.
  ['sagan', 3],
  // Those; the output product's gradients and gamma's in 3; attention's in 2; the projections' in 3; the two gradients
  // of x added.
  ['saganGrad', 12],
  // Projections, rows, columns, gamma · y + x.
  ['crisscross', 4],
  ['conv3x3', 1],
  ['maxpool2', 1],
  // Two convolutions, two pools with relu, linear, the loss; its gradient, linear's in 2, pools' and convolutions' in
  // 5; Adam.
  ['trainCNN', 15],
  // Projections, attention.
  ['sasa', 2],
  ['sasaGrad', 9],
  ['axial', 4],
  ['gap', 1],
])('%s: %i', async (id, count) => {
  const [{ op, spec, inputs }] = selectCases([id], 'desk');
  const prepared = await library.prepare(op, makeInputs(inputs), spec);
  await prepared.settle();
  const before = gpu.webgpu!.queue.dispatches;
  await prepared.step();
  expect(gpu.webgpu!.queue.dispatches - before).toBe(count);
  await prepared.dispose();
});

// A gate's sigmoid goes with what makes it, so that gating is one pass over the picture.
it.each([
  // Mean, two layers, the product with x.
  ['squeeze and excitation', 4, () => new SELayer(gpu, 64)],
  // Mean, a convolution along the channels, the product.
  ['ECA', 3, () => new EcaLayer(gpu)],
  // Two pools, each through two layers, the product; maximum in two, mean, their concatenation, a convolution, batch
  // norm, the product.
  ['CBAM', 14, () => new CBAM(gpu, 64)],
] as const)('%s: %i', (_, count, make) => {
  const gate = make();
  const x = tensor(gpu, new Float32Array(2 * 64 * 16 * 16), [2, 64, 16, 16]);
  const before = gpu.webgpu!.queue.dispatches;
  gate.forward(x);
  expect(gpu.webgpu!.queue.dispatches - before).toBe(count);
});

/** The names of what `fn` would dispatch, found without a GPU. */
function dispatched(fn: () => void): string[] {
  const names: string[] = [];
  const notes = Object.assign(new Map<string, { label: string; signature: string }>(), {
    set: (_: string, { label }: { label: string }) => names.push(label),
  });
  within(planning, notes as never, () => scope(fn));
  return names;
}

const places = { grid: [4, 4], prefix: 1 } as const;
const block = 'row_norm matmul attention matmul row_norm matmul_gelu matmul';
const small = { size: 64, depth: 1, dim: 384, heads: 6 };
const blocks = [
  // Scales, residuals and the gelu are part of the products; queries, keys and values are views of one.
  ['ViT-S', block, () => [new VisionTransformer(gpu, small).blocks[0], [1, 17, 384]]],
  ['DINOv2, with LayerScale', block, () => [new DinoV2(gpu, { size: 56, depth: 1 }).blocks[0], [1, 17, 384]]],
  ['Swin', block, () => [new SwinBlock(gpu, 96, [14, 14], { heads: 3, window: 7, shift: 3 }), [1, 196, 96]]],
  // Queries apart from keys and values, the depthwise convolution and its gelu; with keys of a smaller picture the
  // picture, its convolution and norm.
  [
    'MiT, last stage',
    'row_norm matmul matmul attention matmul row_norm matmul conv2d gelu matmul',
    () => [new MixTransformer(gpu).block4[0], [1, 16, 256]],
  ],
  [
    'MiT, first stage',
    'row_norm copy conv2d copy row_norm matmul matmul attention matmul row_norm matmul conv2d gelu matmul',
    () => [new MixTransformer(gpu).block1[0], [1, 256, 32]],
  ],
] as const satisfies [string, string, () => [{ forward(x: Tensor, ...more: never[]): Tensor }, readonly number[]]][];

it.each(blocks)('a block of %s: %s', (name, expected, make) => {
  const [net, shape] = make();
  const x = tensor(gpu, new Float32Array(shape[1] * shape[2]), shape);
  const side = Math.sqrt(shape[1]);
  const forward = net.forward.bind(net) as (x: Tensor, where: unknown) => Tensor;
  const run = () => forward(x, name.startsWith('MiT') ? [side, side] : places);
  const plain = (names: string[]) => names.map((one) => one.replace(/^\w+_attention$/, 'attention')).join(' ');
  expect(plain(dispatched(run))).toBe(expected);
});

it('where a gradient is recorded the gelu is apart, since it needs what went in', () => {
  const net = new VisionTransformer(gpu, small).blocks[0];
  const x = zeros(gpu, [1, 17, 384]);
  const names = dispatched(() => void vjp(() => net.forward(x, places), [x], x));
  expect(names.filter((one) => one.includes('gelu'))).toEqual(['gelu', 'gelu_grad']);
});
