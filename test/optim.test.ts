/**
 * Optimisers between steps: rates that change, states that travel, nothing compiled twice. Their formulas are held by
 * the golden files.
 */
import { beforeAll, describe, expect, it } from 'vitest';
import { planCount } from '../engine/gpu/launch.ts';
import { Device } from '../engine/device.ts';
import { Random } from '../engine/random.ts';
import { cast, copy } from '../engine/cast.ts';
import type { Tensor } from '../engine/tensor.ts';
import type { Variable } from '../engine/variable.ts';
import { tensor } from '../engine/create.ts';
import { parameter } from '../engine/variable.ts';
import { Adagrad } from '../train/adagrad.ts';
import { Adam } from '../train/adam.ts';
import { AdamW } from '../train/adamw.ts';
import { RMSprop } from '../train/rmsprop.ts';
import { SGD } from '../train/sgd.ts';
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
    const { size } = gpu.webgpu!.pipelines;
    const plans = planCount(gpu);
    for (let step = 2; step < 6; step++) {
      opt.lr *= 0.5;
      opt.step(grads(step));
    }
    expect([gpu.webgpu!.pipelines.size, planCount(gpu)]).toEqual([size, plans]);
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
    const before = gpu.webgpu!.queue.dispatches;
    all.step(gradients(together));
    expect(gpu.webgpu!.queue.dispatches - before).toBe(2);
    all.step(gradients(together, ['p1', 'p7']));
    const whole = gradients(apart);
    const own = (i: number) => new Map([[`p${i}`, whole.get(`p${i}`)!]]);
    each.forEach((one, i) => one.step(own(i)));
    each.forEach((one, i) => i !== 1 && i !== 7 && one.step(own(i)));
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

describe('a parameter whose gradient comes late', () => {
  // Of torch.optim (1.13, CPU), where each parameter counts its own steps: a gradient from the fourth step of six on.
  const right: [string, (params: ReadonlyMap<string, Variable>) => Optimizer, number[]][] = [
    ['Adam', (p) => new Adam(p, { lr: 0.1 }), [0.7, 2.3]],
    ['AdamW amsgrad', (p) => new AdamW(p, { lr: 0.1, amsgrad: true, weightDecay: 0.1 }), [0.6733, 2.2376]],
    ['SGD dampening', (p) => new SGD(p, { lr: 0.1, momentum: 0.9, dampening: 0.5 }), [0.792, 2.416]],
    ['Adagrad lrDecay', (p) => new Adagrad(p, { lr: 0.1, lrDecay: 0.1 }), [0.7876, 2.2124]],
  ];
  const pair = () =>
    new Map(['early', 'late'].map((name): [string, Variable] => [name, parameter(tensor(gpu, [1, 2]))]));
  const given = (step: number) =>
    new Map(['early', ...(step >= 3 ? ['late'] : [])].map((name) => [name, tensor(gpu, [0.5, -1])]));

  it.each(right)('counts from there: %s', async (_, make, expected) => {
    const params = pair();
    const opt = make(params);
    for (let step = 0; step < 6; step++) opt.step(given(step));
    (await list(params.get('late')!)).forEach((value, i) => expect(value).toBeCloseTo(expected[i], 4));
    expect(opt.steps).toBe(6);
  });

  it.each(right)('counts on from a saved state, and in one dispatch: %s', async (_, make) => {
    const [straight, saved] = [pair(), pair()];
    const whole = make(straight);
    for (let step = 0; step < 6; step++) whole.step(given(step));
    const before = make(saved);
    for (let step = 0; step < 4; step++) before.step(given(step));
    expect(await before.state().get('late.step')!.item()).toBe(1);
    const loaded = new Map([...saved].map(([name, param]): [string, Variable] => [name, parameter(copy(param))]));
    const after = await make(loaded).load(before.state());
    // This step gathers what was loaded.
    after.step(given(4));
    const { dispatches } = gpu.webgpu!.queue;
    after.step(given(5));
    expect(gpu.webgpu!.queue.dispatches - dispatches).toBe(1);
    expect(await list(loaded.get('late')!)).toEqual(await list(straight.get('late')!));
  });

  it('has the count of all where a checkpoint keeps one', async () => {
    const [two, one] = [pair(), pair()];
    const opt = new Adam(two, { lr: 0.1 });
    for (let step = 0; step < 3; step++) opt.step(given(5));
    const state = new Map([...opt.state()].filter(([name]) => !name.endsWith('step')));
    state.set('step', tensor(gpu, [3], [], 'i32'));
    for (const [name, param] of one) param.assign(copy(two.get(name)!));
    const old = await new Adam(one, { lr: 0.1 }).load(state);
    for (const each of [opt, old]) each.step(given(5));
    expect(await list(one.get('late')!)).toEqual(await list(two.get('late')!));
  });
});

