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
  // Projections, attention.
  ['sasa', 2],
  // Those; attention's in 4: queries with what their gradients need, by queries, by keys, relative vectors; the parts joined in 5; the projections' in 3.
  ['sasaGrad', 14],
])('%s: %i', async (id, count) => {
  const [{ op, spec, inputs }] = selectCases([id], 'desk');
  const prepared = await library.prepare(op, makeInputs(inputs), spec);
  await prepared.settle();
  const before = gpu.gpu!.queue.dispatches;
  await prepared.step();
  expect(gpu.gpu!.queue.dispatches - before).toBe(count);
  await prepared.dispose();
});
