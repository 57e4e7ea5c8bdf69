/**
 * Fused attention against plain ops: views, masks, queries that look nowhere, gradients of gradients, repeatability.
 */
import { beforeAll, describe, expect, it } from 'vitest';
import { grad, vjp } from '../engine/autograd.ts';
import { Device } from '../engine/device.ts';
import { Random } from '../engine/random.ts';
import type { Shape } from '../engine/shape.ts';
import { size } from '../engine/shape.ts';
import type { Tensor } from '../engine/tensor.ts';
import { tensor } from '../engine/create.ts';
import { applyCrissCross, crissCrossAttention, crissCrossWeights } from '../kernels/attention/cross.ts';
import { flashAttention } from '../kernels/attention/flash.ts';
import { imageAttention } from '../kernels/attention/image.ts';
import { plainPositional, positionalAttention } from '../kernels/attention/positional.ts';
import { split } from '../kernels/shape/split.ts';
import { matmul } from '../kernels/matmul/matmul.ts';
import { mul } from '../kernels/elementwise/mul.ts';
import { attentionWeights } from '../kernels/attention/scores.ts';
import { sum } from '../kernels/reduce/sum.ts';

let gpu: Device;
let exact: Device;
beforeAll(async () => {
  gpu = await Device.open();
  exact = await Device.open({ backend: 'reference', exact: true });
});

function random(device: Device, shape: Shape, seed: number): Tensor {
  const stream = new Random(seed);
  return tensor(
    device,
    Float64Array.from({ length: size(shape) }, () => stream.uniform(-1, 1)),
    shape,
    'f32',
  );
}
const options = { scale: 0.7 };
const plain = (q: Tensor, k: Tensor, v: Tensor, rest: { mask?: Tensor; causal?: boolean } = {}) =>
  matmul(attentionWeights(q, k, { ...options, ...rest }), v);
const fused = (q: Tensor, k: Tensor, v: Tensor, rest: { mask?: Tensor; causal?: boolean } = {}) =>
  flashAttention(q, k, v, { ...options, ...rest });

async function expectSame(got: Tensor, want: Tensor, tolerance: number) {
  expect(got.shape).toEqual(want.shape);
  const [a, b] = [await got.data(), await want.data()];
  const scale = Math.max(1, ...b.map(Math.abs));
  a.forEach((value, i) =>
    expect(Math.abs(value - b[i]) / scale, `[${i}]: ${value}, wanted ${b[i]}`).toBeLessThan(tolerance),
  );
}

