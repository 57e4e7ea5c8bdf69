/** Views, indexing and einsum as users call them: what `samples` of single ops do not reach. */
import { beforeAll, describe, expect, it } from 'vitest';
import { grad, valueAndGrad, vjp } from '../engine/autograd.ts';
import { Device } from '../engine/device.ts';
import { DTypeError, ShapeError } from '../engine/errors.ts';
import { Random } from '../engine/random.ts';
import type { Tensor } from '../engine/tensor.ts';
import { tensor } from '../engine/create.ts';
import {
  concat,
  crossEntropy,
  einsum,
  embedding,
  flip,
  gather,
  gatherElements,
  gatherNd,
  indexAdd,
  indexSelect,
  maskedFill,
  mul,
  nllLoss,
  oneHot,
  pad,
  roll,
  scaledDotProductAttention,
  scatterElements,
  slice,
  split,
  squeeze,
  stack,
  sum,
  tile,
  tril,
  unsqueeze,
} from '../kernels/index.ts';

let gpu: Device;
beforeAll(async () => {
  gpu = await Device.open();
});

const iota = (...shape: number[]): Tensor =>
  tensor(
    gpu,
    Float32Array.from({ length: shape.reduce((a, b) => a * b, 1) }, (_, i) => i),
    shape,
  );
const ints = (values: number[], shape = [values.length]): Tensor => tensor(gpu, Int32Array.from(values), shape);
const list = async (x: Tensor): Promise<number[]> => Array.from(await x.data());

describe('views', () => {
  it('flip reads backwards, and the gradient comes back in order', async () => {
    const x = iota(2, 3);
    expect(await list(flip(x))).toEqual([5, 4, 3, 2, 1, 0]);
    const { grads } = valueAndGrad(() => sum(mul(flip(x, 1), tensor(gpu, [1, 2, 3, 4, 5, 6], [2, 3]))), x);
    expect(await list(grads)).toEqual([3, 2, 1, 6, 5, 4]);
  });
  it('slice counts lengths from either end, and refuses what is not there', async () => {
    expect(await list(slice(iota(3, 4), { starts: [-1, 3], lengths: [2, 2], steps: [-2, -3] }))).toEqual([11, 8, 3, 0]);
    expect(await list(slice(iota(6), { starts: [-2], ends: [null], axes: [0] }))).toEqual([4, 5]);
    expect(() => slice(iota(6), { starts: [4], lengths: [3] })).toThrow(ShapeError);
  });
  it('split gives parts of one size or of given ones', async () => {
    expect(split(iota(2, 7), 3, 1).map(({ shape }) => shape)).toEqual([
      [2, 3],
      [2, 3],
      [2, 1],
    ]);
    expect(await list(split(iota(5), [1, 0, 4])[2])).toEqual([1, 2, 3, 4]);
    expect(() => split(iota(5), [2, 2])).toThrow(/add up to 5/);
  });

  it('concat joins views where they lie, in one dispatch', async () => {
    const x = iota(2, 8);
    const dispatches = gpu.webgpu!.queue.dispatches;
    const joined = [
      concat([x.transpose(), iota(8, 1)], 1),
      concat([x.slice(1, 4), x.slice(1, 0, 4), x.slice(1, 7, undefined, -1)], 1),
      concat([x.slice(0, 1).expand(2, 8), x]),
    ];
    expect(gpu.webgpu!.queue.dispatches - dispatches).toBe(3);
    expect(await list(joined[0].slice(0, 0, 2))).toEqual([0, 8, 0, 1, 9, 1]);
    expect(await list(joined[1].slice(0, 1))).toEqual([12, 13, 14, 15, 8, 9, 10, 11, 15, 14, 13, 12, 11, 10, 9, 8]);
    expect(await list(joined[2].slice(1, 6))).toEqual([14, 15, 14, 15, 6, 7, 14, 15]);
  });

  it('gradients of split parts come back in one dispatch, zeros for parts without', async () => {
    const x = iota(6);
    const parts = () => {
      const [a, , c] = split(x, [2, 1, 3]);
      return [a, c];
    };
    const dispatches = gpu.webgpu!.queue.dispatches;
    const { grads } = vjp(() => split(x, [2, 4]), x, [iota(2), iota(4)]);
    expect(gpu.webgpu!.queue.dispatches - dispatches).toBe(1);
    expect(await list(grads)).toEqual([0, 1, 0, 1, 2, 3]);
    expect(await list(vjp(parts, x, [iota(2), iota(3)]).grads)).toEqual([0, 1, 0, 0, 1, 2]);
    const squares = () => sum(mul(split(x, 3)[1], split(x, 3)[1]));
    expect(await list(grad(() => sum(grad(squares, x)), x))).toEqual([0, 0, 0, 2, 2, 2]);
  });
  it('squeeze and unsqueeze undo each other', () => {
    expect(unsqueeze(iota(2, 3), [0, -1]).shape).toEqual([1, 2, 3, 1]);
    expect(squeeze(unsqueeze(iota(2, 3), [0, -1])).shape).toEqual([2, 3]);
    expect(() => squeeze(iota(2, 3), 0)).toThrow(ShapeError);
  });
});

