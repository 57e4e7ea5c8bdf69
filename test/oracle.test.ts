/**
 * Answers of PyTorch, in the files' own form, and what those files have no name for: borders, kinks, odd scales, lines,
 * cut indices.
 */
import { readFileSync } from 'node:fs';
import { beforeAll, describe, expect, it } from 'vitest';
import { checkOracle } from '../cli/check/oracle.ts';
import type { OracleCase } from '../cli/check/table.ts';
import { grad } from '../engine/autograd.ts';
import { tensor } from '../engine/create.ts';
import { Device } from '../engine/device.ts';
import type { Tensor } from '../engine/tensor.ts';
import { convTranspose2d } from '../kernels/conv/conv-transpose2d.ts';
import { mul } from '../kernels/elementwise/mul.ts';
import { normalize } from '../kernels/normalize/normalize.ts';
import { norm } from '../kernels/reduce/norm.ts';
import { sum } from '../kernels/reduce/sum.ts';
import { interpolate } from '../kernels/resample/interpolate.ts';
import { resize } from '../kernels/resample/resize.ts';
import { pad } from '../kernels/shape/pad.ts';

const cases = readFileSync('test/oracle/torch.jsonl', 'utf8')
  .trim()
  .split('\n')
  .map((line) => JSON.parse(line) as OracleCase);

