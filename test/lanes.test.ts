/** The kernels that share a row between lanes give the values of those that do not: software adapters would never run them otherwise. */
import { beforeAll, expect, it } from 'vitest';
import { Device } from '../engine/device.ts';
import { Random } from '../engine/rng.ts';
import type { Tensor } from '../engine/tensor.ts';
import { tensor } from '../engine/tensor.ts';
import { softmax, softmaxGradOp } from '../kernels/softmax.ts';

let lanes: Device;
let loops: Device;
beforeAll(async () => {
  lanes = await Device.open();
  Object.assign(lanes.gpu!.adapter, { software: false });
  loops = await Device.open({ backend: 'reference' });
});

const random = (device: Device, shape: number[], stream: number) => {
  const numbers = new Random(5, stream);
  return tensor(device, Float32Array.from({ length: shape.reduce((a, b) => a * b, 1) }, () => numbers.uniform(-4, 4)), shape);
};

it.each<[string, number[], (device: Device, shape: number[]) => Tensor]>([
  ['softmax', [3, 700], (device, shape) => softmax(random(device, shape, 0))],
  ['softmax between axes', [2, 130, 5], (device, shape) => softmax(random(device, shape, 0), 1)],
  ['softmax gradient', [3, 130], (device, shape) => softmaxGradOp({ out: random(device, shape, 0), dy: random(device, shape, 1) }, { axis: 1 })],
])('%s %j', async (_, shape, run) => {
  const [got, want] = [await run(lanes, shape).data(), await run(loops, shape).data()];
  want.forEach((value, i) => expect(Math.abs(got[i] - value), `element ${i}`).toBeLessThan(2e-6 * (1 + Math.abs(value))));
});