describe('joins and borders', () => {
  it('joins more tensors than a dispatch can bind', async () => {
    const parts = Array.from({ length: 30 }, (_, i) => iota(2, (i % 3) + 1));
    expect(concat(parts, 1).shape).toEqual([2, 60]);
    const lines = await Promise.all(
      [0, 1].map(async (row) => (await Promise.all(parts.map((part) => list(part.slice(0, row, row + 1))))).flat()),
    );
    expect(await list(concat(parts, 1))).toEqual(lines.flat());
  });
  it('pads as NumPy does, more than once around', async () => {
    expect(await list(pad(iota(3), { before: [5], after: [4], mode: 'reflect' }))).toEqual([
      1, 0, 1, 2, 1, 0, 1, 2, 1, 0, 1, 2,
    ]);
    expect(await list(pad(iota(2, 2), { before: [1], after: [0], value: 9 }))).toEqual([9, 0, 1, 9, 2, 3]);
    expect(() => pad(iota(0, 2), { before: [1, 0], mode: 'edge' })).toThrow(/needs elements/);
    expect(() => pad(iota(3), { before: [-4], after: [3] })).toThrow(ShapeError);
  });
  it('rolls without axes as one list; repeats; keeps NaN out of a triangle', async () => {
    expect(await list(roll(iota(2, 2), 1))).toEqual([3, 0, 1, 2]);
    expect(await list(tile(iota(2), [2, 2]))).toEqual([0, 1, 0, 1, 0, 1, 0, 1]);
    expect(await list(tril(tensor(gpu, [1, NaN, 2, 3], [2, 2])))).toEqual([1, 0, 2, 3]);
  });
  it('stacks integers exactly', async () => {
    expect(await list(stack([ints([2147483647]), ints([-16777217])], -1))).toEqual([2147483647, -16777217]);
  });
});