describe.each(['webgpu', 'reference'] as const)('on %s', (backend) => {
  let gpu: Device;
  beforeAll(async () => {
    gpu = await Device.open({ backend });
  });
  const row = (...values: number[]) => tensor(gpu, values, [1, 1, values.length]);
  const list = async (x: Tensor) => Array.from(await x.data(), (value) => Math.round(value * 1e4) / 1e4 + 0);
  /** The gradient of Σ out · (1, 2, 3, …). */
  const slope = (x: Tensor, run: (x: Tensor) => Tensor) =>
    list(
      grad(
        () => {
          const out = run(x);
          const ramp = Float32Array.from({ length: out.size }, (_, i) => i + 1);
          return sum(mul(out, tensor(gpu, ramp, out.shape)));
        },
        new Map([['x', x]]),
      ).get('x')!,
    );

  it.each(cases.map((given) => [given.id, given] as const))('%s', async (_, given) => {
    expect(await checkOracle(gpu, given)).toEqual({ name: given.id, failures: [] });
  });

  it('the case decides whose scale an aligned resize goes by', async () => {
    const x = row(0, 1, 2);
    const by = { coordinates: 'align_corners', scales: [1, 1, 1.5] } as const;
    // ONNX: 4.5 pixels reach from corner to corner; PyTorch: the 4 that there are.
    expect(await list(resize(x, [1, 1, 4], by))).toEqual([0, 0.5714, 1.1429, 1.7143]);
    const torch = interpolate(x, { scaleFactor: 1.5, mode: 'linear', alignCorners: true });
    expect(await list(torch)).toEqual([0, 0.6667, 1.3333, 2]);
  });

  it('a side that keeps its size keeps its pixels', async () => {
    for (const mode of ['nearest', 'linear'] as const) {
      expect(await list(interpolate(row(1, 2, 3), { scaleFactor: 1.3, mode })), mode).toEqual([1, 2, 3]);
      expect(await slope(row(1, 2, 3), (x) => interpolate(x, { scaleFactor: 1.3, mode })), mode).toEqual([1, 2, 3]);
    }
    // A side that doubles shows each pixel twice, whatever the factor.
    expect(await list(interpolate(row(1, 2), { scaleFactor: 2.4 }))).toEqual([1, 1, 2, 2]);
    expect(await slope(row(1, 2), (x) => interpolate(x, { scaleFactor: 2.4 }))).toEqual([3, 7]);
    // Bicubic goes by the factor there too, as in PyTorch; ONNX does everywhere.
    const columns = tensor(gpu, [0, 1, 2], [1, 1, 3, 1]);
    const cubic = interpolate(columns, { scaleFactor: 1.3, mode: 'bicubic' });
    expect(await list(cubic)).toEqual([-0.0677, 0.5603, 1.5193]);
    expect(await list(resize(row(1, 2, 3), [1, 1, 3], { scales: [1, 1, 1.3] }))).not.toEqual([1, 2, 3]);
  });

  it('borders repeat what is left when something is cut off', async () => {
    const x = row(0, 1, 2, 3);
    const border = (mode: 'wrap' | 'reflect' | 'edge' | 'symmetric', before: number, after: number) =>
      list(pad(x, { before: [before], after: [after], mode }));
    expect(await border('wrap', -1, 2)).toEqual([1, 2, 3, 1, 2]);
    expect(await border('wrap', 2, -2)).toEqual([0, 1, 0, 1]);
    expect(await border('reflect', -1, 1)).toEqual([1, 2, 3, 2]);
    expect(await border('symmetric', 3, -2)).toEqual([0, 1, 1, 0, 0, 1].slice(1));
    expect(await border('edge', 2, -3)).toEqual([0, 0, 0]);
    expect(await border('edge', -1, -1)).toEqual([1, 2]);
    expect(await slope(x, (x) => pad(x, { before: [-1], after: [2], mode: 'wrap' }))).toEqual([0, 5, 7, 3]);
    expect(() => pad(x, { before: [-2], after: [-2], mode: 'edge' })).not.toThrow();
    expect(() => pad(x, { before: [-4], after: [1], mode: 'wrap' })).toThrow(/needs elements to repeat/);
  });

  it('norms are flat at their kinks', async () => {
    const x = row(3, 0, -4);
    const gradient = (x: Tensor, p: number) => slope(x, (x) => norm(x, -1, { p }));
    expect(await gradient(x, 1)).toEqual([1, 0, -1]);
    expect(await gradient(x, 2)).toEqual([0.6, 0, -0.8]);
    expect(await gradient(x, 0.5)).toEqual([2.1547, 0, -1.866]);
    expect(await gradient(x, 1.5)).toEqual([0.733, 0, -0.8463]);
    expect(await gradient(x, -1)).toEqual([0, 0, 0]);
    expect(await gradient(row(2, -2, 1), Infinity)).toEqual([0.5, -0.5, 0]);
    for (const p of [0.5, 1, 1.5, 2, 3, Infinity]) {
      expect(await list(norm(row(0, 0), -1, { p })), `${p}`).toEqual([0]);
      expect(await gradient(row(0, 0), p), `${p}`).toEqual([0, 0]);
    }
  });

  it('a vector of zeros stays one when it is normalised, whatever eps', async () => {
    for (const p of [0.5, 1, 2, 3, Infinity]) {
      const unit = (x: Tensor) => normalize(x, -1, { p, eps: 0 });
      expect(await list(unit(row(0, 0))), `${p}`).toEqual([0, 0]);
      expect(await slope(row(0, 0), unit), `${p}`).toEqual([0, 0]);
      expect(await slope(row(0, 0), (x) => normalize(x, -1, { p, eps: 0.5 })), `${p}`).toEqual([2, 4]);
    }
  });

  it('transposed convolutions reach beyond their usual size', async () => {
    const [x, w] = [tensor(gpu, [1, 2], [1, 1, 1, 2]), tensor(gpu, [1, 10], [1, 1, 1, 2])];
    const bias = tensor(gpu, [0.5]);
    const wide = convTranspose2d(x, w, bias, { padding: [0, -1, 0, -2] });
    expect(await list(wide)).toEqual([0.5, 1.5, 12.5, 20.5, 0.5, 0.5]);
    expect(await list(convTranspose2d(x, w, bias, { outputSize: [1, 4] }))).toEqual([1.5, 12.5, 20.5, 0.5]);
    expect(await list(convTranspose2d(x, w, bias, { stride: 3, outputPadding: [0, 2] }))).toEqual([
      1.5, 10.5, 0.5, 2.5, 20.5, 0.5, 0.5,
    ]);
  });
});
