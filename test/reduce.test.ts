/** Reductions, normalisation in training, and losses, where samples do not reach. */
import { beforeAll, describe, expect, it } from 'vitest';
import { grad } from '../engine/autograd.ts';
import { Device } from '../engine/device.ts';
import { ShapeError } from '../engine/errors.ts';
import { Random } from '../engine/random.ts';
import type { Tensor } from '../engine/tensor.ts';
import { tensor } from '../engine/create.ts';
import { add } from '../kernels/elementwise/add.ts';
import { amax } from '../kernels/reduce/amax.ts';
import { argmax } from '../kernels/reduce/argmax.ts';
import { batchNormTrain } from '../kernels/normalize/batchnorm.ts';
import { crossEntropy } from '../kernels/loss/cross-entropy.ts';
import { max } from '../kernels/reduce/max.ts';
import { mul } from '../kernels/elementwise/mul.ts';
import { softmax } from '../kernels/reduce/softmax.ts';
import { mean } from '../kernels/reduce/mean.ts';
import { sum } from '../kernels/reduce/sum.ts';
import { variance } from '../kernels/reduce/variance.ts';
import { BatchNorm } from '../layers/basic/batchnorm.ts';

let gpu: Device;
let exact: Device;
beforeAll(async () => {
  gpu = await Device.open();
  exact = await Device.open({ backend: 'reference', exact: true });
});

const drawn = (device: Device, shape: number[], low: number, high: number, stream = 0) => {
  const random = new Random(11, stream);
  return tensor(
    device,
    Float64Array.from({ length: shape.reduce((a, b) => a * b, 1) }, () => random.uniform(low, high)),
    shape,
  );
};
const list = async (x: Tensor) => Array.from(await x.data());

describe('long rows', () => {
  it.each([
    [1e6, -1, 1],
    [1e6, 0, 1],
    [3e5, 1000, 1001],
  ])('a sum of %d terms between %d and %d is within 1e-6 of the sum of magnitudes', async (length, low, high) => {
    const x = drawn(gpu, [length], low, high);
    const values = await list(x);
    const magnitude = values.reduce((a, b) => a + Math.abs(b), 0);
    expect(Math.abs((await sum(x).item()) - values.reduce((a, b) => a + b, 0)) / magnitude).toBeLessThan(1e-6);
  });

  it('the variance of numbers far from 0 keeps its digits', async () => {
    const x = drawn(gpu, [2, 150_000], 1000, 1001);
    const values = (await list(x)).slice(0, 150_000);
    const center = values.reduce((a, b) => a + b, 0) / values.length;
    const want = values.reduce((a, b) => a + (b - center) ** 2, 0) / (values.length - 1);
    expect(Math.abs((await list(variance(x, 1)))[0] / want - 1)).toBeLessThan(1e-4);
  });

  it('integers add up exactly over several passes', async () => {
    expect(
      await sum(
        tensor(
          gpu,
          Int32Array.from({ length: 100_000 }, (_, i) => i % 7),
        ),
      ).item(),
    ).toBe(Array.from({ length: 100_000 }, (_, i) => i % 7).reduce((a, b) => a + b));
  });

  it('the first of equal maxima is found whatever part it lies in', async () => {
    const values = new Float32Array(70_000);
    values[65_537] = values[300] = values[40_000] = 1;
    const x = tensor(gpu, values);
    expect(await argmax(x).item()).toBe(300);
    expect(await argmax(x, null, { last: true }).item()).toBe(65_537);
  });
});