describe('indices', () => {
  /** Indices that a kernel made: nothing is known of them at the call. */
  const computed = (values: number[], shape?: number[]): Tensor => mul(ints(values, shape), 1);
  it('computed ones that lie outside read NaN (0 for integers) and write nothing', async () => {
    expect(await list(gather(iota(3), computed([-1, 3, -4])))).toEqual([2, NaN, NaN]);
    expect(await list(gatherElements(ints([5, 6]), computed([1, 2])))).toEqual([6, 0]);
    expect(await list(gatherNd(iota(2, 3), computed([1, -1, 0, 3], [2, 2])))).toEqual([5, NaN]);
    expect(await list(scatterElements(iota(3), computed([3, 0]), tensor(gpu, [7, 8])))).toEqual([8, 1, 2]);
    expect(await list(oneHot(computed([2, -3]), 2))).toEqual([0, 0, 0, 0]);
  });
  it('refuses host indices outside, through views of all of them, and not what a part may not have', async () => {
    const [high, low] = [ints([0, 3]), ints([0, -4])];
    for (const bad of [high, low, high.reshape(2, 1).expand(2, 2), flip(low)])
      expect(() => gather(iota(3), bad)).toThrow(ShapeError);
    expect(() => gather(iota(3), tensor(gpu, Uint32Array.of(3)))).toThrow(
      'gather: an index is outside\n  got: indices from 3 to 3 into 3 entries\n  fix: use -3 to 2',
    );
    for (const call of [
      () => gatherElements(iota(3), high),
      () => scatterElements(iota(3), high, iota(2)),
      () => indexAdd(iota(3), 0, low, iota(2)),
      () => indexSelect(iota(3), 0, low),
      () => embedding(high, iota(3, 1)),
      () => oneHot(high, 3),
      () => gatherNd(iota(3), high.reshape(2, 1)),
      () => nllLoss(iota(2, 3), high),
      () => crossEntropy(iota(2, 3), ints([0, -1])),
    ])
      expect(call).toThrow(ShapeError);
    expect(await list(gather(iota(3), high.slice(0, 0, 1)))).toEqual([0]);
    expect(await nllLoss(iota(2, 3), ints([1, -100])).item()).toBe(-1);
  });
  it('the last of several writers stays, and it alone gets a gradient', async () => {
    const [x, updates] = [iota(3), tensor(gpu, [7, 8, 9])];
    const run = () => sum(mul(scatterElements(x, ints([1, 2, 1]), updates), tensor(gpu, [1, 10, 100])));
    const { value, grads } = valueAndGrad(run, [x, updates]);
    expect(await value.item()).toBe(890);
    expect(await list(grads[0])).toEqual([1, 0, 0]);
    expect(await list(grads[1])).toEqual([0, 100, 10]);
  });
  it('many repeats of few rows add up, twice to the same bits', async () => {
    const random = new Random(4);
    const picks = Array.from({ length: 3000 }, () => random.integer(5));
    const weight = iota(7, 3);
    const scales = Float32Array.from({ length: 9000 }, () => random.uniform(-1, 1));
    const run = async () =>
      list(valueAndGrad(() => sum(mul(embedding(ints(picks), weight), tensor(gpu, scales, [3000, 3]))), weight).grads);
    const want = new Float64Array(21);
    picks.forEach((row, i) => [0, 1, 2].forEach((c) => (want[row * 3 + c] += scales[i * 3 + c])));
    const got = await run();
    got.forEach((value, i) => expect(value).toBeCloseTo(want[i], 4));
    expect(await run()).toEqual(got);
  });
  it('refuses indices of the wrong kind', () => {
    expect(() => gather(iota(3), iota(2))).toThrow(DTypeError);
    expect(() => gatherElements(iota(3, 2), ints([0]))).toThrow(ShapeError);
    expect(() => maskedFill(iota(3), iota(3), 0)).toThrow(DTypeError);
  });
});

describe('einsum', () => {
  it('takes ellipses, diagonals and the order of the alphabet', async () => {
    expect(await list(einsum('ba', iota(2, 3)))).toEqual([0, 3, 1, 4, 2, 5]);
    expect(await list(einsum('iij->ji', iota(2, 2, 2)))).toEqual([0, 6, 1, 7]);
    expect(await list(einsum('...i,i->...', iota(2, 1, 3), iota(3)))).toEqual([5, 14]);
    expect(einsum('...ij,...jk->...ik', iota(2, 1, 3, 4), iota(5, 4, 2)).shape).toEqual([2, 5, 3, 2]);
  });
  it('refuses equations that do not fit', () => {
    expect(() => einsum('ij,jk->ik', iota(2, 3), iota(2, 3))).toThrow(ShapeError);
    expect(() => einsum('ij->ik', iota(2, 3))).toThrow(/"k"/);
    expect(() => einsum('ij,jk', iota(2, 3))).toThrow(/names 2 operands/);
    expect(() => einsum('i->ii', iota(2))).toThrow(/twice/);
  });
});

it('a query that may look nowhere gets zeros, and no NaN goes back', async () => {
  const [q, k, v] = [iota(1, 2, 3), iota(1, 4, 3), iota(1, 4, 2)];
  const mask = tensor(gpu, Uint8Array.from([0, 0, 0, 0, 1, 0, 1, 0]), [2, 4], 'bool');
  const { out, weights } = scaledDotProductAttention(q, k, v, { mask, needWeights: true });
  expect((await list(out)).slice(0, 2)).toEqual([0, 0]);
  expect((await list(weights)).map((value, i) => (i < 4 || i % 2 ? value : -1))).toEqual([0, 0, 0, 0, -1, 0, -1, 0]);
  const added = tensor(
    gpu,
    [0, 0, 0, 0, 1, 0, 1, 0].map((keep) => (keep ? 0.5 : -Infinity)),
    [2, 4],
  );
  const { grads } = valueAndGrad(
    () => sum(scaledDotProductAttention(q, k, v, { mask: added, causal: true })),
    [q, k, v],
  );
  expect(await list(grads[0])).toEqual([0, 0, 0, 0, 0, 0]);
  expect((await list(grads[2])).every(Number.isFinite)).toBe(true);
});