describe('fused attention equals plain ops', () => {
  it('for permuted, sliced and broadcast views of any batch, without changing its layout', async () => {
    // Heads in consecutive channels of [B, h·d, positions], as images have them; keys shared by all heads; five batch
    // axes.
    const image = random(gpu, [2, 12, 18], 1);
    const q = image.reshape(2, 3, 4, 18).permute(0, 1, 3, 2);
    const k = random(gpu, [2, 1, 40, 4], 2).slice(2, 1, 40, 3);
    const v = random(gpu, [13, 5], 3);
    const out = fused(q, k, v);
    await expectSame(out, plain(q, k, v), 1e-6);
    expect(out.transpose().contiguous).toBe(true);
    const many = random(gpu, [2, 1, 2, 3, 2, 5, 4], 4);
    const mask = random(gpu, [3, 1, 5, 7], 5);
    const keys = random(gpu, [2, 3, 2, 7, 4], 6);
    await expectSame(fused(many, keys, keys, { mask }), plain(many, keys, keys, { mask }), 1e-6);
  });

  it('where a mask leaves a query nothing, with zeros and no NaN in any gradient', async () => {
    const [q, k, v, dy] = [
      [3, 9, 4],
      [3, 6, 4],
      [3, 6, 2],
      [3, 9, 2],
    ].map((shape, i) => random(gpu, shape, i));
    const keep = tensor(
      gpu,
      Uint8Array.from({ length: 54 }, (_, i) => Number(i % 7 > 2 && Math.floor(i / 6) !== 4)),
      [9, 6],
      'bool',
    );
    const added = tensor(
      gpu,
      Float32Array.from({ length: 54 }, (_, i) => (Math.floor(i / 6) === 2 ? -Infinity : i / 60)),
      [9, 6],
    );
    for (const mask of [keep, added]) {
      const wrt = mask === keep ? [q, k, v] : [q, k, v, added];
      const got = vjp(() => fused(q, k, v, { mask }), wrt, dy);
      const want = vjp(() => plain(q, k, v, { mask }), wrt, dy);
      await expectSame(got.value, want.value, 1e-6);
      for (const [i, gradient] of got.grads.entries()) await expectSame(gradient, want.grads[i], 2e-6);
    }
  });

  it('for more batches than a grid has workgroups in a row', async () => {
    const [q, k] = [random(gpu, [70001, 1, 1], 1), random(gpu, [70001, 2, 1], 2)];
    await expectSame(fused(q, k, k), plain(q, k, k), 1e-6);
  });

  it('with no keys at all', async () => {
    const [q, k, v] = [random(gpu, [2, 3, 4], 1), random(gpu, [2, 0, 4], 2), random(gpu, [2, 0, 5], 3)];
    expect(Array.from(await fused(q, k, v).data())).toEqual(new Array(30).fill(0));
  });

  it('in gradients of gradients', async () => {
    const [q, k, v] = [
      [2, 5, 3],
      [2, 7, 3],
      [2, 7, 4],
    ].map((shape, i) => random(exact, shape, i));
    const mask = random(exact, [5, 7], 9);
    const twice = (attention: typeof fused) => {
      const slope = () =>
        grad(
          () => sum(mul(attention(q, k, v, { mask, causal: true }), attention(q, k, v, { mask, causal: true }))),
          [q, k, v, mask],
        );
      return grad(
        () =>
          slope()
            .map((g) => sum(mul(g, g)))
            .reduce((a, b) => sum(mul(a, b))),
        [q, k, v, mask],
      );
    };
    const [got, want] = [twice(fused), twice(plain)];
    for (const [i, gradient] of got.entries()) await expectSame(gradient, want[i], 1e-9);
  });
});

describe('fused criss-cross attention equals plain ops', () => {
  const cross = (q: Tensor, k: Tensor, v: Tensor) => applyCrissCross(crissCrossWeights(q, k), v);

  it('for views, at the size of a wide map', async () => {
    const [q, k, v] = [
      [1, 17, 4, 23],
      [1, 4, 23, 17],
      [1, 80, 23, 17],
    ].map((shape, i) => random(gpu, shape, i));
    const view = q.permute(0, 2, 3, 1);
    const [got, want] = [crissCrossAttention, cross].map((attention) =>
      vjp(
        () => attention(view, k, v),
        [q, k, v],
        (out) => out,
      ),
    );
    await expectSame(got.value, want.value, 1e-6);
    for (const [i, gradient] of got.grads.entries()) await expectSame(gradient, want.grads[i], 4e-6);
  });

  it('in gradients of gradients', async () => {
    const [q, k, v] = [
      [1, 2, 3, 4],
      [1, 2, 3, 4],
      [1, 3, 3, 4],
    ].map((shape, i) => random(exact, shape, i));
    const twice = (attention: typeof cross) =>
      grad(
        () =>
          grad(() => sum(mul(attention(q, k, v), attention(q, k, v))), [q, k, v])
            .map((g) => sum(mul(g, g)))
            .reduce((a, b) => mul(a, b)),
        [q, k, v],
      );
    const [got, want] = [twice(crissCrossAttention), twice(cross)];
    for (const [i, gradient] of got.entries()) await expectSame(gradient, want[i], 1e-9);
  });
});

