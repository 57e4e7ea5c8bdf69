/**
 * Dispatches that a step of the benchmark's workloads, and a gate, record on a CPU adapter: each costs a pass over its
 * tensors, so none comes back unseen.
 */
import { beforeAll, expect, it } from 'vitest';
import { selectCases } from '../bench/cases.ts';
import type { Library } from '../bench/contestant.ts';
import { makeInputs } from '../bench/inputs.ts';
import { saccade } from '../bench/saccade.ts';
import { tensor } from '../engine/create.ts';
import { Device } from '../engine/device.ts';
import { CBAM } from '../layers/attention/cbam.ts';
import { EcaLayer } from '../layers/attention/eca.ts';
import { SELayer } from '../layers/attention/se.ts';

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
