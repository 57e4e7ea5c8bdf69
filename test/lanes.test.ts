/**
 * The kernels that share a row between lanes give the values of those that do not: software adapters run them for long
 * rows only.
 */
import { beforeAll, expect, it } from 'vitest';
import { Device } from '../engine/device.ts';
import { scope } from '../engine/scope.ts';
import type { AnyOp } from './samples.ts';
import { allOps, sampleInputs } from './samples.ts';

let lanes: Device;
let loops: Device;
beforeAll(async () => {
  lanes = await Device.open();
  Object.assign(lanes.webgpu!.adapter, { software: false });
  loops = await Device.open({ backend: 'reference' });
});

const op = (name: string): AnyOp => allOps().find(({ spec }) => spec.name === name)!;
const labels = {
  dtypes: { target: 'i32' as const },
  values: { target: [129, 3] },
  attrs: { logits: true, smoothing: 0.1, ignoreIndex: 3 },
};
const norm = { eps: 1e-5, center: true, groups: 1, span: 1 };

it.each([
  ['softmax', { shapes: { x: [3, 700] }, attrs: { axis: 1 } }],
  ['softmax', { shapes: { x: [2, 130, 5] }, attrs: { axis: 1 } }],
  ['softmax_grad', { shapes: { out: [3, 130], dy: [3, 130] }, attrs: { axis: 1 } }],
  ['log_softmax', { shapes: { x: [2, 130, 5] }, attrs: { axis: 1 } }],
  ['log_softmax_grad', { shapes: { out: [3, 700], dy: [3, 700] }, attrs: { axis: 1 } }],
  ['row_norm', { shapes: { x: [3, 130], weight: [130], bias: [130] }, attrs: norm }],
  ['row_norm_grad', { shapes: { x: [3, 130], dy: [3, 130], weight: [130] }, attrs: norm }],
  ['class_loss', { shapes: { x: [1, 130, 2], target: [1, 2], weight: [130] }, ...labels }],
  ['class_loss_grad', { shapes: { x: [1, 130, 2], target: [1, 2], dy: [1, 2], weight: [130] }, ...labels }],
  ['power_iteration', { shapes: { w: [70, 130], u: [70] }, attrs: { iterations: 1, eps: 1e-12 } }],
])('%s %j', async (name, sample) => {
  const { spec, many } = op(name);
  const run = (device: Device) =>
    Object.values(scope(() => many(sampleInputs(device, { range: [-2, 2], ...sample }), sample.attrs)));
  const [got, want] = [run(lanes), run(loops)];
  for (const [k, tensor] of want.entries()) {
    const [g, w] = [Float64Array.from(await got[k].data()), Float64Array.from(await tensor.data())];
    const scale = w.reduce((a, b) => Math.max(a, Math.abs(b)), 0);
    w.forEach((value, i) =>
      expect(Math.abs(g[i] - value), `${spec.name} output ${k}, element ${i}`).toBeLessThan(3e-6 * scale + 1e-30),
    );
  }
});