describe('groups of parameters', () => {
  const [a, b] = ['a', 'b'];
  const two = () => [a, b].map((name): [string, Variable] => [name, parameter(tensor(gpu, [1, -2]))]);
  const gradients = () => new Map([a, b].map((name) => [name, tensor(gpu, [0.5, 0.25])]));

  it('move by options of their own, the rest by the shared ones', async () => {
    const [first, second] = two();
    const [alone, other] = two();
    const opt = new AdamW([{ params: new Map([first]) }, { params: new Map([second]), lr: 0.01, weightDecay: 0 }], {
      lr: 0.1,
      weightDecay: 0.5,
    });
    const apart = [
      new AdamW(new Map([alone]), { lr: 0.1, weightDecay: 0.5 }),
      new AdamW(new Map([other]), { lr: 0.01, weightDecay: 0 }),
    ];
    const stepAll = () => {
      opt.step(gradients());
      apart[0].step(new Map([[a, tensor(gpu, [0.5, 0.25])]]));
      apart[1].step(new Map([[b, tensor(gpu, [0.5, 0.25])]]));
    };
    stepAll();
    // The shared rate is that of groups without one; a group's own is its own.
    opt.lr = 0.2;
    apart[0].lr = 0.2;
    stepAll();
    opt.groups[1].lr *= 0.5;
    apart[1].lr = 0.005;
    stepAll();
    expect(await list(first[1])).toEqual(await list(alone[1]));
    expect(await list(second[1])).toEqual(await list(other[1]));
    expect(opt.groups.map(({ lr, options }) => [lr, options.weightDecay])).toEqual([
      [0.2, 0.5],
      [0.005, 0],
    ]);
    expect([...opt.state().keys()].sort()).toEqual(
      [a, b].flatMap((name) => [`${name}.exp_avg`, `${name}.exp_avg_sq`, `${name}.step`]),
    );
  });

  it('need no shared rate where each has its own', () => {
    const [first, second] = two();
    const own = [
      { params: new Map([first]), lr: 0.1 },
      { params: new Map([second]), lr: 0.2, momentum: 0.9 },
    ];
    const opt = new SGD(own, {} as { lr: number });
    expect(opt.groups.map(({ lr }) => lr)).toEqual([0.1, 0.2]);
    opt.step(gradients());
  });

  it('refuse a parameter that is in two, or under two names', () => {
    const [first, second] = two();
    const both = [{ params: new Map([first]) }, { params: new Map([first, second]) }];
    expect(() => new Adam(both)).toThrow(/given twice\n {2}got: a/);
    expect(() => new Adam(new Map([first, ['tied', first[1]]]))).toThrow(/given twice\n {2}got: a and tied/);
  });
});

