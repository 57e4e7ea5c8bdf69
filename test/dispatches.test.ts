/** Dispatches that a step of the benchmark's workloads records on a CPU adapter: each costs a pass over its tensors, so none comes back unseen. */
import { beforeAll, expect, it } from 'vitest';
import { selectCases } from '../bench/cases.ts';
import type { Library } from '../bench/contestant.ts';
import { makeInputs } from '../bench/inputs.ts';
import { saccade } from '../bench/saccade.ts';
import { Device } from '../engine/device.ts';

let gpu: Device;
let library: Library;
beforeAll(async () => {
  gpu = await Device.open();
  Object.assign(gpu.gpu!.adapter, { software: true });
  library = saccade(gpu);
});

it.each([
  // Projections, attention, the output product with gamma and residual.
  ['sagan', 3],
  // Those; the output product's gradients and gamma's in 3; attention's in 2; the projections' in 3; the two gradients of x added.
  ['saganGrad', 12],
  // Projections, rows, columns, gamma · y + x.
  ['crisscross', 4],
  ['conv3x3', 1],
  ['maxpool2', 1],
  // Two convolutions, two pools with relu, linear, the loss; its gradient, linear's in 2, pools' and convolutions' in 5; Adam.
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
  const before = gpu.gpu!.queue.dispatches;
  await prepared.step();
  expect(gpu.gpu!.queue.dispatches - before).toBe(count);
  await prepared.dispose();
});
