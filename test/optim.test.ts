/**
 * Optimisers between steps: rates that change, states that travel, nothing compiled twice. Their formulas are held by
 * the golden files.
 */
import { beforeAll, describe, expect, it } from 'vitest';
import { Device } from '../engine/device.ts';
import { Random } from '../engine/random.ts';
import { copy } from '../engine/cast.ts';
import type { Tensor } from '../engine/tensor.ts';
import type { Variable } from '../engine/variable.ts';
import { tensor } from '../engine/create.ts';
import { parameter } from '../engine/variable.ts';
import { Adagrad, Adam, AdamW, RMSprop, SGD } from '../train/optim.ts';
import type { Optimizer } from '../train/optimizer.ts';

let gpu: Device;
beforeAll(async () => {
  gpu = await Device.open();
});

const drawn = (stream: number) => {
  const random = new Random(3, stream);
  return tensor(
    gpu,
    Float32Array.from({ length: 130 }, () => random.uniform(-1, 1)),
    [130],
  );
};
const params = () => new Map<string, Variable>([['layer.weight', parameter(drawn(0))]]);
const grads = (step: number) => new Map<string, Tensor>([['layer.weight', drawn(step)]]);
const list = async (x: Tensor) => Array.from(await x.data());

const kinds: [string, (params: ReadonlyMap<string, Variable>) => Optimizer][] = [
  ['SGD', (p) => new SGD(p, { lr: 0.1, momentum: 0.9, dampening: 0.1, nesterov: false })],
  ['Adam', (p) => new Adam(p, { lr: 0.1, amsgrad: true })],
  ['AdamW', (p) => new AdamW(p, { lr: 0.1 })],
  ['RMSprop', (p) => new RMSprop(p, { lr: 0.1, momentum: 0.9, centered: true })],
  ['Adagrad', (p) => new Adagrad(p, { lr: 0.1, lrDecay: 0.1 })],
];

describe.each(kinds)('%s', (_, make) => {
  it('goes on from a saved state to the same bits', async () => {
    const [whole, first] = [params(), params()];
    const straight = make(whole);
    for (let step = 1; step <= 4; step++) straight.step(grads(step));

    const before = make(first);
    for (let step = 1; step <= 2; step++) before.step(grads(step));
    const second = new Map([['layer.weight', parameter(copy(first.get('layer.weight')!))]]);
    const after = await make(second).load(before.state());
    for (let step = 3; step <= 4; step++) after.step(grads(step));
    expect(await list(second.get('layer.weight')!)).toEqual(await list(whole.get('layer.weight')!));
    expect(after.steps).toBe(4);
  });

  it('compiles once, whatever the rate', () => {
    const opt = make(params());
    opt.step(grads(1));
    const { size } = gpu.gpu!.pipelines;
    const plans = gpu.plans.size;
    for (let step = 2; step < 6; step++) {
      opt.lr *= 0.5;
      opt.step(grads(step));
    }
    expect([gpu.gpu!.pipelines.size, gpu.plans.size]).toEqual([size, plans]);
  });

  it('moves by what lr says', async () => {
    const still = params();
    const opt = make(still);
    opt.lr = 0;
    opt.step(grads(1));
    expect(await list(still.get('layer.weight')!)).toEqual(await list(drawn(0)));
  });
});

it('leaves parameters without a gradient, and refuses a state that does not fit', async () => {
  const p = params();
  const opt = new AdamW(p, { lr: 0.1 });
  opt.step(new Map());
  expect(await list(p.get('layer.weight')!)).toEqual(await list(drawn(0)));
  const state = opt.state();
  state.delete('layer.weight.exp_avg');
  await expect(opt.load(state)).rejects.toThrow(/missing layer\.weight\.exp_avg/);
});

it('holds no more tensors after many steps than after one', () => {
  const opt = new AdamW(params(), { lr: 0.1 });
  const one = grads(1);
  opt.step(one);
  const { tensors } = gpu;
  for (let step = 0; step < 20; step++) opt.step(one);
  expect(gpu.tensors).toBe(tensors);
});

describe('parameters that share a dispatch', () => {
  const many = () =>
    new Map(
      Array.from({ length: 8 }, (_, i): [string, Variable] => [
        `p${i}`,
        parameter(
          tensor(
            gpu,
            Float32Array.from({ length: 3 + 40 * i }, (_, k) => k - i),
            [3 + 40 * i],
          ),
        ),
      ]),
    );
  const gradients = (params: ReadonlyMap<string, Variable>, without: readonly string[] = []) =>
    new Map(
      [...params]
        .filter(([name]) => !without.includes(name))
        .map(([name, { size }]) => [
          name,
          tensor(
            gpu,
            Float32Array.from({ length: size }, (_, k) => Math.cos(k)),
            [size],
          ),
        ]),
    );

  it('move as each would by itself, and in two dispatches for eight', async () => {
    const [together, apart] = [many(), many()];
    const all = new Adam(together, { lr: 0.1 });
    const each = [...apart].map((entry) => new Adam(new Map([entry]), { lr: 0.1 }));
    const before = gpu.gpu!.queue.dispatches;
    all.step(gradients(together));
    expect(gpu.gpu!.queue.dispatches - before).toBe(2);
    all.step(gradients(together, ['p1', 'p7']));
    const whole = gradients(apart);
    for (const one of each) one.step(whole);
    for (const one of each.filter((_, i) => i !== 1 && i !== 7)) one.step(whole);
    for (const name of apart.keys()) expect(await list(together.get(name)!)).toEqual(await list(apart.get(name)!));
  });

  it('keep what they are given between steps, and leave handles of their values alone', async () => {
    const [moved, given] = [many(), many()];
    const opt = new SGD(moved, { lr: 0.1, momentum: 0.9 });
    opt.step(gradients(moved));
    const old = moved.get('p2')!.alias();
    const seen = await list(old);
    moved.get('p3')!.assign(copy(given.get('p3')!));
    opt.step(gradients(moved));
    expect(await list(old)).toEqual(seen);
    const expected = (await list(given.get('p3')!)).map((value, k) => value - 0.1 * 1.9 * Math.fround(Math.cos(k)));
    (await list(moved.get('p3')!)).forEach((value, k) => expect(value).toBeCloseTo(expected[k], 5));
  });

  it('refuse a gradient of another shape before any of them moves', async () => {
    const params = many();
    const opt = new SGD(params, { lr: 0.1 });
    const wrong = gradients(params).set('p7', drawn(1));
    expect(() => opt.step(wrong)).toThrow(/gradient of p7/);
    expect(await list(params.get('p0')!)).toEqual([0, 1, 2]);
    expect(opt.steps).toBe(0);
  });
});