describe('fused positional attention equals plain ops', () => {
  const names = ['q', 'k', 'v', 'relative', 'factors'];
  type Inputs = Record<string, Tensor>;
  const plainly = (inputs: Inputs, rows: boolean) => plainPositional(inputs, { rows });
  const positional = ({ q, k, v, relative, factors }: Inputs, rows: boolean) =>
    positionalAttention(q, k, v, relative, factors, { rows });
  /** Parts of one projection [B, groups, c + c + e, H, W], as the module has them, and its tables. */
  function inputsOf(
    device: Device,
    [c, e]: readonly [number, number],
    [height, width]: readonly [number, number],
    length: number,
  ): Inputs {
    const [q, k, v] = split(random(device, [2, 3, 2 * c + e, height, width], 1), [c, c, e], 2);
    return { q, k, v, relative: random(device, [2 * c + e, 2 * length - 1], 2), factors: random(device, [3, 3], 3) };
  }

  it.each([true, false])('for views, and repeats to the bit (rows: %s)', async (rows) => {
    const inputs = inputsOf(gpu, [5, 9], rows ? [7, 33] : [33, 7], 33);
    const given = names.map((name) => inputs[name]);
    const run = (attention: typeof positional) =>
      vjp(
        () => attention(inputs, rows),
        given,
        (out) => mul(out, out),
      );
    const want = run(plainly);
    const seen = new Set<string>();
    for (let i = 0; i < 20; i++) {
      const got = run(positional);
      seen.add(
        String(await Promise.all([got.value, ...got.grads].map(async (x) => new Uint32Array((await x.data()).buffer)))),
      );
      if (i) continue;
      await expectSame(got.value, want.value, 1e-6);
      for (const [k, gradient] of got.grads.entries()) await expectSame(gradient, want.grads[k], 4e-6);
    }
    expect(seen.size).toBe(1);
  });

  it('in gradients of gradients', async () => {
    const inputs = inputsOf(exact, [2, 3], [2, 4], 4);
    const given = names.map((name) => inputs[name]);
    const twice = (attention: typeof positional) =>
      grad(
        () =>
          grad(() => sum(mul(attention(inputs, true), attention(inputs, true))), given)
            .map((g) => sum(mul(g, g)))
            .reduce((a, b) => mul(a, b)),
        given,
      );
    const [got, want] = [twice(positional), twice(plainly)];
    for (const [i, gradient] of got.entries()) await expectSame(gradient, want[i], 1e-9);
  });
});

it('attention at half precision keeps its statistics at full', async () => {
  const half = [
    [1, 20, 8],
    [1, 33, 8],
    [1, 33, 8],
  ].map((shape, i) =>
    tensor(
      gpu,
      Float32Array.from({ length: size(shape) }, (_, n) => Math.sin(n * (i + 1)) * 4),
      shape,
      'f16',
    ),
  );
  const whole = await Promise.all(
    half.map(async (x) => tensor(gpu, Float64Array.from(await x.data()), x.shape, 'f32')),
  );
  const [got, want] = [half, whole].map(
    ([q, k, v]) =>
      vjp(
        () => flashAttention(q, k, v),
        [q, k, v],
        (out) => out,
      ).grads,
  );
  for (const [i, gradient] of got.entries()) await expectSame(gradient, want[i], 4e-3);
});

it('attention gives the same bits every time', async () => {
  const [q, k, v] = [1, 2, 3].map((seed) => random(gpu, [2, 100, 16], seed));
  const bits = async () => {
    const { value, grads } = vjp(
      () => fused(q, k, v),
      [q, k, v],
      (out) => out,
    );
    return Promise.all([value, ...grads].map(async (t) => Array.from(new Uint32Array((await t.data()).buffer))));
  };
  const first = await bits();
  for (let i = 0; i < 5; i++) expect(await bits()).toEqual(first);
});

describe('channels first, positions in whole fours', () => {
  // Heads of as few channels as narrow projections leave: none of them is a whole vec4.
  it.each([
    [1, 3],
    [2, 5],
    [3, 6],
    [5, 2],
    [6, 7],
  ])('%i channels of keys and %i of values: outputs and gradients are those of the loops', async (depth, width) => {
    const on = (device: Device) => {
      const [q, k, v] = [depth, depth, width].map((channels, i) => random(device, [2, channels, 20], i));
      const { value, grads } = vjp(() => imageAttention(q, k, v), [q, k, v], random(device, [2, width, 20], 3));
      return [value, ...grads];
    };
    const wanted = on(exact);
    for (const [i, got] of on(gpu).entries()) await expectSame(got, wanted[i], 1e-5);
  });
});
