/** Activations on the way out equal ops of their own, in gradients of gradients too. */
import { beforeAll, describe, expect, it } from 'vitest';
import { grad } from '../engine/autograd.ts';
import { tensor } from '../engine/create.ts';
import { Device } from '../engine/device.ts';
import { Random } from '../engine/random.ts';
import type { Tensor } from '../engine/tensor.ts';
import type { Activation } from '../kernels/elementwise/activation.ts';
import { batchNorm, batchNormTrain, conv2d, matmul, mul, relu, sigmoid, sum } from '../kernels/index.ts';

let exact: Device;
beforeAll(async () => {
  exact = await Device.open({ backend: 'reference', exact: true });
});

const drawn = (shape: readonly number[], key: number): Tensor => {
  const random = new Random(11, key);
  return tensor(
    exact,
    Float64Array.from({ length: shape.reduce((a, b) => a * b, 1) }, () => random.uniform(-1, 1)),
    shape,
  );
};

type Make = (x: Tensor, w: Tensor, activation?: Activation) => Tensor;

describe.each<[string, readonly number[], readonly number[], Make]>([
  ['a product', [3, 4], [4, 5], (x, w, activation) => matmul(x, w, { activation })],
  [
    'a convolution',
    [2, 3, 5, 4],
    [2, 3, 3, 3],
    (x, w, activation) => conv2d(x, w, undefined, { padding: 1, activation }),
  ],
  [
    'a batch norm',
    [2, 3, 4],
    [3],
    (x, w, activation) => batchNormTrain(x, { weight: w, ...(activation && { activation }) }).out,
  ],
  [
    'a batch norm by given moments',
    [2, 3, 4],
    [3],
    (x, w, activation) =>
      batchNorm(x, tensor(exact, [0.1, 0, -0.2], [3]), tensor(exact, [1, 0.5, 2], [3]), {
        weight: w,
        ...(activation && { activation }),
      }),
  ],
])('%s', (_, shape, weight, make) => {
  it.each([
    ['sigmoid', sigmoid],
    ['relu', relu],
  ] as const)('then %s', async (activation, apart) => {
    const given = [drawn(shape, 1), drawn(weight, 2)];
    const both = [() => make(given[0], given[1], activation), () => apart(make(given[0], given[1]))];
    // Cubes, so that no derivative is constant.
    const once = (out: () => Tensor) => grad(() => sum(mul(mul(out(), out()), out())), given);
    const twice = (out: () => Tensor) =>
      grad(
        () =>
          once(out)
            .map((g) => sum(mul(g, g)))
            .reduce((a, b) => mul(a, b)),
        given,
      );
    for (const made of [(out: () => Tensor) => [out()], once, twice]) {
      const [got, want] = both.map(made);
      for (const [i, one] of got.entries()) {
        const [a, b] = [await one.data(), await want[i].data()];
        const scale = Math.max(...Array.from(b, Math.abs));
        expect(scale).toBeGreaterThan(1e-6);
        b.forEach((value, at) => expect(Math.abs(Number(a[at]) - Number(value))).toBeLessThanOrEqual(1e-10 * scale));
      }
    }
  });
});
