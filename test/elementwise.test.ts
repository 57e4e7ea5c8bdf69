/**
 * What finite differences cannot see: kinks, ties, NaN, whole numbers, masks, and constants that must not compile
 * anything new.
 */
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { vjp } from '../engine/autograd.ts';
import { planCount } from '../engine/gpu/launch.ts';
import { Device } from '../engine/device.ts';
import type { DType } from '../engine/dtype.ts';
import { Random } from '../engine/random.ts';
import type { Tensor } from '../engine/tensor.ts';
import { ones, tensor } from '../engine/create.ts';
import * as ops from '../kernels/index.ts';
import { erf64, erfc64 } from '../kernels/math/erf64.ts';

const backends = ['webgpu', 'reference'] as const;
describe.each(backends)('%s', (backend) => {
  let gpu: Device;
  beforeAll(async () => void (gpu = await Device.open({ backend })));
  afterAll(() => gpu.settle());

  const make = (values: readonly number[], dtype: DType = 'f32') =>
    tensor(gpu, Float64Array.from(values), [values.length], dtype);
  const read = async (t: Tensor) => [...(await t.data())];
  /** Gradients of the sum of the outputs. */
  const slopes = async (fn: (...xs: Tensor[]) => Tensor, ...xs: Tensor[]) => {
    const { grads } = vjp(
      () => fn(...xs),
      xs,
      (out: Tensor) => ones(gpu, out.shape),
    );
    return Promise.all(grads.map(read));
  };

  const {
    abs,
    relu,
    relu6,
    leakyRelu,
    clamp,
    hardsigmoid,
    hardswish,
    thresholdRelu,
    hardshrink,
    softshrink,
    sign,
    elu,
  } = ops;
  // PyTorch 2's derivatives, at the kink and on either side.
  const kinks: [string, (x: Tensor) => Tensor, number[], number[]][] = [
    ['abs', abs, [-1, 0, 1], [-1, 0, 1]],
    ['sign', sign, [-1, 0, 1], [0, 0, 0]],
    ['relu', relu, [-1, -0, 0, 1], [0, 0, 0, 1]],
    ['relu6', relu6, [0, 1, 6, 7], [0, 1, 0, 0]],
    ['leakyRelu', (x) => leakyRelu(x, { slope: 0.25 }), [-1, 0, 1], [0.25, 0.25, 1]],
    ['clamp', (x) => clamp(x, { min: 0.1, max: 2 }), [0, Math.fround(0.1), 1, 2, 3], [0, 1, 1, 1, 0]],
    ['hardsigmoid', (x) => hardsigmoid(x, { alpha: 0.25, beta: 0.5 }), [-2, 0, 2], [0, 0.25, 0]],
    ['hardswish', hardswish, [-3, 0, 3], [0, 0.5, 1]],
    ['thresholdRelu', (x) => thresholdRelu(x), [1, 2], [0, 1]],
    ['hardshrink', (x) => hardshrink(x), [-1, -0.5, 0.5, 1], [1, 0, 0, 1]],
    ['softshrink', (x) => softshrink(x), [-1, -0.5, 0.5, 1], [1, 0, 0, 1]],
    ['elu', (x) => elu(x, { alpha: 0.5 }), [-Infinity, 0, 1], [0, 0.5, 1]],
  ];
  it.each(kinks)('derivative of %s at its kinks', async (_, fn, x, want) => {
    expect((await slopes(fn, make(x)))[0].map((v) => v + 0)).toEqual(want);
  });

  it('ties of maximum and minimum share the gradient', async () => {
    const [a, b] = [make([1, 2, 3]), make([2, 2, 2])];
    expect(await slopes(ops.maximum, a, b)).toEqual([
      [0, 0.5, 1],
      [1, 0.5, 0],
    ]);
    expect(await slopes(ops.minimum, a, b)).toEqual([
      [1, 0.5, 0],
      [0, 0.5, 1],
    ]);
    expect(await slopes((x) => ops.maximum(x, 2), a)).toEqual([[0, 0.5, 1]]);
  });

  it('pow is flat where the exponent, or the base, is 0', async () => {
    expect(await slopes(ops.pow, make([0, 0, 3]), make([0, 2, 0]))).toEqual([
      [0, 0, 0],
      [0, 0, Math.fround(Math.log(3))],
    ]);
    expect(await slopes((x) => ops.pow(x, 0), make([0, 2]))).toEqual([[0, 0]]);
    expect(await slopes((x) => ops.pow(x, 2), make([-3, 0]))).toEqual([[-6, 0]]);
    expect(await slopes((x) => ops.pow(0, x), make([1]))).toEqual([[0]]);
  });

  it('where sends the gradient, and NaN, one way only', async () => {
    const condition = make([1, 0], 'bool');
    expect(await read(ops.where(condition, make([1, NaN]), make([NaN, 2])))).toEqual([1, 2]);
    const bad = make([0, 4]);
    expect(await slopes((x) => ops.where(condition, 0, ops.mul(x, 2)), bad)).toEqual([[0, 2]]);
    expect(await read(ops.where(condition, 1, 0))).toEqual([1, 0]);
    expect(await read(ops.where(condition, make([7], 'i32'), -1))).toEqual([7, -1]);
  });

  const unaries = {
    abs,
    ceil: ops.ceil,
    floor: ops.floor,
    round: ops.round,
    trunc: ops.trunc,
    exp: ops.exp,
    exp2: ops.exp2,
    expm1: ops.expm1,
    log: ops.log,
    log2: ops.log2,
    log10: ops.log10,
    log1p: ops.log1p,
    neg: ops.neg,
    sign,
    sqrt: ops.sqrt,
    rsqrt: ops.rsqrt,
    reciprocal: ops.reciprocal,
    square: ops.square,
    sin: ops.sin,
    cos: ops.cos,
    tan: ops.tan,
    asin: ops.asin,
    acos: ops.acos,
    atan: ops.atan,
    sinh: ops.sinh,
    cosh: ops.cosh,
    asinh: ops.asinh,
    atanh: ops.atanh,
    erf: ops.erf,
    erfc: ops.erfc,
    sigmoid: ops.sigmoid,
    tanh: ops.tanh,
    relu,
    relu6,
    softsign: ops.softsign,
    silu: ops.silu,
    mish: ops.mish,
    hardswish,
    logsigmoid: ops.logsigmoid,
    gelu: ops.gelu,
    elu,
    celu: ops.celu,
    selu: ops.selu,
    leakyRelu,
    softplus: ops.softplus,
    hardsigmoid,
    clamp,
    affine: ops.affine,
    thresholdRelu,
    hardshrink,
    softshrink,
  };
  it.each(Object.entries(unaries))('NaN in, NaN out: %s', async (_, fn) => {
    const [nan, number] = await read(fn(make([NaN, 0.75])));
    expect(nan).toBeNaN();
    expect(number).not.toBeNaN();
  });
  const binaries = {
    add: ops.add,
    sub: ops.sub,
    mul: ops.mul,
    div: ops.div,
    maximum: ops.maximum,
    minimum: ops.minimum,
    atan2: ops.atan2,
    fmod: ops.fmod,
    remainder: ops.remainder,
    floorDivide: ops.floorDivide,
    prelu: ops.prelu,
  };
  it.each(Object.entries(binaries))('NaN in, NaN out: %s', async (_, fn) => {
    expect(await read(fn(make([NaN, -1, NaN]), make([2, NaN, NaN])))).toEqual([NaN, NaN, NaN]);
  });

  it('whole numbers stay exact', async () => {
    const [a, b] = [make([-7, 7, -7, 2147483647, 5], 'i32'), make([2, -2, -2, 2, 0], 'i32')];
    expect(await read(ops.floorDivide(a, b))).toEqual([-4, -4, 3, 1073741823, 0]);
    expect(await read(ops.remainder(a, b))).toEqual([1, -1, -1, 1, 0]);
    expect(await read(ops.fmod(a, b))).toEqual([-1, 1, -1, 1, 0]);
    expect(await read(ops.maximum(a, b))).toEqual([2, 7, -2, 2147483647, 5]);
    expect(await read(ops.pow(make([3, -2, 46341], 'i32'), make([19, 31, 2], 'i32')))).toEqual([
      1162261467, -2147483648, -2147479015,
    ]);
    expect(await read(ops.clamp(make([4294967295, 3], 'u32'), { min: 5, max: 4294967290 }))).toEqual([4294967290, 5]);
    expect(await read(ops.clamp(make([4294967295, 3], 'u32'), { min: -2 }))).toEqual([4294967295, 3]);
    expect(await read(ops.equal(make([16777217, 1], 'i32'), make([16777216, 1], 'i32')))).toEqual([0, 1]);
    expect(await read(ops.abs(make([-5, 5], 'i32')))).toEqual([5, 5]);
  });

  it('a number is the same f32 on both sides of a comparison', async () => {
    const x = make([0.1]);
    expect(await read(ops.equal(x, 0.1))).toEqual([1]);
    expect(await read(ops.greaterEqual(0.1, x))).toEqual([1]);
    expect(await read(ops.equal(make([1, 0], 'bool'), 1))).toEqual([1, 0]);
  });

  it('views are read through their strides', async () => {
    const x = tensor(gpu, [
      [1, -2, 3],
      [-4, 5, -6],
    ]);
    expect(await read(ops.relu(x.transpose()))).toEqual([1, 0, 0, 5, 3, 0]);
    expect(await read(ops.where(ops.greater(x, 0), x, x.transpose().reshape(2, 3)).slice(1, 0, undefined, 2))).toEqual([
      1, 3, 5, -6,
    ]);
    expect(await slopes((t) => ops.relu(t.transpose()), x)).toEqual([[1, 0, 1, 0, 1, 0]]);
    expect((await ops.lerp(tensor(gpu, [[0], [10]]), tensor(gpu, [100, 200]), 0.25).data()).join()).toBe(
      '25,50,32.5,57.5',
    );
  });

  it('lerp is exact at both ends', async () => {
    const [a, b] = [make([1e8, 0.1]), make([1, 0.3])];
    expect(await read(ops.lerp(a, b, 0))).toEqual(await read(a));
    expect(await read(ops.lerp(a, b, 1))).toEqual(await read(b));
  });

  it('dropout keeps what Random says, scales it, and drops the gradient alike', async () => {
    const n = 1003;
    const x = ops.uniform(gpu, [n], { seed: 9, low: 1, high: 2 });
    const random = new Random(4000000000, 70000);
    const kept = Array.from({ length: n }, () => random.uniform() >= Math.fround(0.3));
    const options = { p: 0.3, seed: 4000000000, stream: 70000 };
    const scale = 1 - Math.fround(0.3);
    const [out, source] = [await read(ops.dropout(x, options)), await read(x)];
    out.forEach((value, i) => expect(value).toBeCloseTo(kept[i] ? source[i] / scale : 0, 6));
    const [slope] = await slopes((t) => ops.dropout(t, options), x);
    slope.forEach((value, i) => expect(value).toBeCloseTo(kept[i] ? 1 / scale : 0, 6));
    expect(await read(ops.dropout(x, { ...options, counter: 1 }))).not.toEqual(out);
    expect(await read(ops.dropout(make([NaN, 1, 2, 3]), { p: 1, seed: 1 }))).toEqual([NaN, 0, 0, 0]);
    expect(await read(ops.dropout(make([NaN, 1, 2, 3]), { p: 0, seed: 1 }))).toEqual([NaN, 1, 2, 3]);
    for (const wrong of [
      { p: 1.5, seed: 1 },
      { p: NaN, seed: 1 },
      { seed: -1 },
      { seed: 2 ** 32 },
      { seed: 1, counter: 0.5 },
    ])
      expect(() => ops.dropout(x, wrong)).toThrow(/dropout/);
  });

  it('uniform and normal draw the stream of their seed', async () => {
    const random = new Random(5, 2);
    expect(await read(ops.uniform(gpu, [2, 3], { seed: 5, stream: 2, low: -1, high: 3 }))).toEqual(
      Array.from({ length: 6 }, () => Math.fround(random.uniform(-1, 3))),
    );
    const sample = await read(ops.normal(gpu, [4000], { seed: 1, mean: 2, deviation: 3 }));
    const mean = sample.reduce((sum, v) => sum + v, 0) / sample.length;
    expect(mean).toBeCloseTo(2, 0);
    expect(Math.sqrt(sample.reduce((sum, v) => sum + (v - mean) ** 2, 0) / sample.length)).toBeCloseTo(3, 0);
  });

  it('numbers that change compile nothing new', async () => {
    const x = make([1, 2, 3]);
    const step = (i: number) => [
      ops.dropout(x, { seed: i, stream: 2 * i, counter: 70000 * i, p: i / 10 }),
      ops.leakyRelu(x, { slope: i }),
      ops.clamp(x, { min: -i, max: i }),
      ops.pow(x, i),
      ops.affine(x, { alpha: i }),
      ops.lerp(x, x, i),
    ];
    step(1);
    await gpu.settle();
    const [before, plans] = [gpu.counters().pipelines, planCount(gpu)];
    for (let i = 2; i < 6; i++) step(i);
    await gpu.settle();
    expect(gpu.counters().pipelines).toBe(before);
    expect(planCount(gpu)).toBe(plans);
  });

  it('refuses what does not fit', () => {
    const x = make([1, 2, 3]);
    expect(() => ops.equal(x, make([1, 2, 3], 'i32'))).toThrow(/dtypes differ/);
    expect(() => ops.maximum(x, make([1, 2]))).toThrow(/broadcast/);
    expect(() => ops.exp(make([1], 'i32'))).toThrow(/cannot be i32/);
    expect(() => ops.where(x, x, x)).toThrow(/cannot be f32/);
    expect(() => ops.where(make([1], 'bool'), make([1], 'i32'), 0.5)).toThrow(/whole/);
    expect(() => ops.clamp(make([1], 'i32'), { min: 0.5 })).toThrow(/whole/);
    expect(() => ops.celu(x, { alpha: 0 })).toThrow(/alpha/);
    expect(() => ops.softshrink(x, { lambda: -1 })).toThrow(/lambda/);
    expect(() => ops.prelu(x.slice(0, 0, 1), x)).toThrow(/slopes/);
  });
});

// From mpmath at 40 digits.
it.each([
  [0.5, 0.5204998778130465, 0.4795001221869535],
  [1.9999, 0.9953201979070293, 0.004679802092970609],
  [3, 0.9999779095030014, 2.209049699858544e-5],
  [-2.5, -0.999593047982555, 1.999593047982555],
  [6, 1, 2.1519736712498913e-17],
])('erf64(%f)', (x, erf, erfc) => {
  expect(Math.abs(erf64(x) / erf - 1)).toBeLessThan(1e-14);
  expect(Math.abs(erfc64(x) / erfc - 1)).toBeLessThan(1e-12);
});
