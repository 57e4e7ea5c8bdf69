/** Gradient clipping against torch.nn.utils' formulas in float64, and without reading back. */
import { beforeAll, describe, expect, it } from 'vitest';
import { cast } from '../engine/cast.ts';
import { tensor } from '../engine/create.ts';
import { Device } from '../engine/device.ts';
import { Random } from '../engine/random.ts';
import type { Tensor } from '../engine/tensor.ts';
import { clipGradNorm, clipGradValue } from '../train/clip.ts';

let gpu: Device;
beforeAll(async () => {
  gpu = await Device.open();
});
const list = async (x: Tensor) => Array.from(await x.data());
const random = new Random(4);
const values: Record<string, number[]> = {
  weight: Array.from({ length: 600 }, () => random.normal()),
  bias: [3, -4],
  scale: [0],
};
const grads = (change = (x: number) => x) =>
  new Map(Object.entries(values).map(([name, numbers]) => [name, tensor(gpu, numbers.map(change))]));
const all = Object.values(values).flat();

describe('clipGradNorm', () => {
  const norms: [number, number][] = [2, 1, 3].map((p) => [
    p,
    all.reduce((total, x) => total + Math.abs(x) ** p, 0) ** (1 / p),
  ]);
  it.each([...norms, [Infinity, 4] as [number, number]])('by the norm of p %d over all of them', async (p, whole) => {
    const given = grads();
    const { grads: clipped, norm } = clipGradNorm(given, 0.5, { p });
    expect(await norm.item()).toBeCloseTo(whole, 3);
    for (const [name, grad] of clipped) {
      const want = values[name].map((x) => (x * 0.5) / (whole + 1e-6));
      (await list(grad)).forEach((value, i) => expect(value).toBeCloseTo(want[i], 5));
      expect(await list(given.get(name)!)).toEqual(values[name].map(Math.fround));
    }
  });

  it('leaves smaller ones to the bit, and nothing of a norm of 0', async () => {
    const { grads: clipped } = clipGradNorm(grads(), 1000);
    for (const [name, grad] of clipped) expect(await list(grad)).toEqual(values[name].map(Math.fround));
    const none = clipGradNorm(
      grads(() => 0),
      1,
    );
    expect(await none.norm.item()).toBe(0);
    expect((await list(none.grads.get('weight')!)).every((x) => x === 0)).toBe(true);
    expect(await list(clipGradNorm(grads(), Infinity).grads.get('bias')!)).toEqual([3, -4]);
  });

  it('gives NaN where one is NaN, as torch does', async () => {
    const { grads: clipped } = clipGradNorm(grads().set('scale', tensor(gpu, [NaN])), 1);
    expect((await list(clipped.get('bias')!)).every(Number.isNaN)).toBe(true);
  });

  it('sums f16 in f32, keeps its type, and frees what it needs on the way', async () => {
    const half = new Map([['w', cast(tensor(gpu, new Float32Array(1000).fill(1000)), 'f16')]]);
    const { tensors } = gpu;
    const { grads: clipped, norm } = clipGradNorm(half, 1);
    expect(gpu.tensors - tensors).toBe(2);
    expect(await norm.item()).toBeCloseTo(1000 * Math.sqrt(1000), 0);
    expect(clipped.get('w')!.dtype).toBe('f16');
    expect((await list(clipped.get('w')!))[7]).toBeCloseTo(1 / Math.sqrt(1000), 4);
  });

  it('refuses what cannot be', () => {
    expect(() => clipGradNorm(new Map(), 1)).toThrow(/there are no gradients/);
    expect(() => clipGradNorm(grads(), -1)).toThrow(/the largest norm cannot be that/);
    expect(() => clipGradNorm(grads(), NaN)).toThrow(/the largest norm/);
    expect(() => clipGradNorm(grads(), 1, { p: 0 })).toThrow(/p cannot be that/);
  });
});

describe('clipGradValue', () => {
  it('holds every element within the limit', async () => {
    const clipped = clipGradValue(grads(), 0.25);
    for (const [name, grad] of clipped)
      expect(await list(grad)).toEqual(values[name].map((x) => Math.fround(Math.min(0.25, Math.max(-0.25, x)))));
    expect(() => clipGradValue(grads(), -1)).toThrow(/the limit cannot be that/);
  });
});