describe('gradients', () => {
  it('amax shares between equal values, max takes the first', async () => {
    const x = tensor(gpu, [
      [1, 3, 3],
      [2, 2, 2],
    ]);
    const shares = await list(grad(() => sum(amax(x, 1)), x));
    [0, 0.5, 0.5, 1 / 3, 1 / 3, 1 / 3].forEach((want, i) => expect(shares[i]).toBeCloseTo(want, 6));
    expect(await list(grad(() => sum(max(x, 1)), x))).toEqual([0, 1, 0, 1, 0, 0]);
  });

  it('batch normalisation has a second derivative', async () => {
    const [x, weight, bias, dy] = [
      drawn(exact, [4, 2, 3], -1, 1),
      drawn(exact, [2], 0.5, 2, 1),
      drawn(exact, [2], -1, 1, 2),
      drawn(exact, [4, 2, 3], -1, 1, 3),
    ];
    // The sum of squares of every gradient: its own gradient takes all second derivatives.
    const total = (at: Tensor, scale: Tensor) => {
      const grads = grad(
        () => sum(mul(batchNormTrain(at, { weight: scale, bias, eps: 0.1 }).out, mul(dy, at))),
        [at, scale, bias],
      );
      return grads.map((g) => sum(mul(g, g))).reduce((a, b) => add(a, b));
    };
    const [dx, dweight] = grad(() => total(x, weight), [x, weight]);
    for (const [moved, analytic] of [
      [x, dx],
      [weight, dweight],
    ] as const) {
      const values = await list(moved);
      for (const at of [0, values.length - 1]) {
        const shifted = async (step: number) => {
          const next = tensor(
            exact,
            Float64Array.from(values, (v, i) => (i === at ? v + step : v)),
            moved.shape,
          );
          return await (moved === x ? total(next, weight) : total(x, next)).item();
        };
        const numeric = ((await shifted(1e-5)) - (await shifted(-1e-5))) / 2e-5;
        expect(Math.abs((await list(analytic))[at] - numeric)).toBeLessThan(1e-6 * Math.max(1, Math.abs(numeric)));
      }
    }
  });
});

describe('softmax', () => {
  it('gives -Inf no weight, and NaN where no row can have any', async () => {
    const x = tensor(gpu, [
      [-Infinity, 0, 0],
      [-Infinity, -Infinity, -Infinity],
      [NaN, 0, 1],
      [Infinity, 0, 1],
    ]);
    expect(await list(softmax(x))).toEqual([0, 0.5, 0.5, ...new Array<number>(9).fill(NaN)]);
  });
});

describe('cross entropy', () => {
  it('makes NaN of a target that is no class, and refuses targets of another shape', async () => {
    const x = drawn(gpu, [2, 3], -1, 1);
    // Computed on the device, where nothing knows its values; one from the host is refused at the call.
    const outside = add(tensor(gpu, [2, -1], [2], 'i32'), 1);
    expect(await list(crossEntropy(x, outside, { reduction: 'none' }))).toEqual([NaN, expect.any(Number)]);
    expect(() => crossEntropy(x, tensor(gpu, [3, 0], [2], 'i32'))).toThrow(ShapeError);
    expect(() => crossEntropy(x, tensor(gpu, [0, 1, 2], [3], 'i32'))).toThrow(ShapeError);
  });
  it('of targets that are all ignored has no mean', async () => {
    expect(await crossEntropy(drawn(gpu, [2, 3], -1, 1), tensor(gpu, [-100, -100], [2], 'i32')).item()).toBeNaN();
  });
});

describe('BatchNorm', () => {
  it('moves its statistics in training, in eval uses them', async () => {
    const bn = new BatchNorm(gpu, 2, { momentum: null }).train();
    const batches = [drawn(gpu, [5, 2, 4], 0, 1, 1), drawn(gpu, [5, 2, 4], 2, 3, 2)];
    for (const batch of batches) bn.forward(batch).dispose();
    expect(await bn.num_batches_tracked!.item()).toBe(2);
    const means = await Promise.all(batches.map((batch) => list(mean(batch, [0, 2]))));
    (await list(bn.running_mean!)).forEach((value, c) => expect(value).toBeCloseTo((means[0][c] + means[1][c]) / 2, 5));
    const before = await list(bn.running_mean!);
    bn.eval().forward(batches[0]).dispose();
    expect(await list(bn.running_mean!)).toEqual(before);
  });
  it('refuses a batch with one value for each channel', () => {
    expect(() => new BatchNorm(gpu, 2).train().forward(drawn(gpu, [1, 2], 0, 1))).toThrow(/more than one value/);
  });
});