describe('refused before anything moves', () => {
  const wrong: Record<string, [RegExp, (p: ReadonlyMap<string, Variable>) => unknown]> = {
    'a rate that is negative': [/lr cannot be that/, (p) => new SGD(p, { lr: -1 })],
    'no rate where one is needed': [/SGD: lr/, (p) => new SGD(p, {} as { lr: number })],
    'a rate that is no number': [/lr cannot be that\n {2}got: NaN/, (p) => new Adam(p, { lr: NaN })],
    'a rate that becomes none': [/AdamW: lr/, (p) => (new AdamW(p).lr = NaN)],
    'a rate of a group that becomes none': [/AdamW: lr/, (p) => (new AdamW(p).groups[0].lr = -1)],
    'a rate of a group': [/Adam: lr/, (p) => new Adam([{ params: p, lr: Infinity }])],
    'a beta of 1': [/a beta cannot be that/, (p) => new Adam(p, { betas: [0.9, 1] })],
    'one beta': [/two betas/, (p) => new AdamW(p, { betas: [0.9] as unknown as [number, number] })],
    'a negative eps': [/eps cannot/, (p) => new Adagrad(p, { eps: -1 })],
    'a negative decay of rates': [/lrDecay cannot/, (p) => new Adagrad(p, { lrDecay: -1 })],
    'smoothing above 1': [/alpha cannot/, (p) => new RMSprop(p, { alpha: 1.5 })],
    'nesterov without momentum': [/nesterov needs momentum/, (p) => new SGD(p, { lr: 1, nesterov: true })],
    'nesterov with dampening': [
      /nesterov needs momentum/,
      (p) => new SGD(p, { lr: 1, momentum: 0.9, dampening: 0.1, nesterov: true }),
    ],
    'an option of another name': [
      /no option of that name\n {2}got: weight_decay\n {2}fix: use lr, betas/,
      (p) => new AdamW(p, { weight_decay: 0.1 } as object),
    ],
    'an option of another name in a group': [
      /no option of that name\n {2}got: decay/,
      (p) => new AdamW([{ params: p, decay: 0.1 } as { params: typeof p }]),
    ],
    'no parameters': [/needs a Map of parameters/, (p) => new AdamW([...p.values()] as never)],
    'a tensor that is no variable': [
      /is not a variable/,
      () => new AdamW(new Map([['w', tensor(gpu, [1])]]) as unknown as ReadonlyMap<string, Variable>),
    ],
    'a variable of whole numbers': [
      /cannot be trained/,
      () => new AdamW(new Map([['w', parameter(tensor(gpu, [1], [1], 'i32'))]])),
    ],
  };
  it.each(Object.entries(wrong))('%s', (_, [message, make]) => {
    expect(() => make(params())).toThrow(message);
  });

  it('a gradient for nothing', async () => {
    const p = params();
    const opt = new SGD(p, { lr: 0.1 });
    expect(() => opt.step(grads(1).set('layer.wieght', drawn(1)))).toThrow(/for nothing.*\n {2}got: layer\.wieght/);
    expect(() => opt.step(new Map([['layer.weight', [1] as unknown as Tensor]]))).toThrow(/is not a tensor/);
    expect(await list(p.get('layer.weight')!)).toEqual(await list(drawn(0)));
    expect(opt.steps).toBe(0);
  });

  it('a state with a tensor that was freed, of another size, too many or without a count', async () => {
    const p = params();
    const opt = new AdamW(p, { lr: 0.1 });
    opt.step(grads(1));
    const before = await list(opt.state().get('layer.weight.exp_avg')!);
    const filled = () => {
      const state = new Map(opt.state());
      for (const name of ['layer.weight.exp_avg', 'layer.weight.exp_avg_sq']) state.set(name, drawn(7));
      return state;
    };
    const freed = filled();
    freed.get('layer.weight.exp_avg_sq')!.dispose();
    await expect(opt.load(freed)).rejects.toThrow(/disposed/);
    await expect(opt.load(filled().set('layer.weight.max_exp_avg_sq', drawn(7)))).rejects.toThrow(/unexpected layer/);
    await expect(opt.load(filled().set('layer.weight.step', tensor(gpu, [-1])))).rejects.toThrow(/is no count/);
    await expect(opt.load(filled().set('layer.weight.exp_avg_sq', tensor(gpu, [1])))).rejects.toThrow(/is \[1\]/);
    expect(await list(opt.state().get('layer.weight.exp_avg')!)).toEqual(before);
    expect(opt.steps).toBe(1);
    // f16 is taken, as modules take it.
    await opt.load(filled().set('layer.weight.exp_avg', cast(drawn(7), 'f16')));
    expect(await list(opt.state().get('layer.weight.exp_avg')!)).toEqual(await list(cast(drawn(7), 'f16')));
  });
});
