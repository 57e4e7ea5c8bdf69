/**
 * Sums over rows keep their digits, as the README says: large offsets, constant rows, long rows of like terms. Wanted
 * are float64 sums of the same float32 numbers. Row kernels are tried one lane a row (software adapters) and many
 * (GPUs).
 */
import { beforeAll, describe, expect, it } from 'vitest';
import { grad } from '../engine/autograd.ts';
import { Device } from '../engine/device.ts';
import type { Tensor } from '../engine/tensor.ts';
import { tensor } from '../engine/create.ts';
import {
  batchNormTrain,
  crossEntropy,
  groupNorm,
  instanceNorm,
  layerNorm,
  logSoftmax,
  logsumexp,
  mul,
  softmax,
  std,
  sum,
  variance,
} from '../kernels/index.ts';

const lengths = [63, 256, 961, 1024, 3969, 4096, 6400];
const square = (x: Tensor) => x.reshape(1, 1, Math.sqrt(x.size), Math.sqrt(x.size));
const isSquare = (n: number) => Number.isInteger(Math.sqrt(n));

const norms: Record<string, (x: Tensor) => Tensor> = {
  layerNorm: (x) => layerNorm(x.reshape(1, -1), 1),
  groupNorm: (x) => groupNorm(x.reshape(1, 1, 1, -1), 1),
  instanceNorm: (x) => instanceNorm(isSquare(x.size) ? square(x) : x.reshape(1, 1, 1, -1)),
  batchNorm: (x) => batchNormTrain(x.reshape(1, 1, -1)).out,
};

describe.each([
  ['one lane a row', true],
  ['many lanes a row', false],
])('%s', (_, software) => {
  let gpu: Device;
  beforeAll(async () => {
    gpu = await Device.open();
    Object.assign(gpu.webgpu!.adapter, { software });
  });
  const of = (values: Float32Array) => tensor(gpu, values, [values.length]);

  it.each(Object.keys(norms))('%s of a constant is 0', async (name) => {
    for (const c of [1234.567, 100.1, 10.3, -0.1]) {
      for (const n of lengths) {
        const got = await norms[name](of(new Float32Array(n).fill(c))).data();
        expect(
          Array.from(got).every((value) => value === 0),
          `${n} times ${c}`,
        ).toBe(true);
      }
    }
  });

  it.each(Object.keys(norms))('%s of a ramp from 30000 to 30001', async (name) => {
    for (const n of lengths) {
      const ramp = Float32Array.from({ length: n }, (_, i) => 30000 + i / (n - 1));
      const { mean, variance } = statistics(ramp);
      const got = await norms[name](of(ramp)).data();
      ramp.forEach((x, i) => {
        const want = (x - mean) / Math.sqrt(variance + 1e-5);
        // A batch's mean is an output, one float32: half its last place, 2^-10, over the ramp's 0.29.
        expect(Math.abs(got[i] - want), `element ${i} of ${n}`).toBeLessThan(name === 'batchNorm' ? 3.5e-3 : 1e-5);
      });
    }
  });

  it('the gradient of layerNorm at a large mean is that at none', async () => {
    const n = 1024;
    // whole 512ths, exact at 30000 too
    const small = Float32Array.from({ length: n }, (_, i) => ((i * 37) % n) / 512 - 1);
    const weights = of(Float32Array.from({ length: n }, (_, i) => Math.sin(i)));
    const slope = async (x: Tensor) =>
      grad(() => sum(mul(layerNorm(x.reshape(1, -1), 1).reshape(-1), weights)), [x])[0].data();
    const [near, far] = [await slope(of(small)), await slope(of(small.map((x) => x + 16384)))];
    near.forEach((value, i) => expect(Math.abs(far[i] - value), `element ${i}`).toBeLessThan(1e-5));
  });

  it('variance and std at large means', async () => {
    for (const n of lengths) {
      const ramp = Float32Array.from({ length: n }, (_, i) => 30000 + i / (n - 1));
      const want = (statistics(ramp).variance * n) / (n - 1);
      expect(Math.abs((await variance(of(ramp)).item()) / want - 1)).toBeLessThan(1e-5);
      expect(Math.abs((await std(of(ramp)).item()) / Math.sqrt(want) - 1)).toBeLessThan(1e-5);
    }
  });

  it('softmax, its logarithm, logsumexp and the losses over rows of like terms', async () => {
    for (const n of lengths) {
      const row = Float32Array.from({ length: n }, (_, i) => (i ? -0.1 : 0));
      const log = Math.log(1 + (n - 1) * Math.exp(row[1]));
      const x = tensor(gpu, row, [1, n]);
      const close = (got: number, want: number, what: string) =>
        expect(Math.abs(got - want), `${what} of ${n}`).toBeLessThan(1.5e-6 * Math.max(1, Math.abs(want)));
      close((await softmax(x, 1).data())[0] * Math.exp(log), 1, 'softmax');
      close((await logSoftmax(x, 1).data())[0], -log, 'logSoftmax');
      close(await logsumexp(x).item(), log, 'logsumexp');
      close(await crossEntropy(x, tensor(gpu, [0], [1], 'i32')).item(), log, 'crossEntropy');
    }
  });
});

function statistics(values: Float32Array): { mean: number; variance: number } {
  const mean = values.reduce((a, b) => a + b, 0) / values.length;
  return { mean, variance: values.reduce((a, b) => a + (b - mean) ** 2, 0) / values.length };
}
