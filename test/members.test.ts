/** What a module is made of: what `forward` runs is what `params()` lists, and `load` takes all of it or nothing. */
import { beforeAll, describe, expect, it } from 'vitest';
import { grad } from '../engine/autograd.ts';
import { copy } from '../engine/cast.ts';
import { tensor, zeros } from '../engine/create.ts';
import { Device } from '../engine/device.ts';
import { WeightsError } from '../engine/errors.ts';
import { loadSafetensors } from '../engine/files/load.ts';
import { writeSafetensors } from '../engine/files/safetensors.ts';
import { Module } from '../engine/module.ts';
import { scope } from '../engine/scope.ts';
import type { Tensor } from '../engine/tensor.ts';
import { Variable, buffer, parameter } from '../engine/variable.ts';
import { mul, sum } from '../kernels/index.ts';
import { BatchNorm } from '../layers/basic/batchnorm.ts';
import { Linear } from '../layers/basic/linear.ts';
import { Sequential } from '../layers/basic/sequential.ts';
import { SGD } from '../train/sgd.ts';

let gpu: Device;
beforeAll(async () => {
  gpu = await Device.open();
});
const list = async (x: Tensor) => Array.from(await x.data());
/** A module that holds what it is given. */
class Holder extends Module {
  constructor(members: object) {
    super(gpu);
    Object.assign(this, members);
  }
  forward(x: Tensor): Tensor {
    return x;
  }
}
const linear = (ins = 2, outs = ins) => new Linear(gpu, ins, outs);

describe('Sequential', () => {
  const x = () => tensor(gpu, [[1, 1]]);

  it('runs the layer that stands in the place of another, and trains it', async () => {
    const net = new Sequential({ stem: linear(), head: linear(2, 3) });
    Object.assign(net, { head: linear(2, 5) });
    expect(net.forward(x()).shape).toEqual([1, 5]);
    const gradients = grad(() => sum(net.forward(x())), net.params());
    expect(await list(gradients.get('head.bias')!)).toEqual([1, 1, 1, 1, 1]);
  });

  it('runs a layer that is added, and not one that is deleted', () => {
    const net = new Sequential([linear(2, 3), linear(3, 4)]);
    Object.assign(net, { 2: linear(4, 5) });
    expect(net.forward(x()).shape).toEqual([1, 5]);
    delete (net as unknown as Record<string, unknown>)['2'];
    delete (net as unknown as Record<string, unknown>)['1'];
    expect(net.forward(x()).shape).toEqual([1, 3]);
    expect([...net.params().keys()]).toEqual(['0.weight', '0.bias']);
  });
});

it('a layer under spectral normalisation computes with the variables it holds', async () => {
  const layer = new Linear(gpu, 1, 1, { spectral: true, bias: false });
  layer.weight_orig = parameter(tensor(gpu, [[6]]));
  layer.weight_u = parameter(tensor(gpu, [2]));
  layer.weight_v = parameter(tensor(gpu, [1]));
  // σ = uᵀWv = 12.
  expect(await list(layer.forward(tensor(gpu, [[1]])))).toEqual([0.5]);
});

describe('members', () => {
  it('are found in lists, maps, sets and plain objects, by dotted name', () => {
    const bare = Object.assign(Object.create(null) as object, { deep: linear() });
    const net = new Holder({
      list: [linear(), [linear()]],
      map: new Map<unknown, unknown>([
        ['a', linear()],
        [7, new Map([['b', linear()]])],
      ]),
      set: new Set([linear(), parameter(zeros(gpu, [1]))]),
      bare,
      text: 'left alone',
    });
    const layers = ['list.0', 'list.1.0', 'map.a', 'map.7.b', 'set.0', 'bare.deep'];
    expect([...net.modules().keys()]).toEqual(['', ...layers]);
    expect([...net.params().keys()]).toEqual([
      ...layers.slice(0, 5).flatMap((name) => [`${name}.weight`, `${name}.bias`]),
      'set.1',
      'bare.deep.weight',
      'bare.deep.bias',
    ]);
    net.train();
    expect([...net.modules().values()].every(({ training }) => training)).toBe(true);
  });

  it('do not count the way back to a holder', () => {
    const child = new Holder({ w: parameter(tensor(gpu, [1])) });
    const net = new Holder({ child, registry: {} });
    Object.assign(child, { parent: net, siblings: [net] });
    expect([...net.params().keys()]).toEqual(['child.w']);
    expect(net.train().training).toBe(true);
    expect(net.forward(tensor(gpu, [1])).shape).toEqual([1]);
  });
});

describe('load', () => {
  const one = (value: number) => tensor(gpu, [[value]]);
  const tied = () => {
    const net = new Holder({ a: new Linear(gpu, 1, 1, { bias: false }), b: new Linear(gpu, 1, 1, { bias: false }) });
    const { a, b } = net as unknown as Record<'a' | 'b', Linear>;
    b.weight = a.weight;
    return { net, weight: a.weight };
  };
  const pair = (a: Tensor, b: Tensor) =>
    new Map([
      ['a.weight', a],
      ['b.weight', b],
    ]);

  it('gives a tied variable one value, by one of its names or by all', async () => {
    const { net, weight } = tied();
    net.load(new Map([['a.weight', one(7)]]));
    expect(await weight.item()).toBe(7);
    net.load(new Map([['b.weight', one(8)]]));
    expect(await weight.item()).toBe(8);
    net.load(pair(one(9), one(9)));
    expect(await weight.item()).toBe(9);
    net.load(net.state());
    net.load(new Map([...net.state()].map(([name, x]) => [name, copy(x)])));
    expect(await weight.item()).toBe(9);
    const file = (b: number) =>
      writeSafetensors([
        ['a.weight', { dtype: 'f32', shape: [1, 1], data: Float32Array.of(3) }],
        ['b.weight', { dtype: 'f32', shape: [1, 1], data: Float32Array.of(b) }],
      ]);
    net.load(await loadSafetensors(gpu, file(3)));
    expect(await weight.item()).toBe(3);
    const differ = await loadSafetensors(gpu, file(3.0000002384));
    expect(() => net.load(differ)).toThrow(WeightsError);
  });

  it('refuses two values for one variable', async () => {
    const { net, weight } = tied();
    net.load(new Map([['a.weight', one(7)]]));
    expect(() => net.load(pair(one(1), one(5)))).toThrow(/b\.weight and a\.weight are one variable, and two values/);
    expect(() => net.load(pair(one(0), one(-0)))).toThrow(/one variable/);
    expect(() => net.load(new Map())).toThrow(/missing a\.weight \[1, 1\]\n.*missing b\.weight/);
    expect(await weight.item()).toBe(7);
  });

  it('names a prefix that one side has', () => {
    const layer = linear(1);
    const state = new Map([...layer.state()].map(([name, value]): [string, Tensor] => [`module.${name}`, value]));
    expect(() => layer.load(state)).toThrow(/fix: the state's names begin with "module\.": pass new Map/);
    expect(() => layer.load(state, { strict: false })).toThrow(/no name of the state is one of the module/);
    const wrapped = new Holder({ net: { body: layer } });
    expect(() => wrapped.load(layer.state())).toThrow(/fix: the module's names begin with "net\.body\."/);
    expect(() => layer.load(new Map([['other', one(1)]]))).toThrow(/fix: check the module's arguments/);
  });

  it('loads in part where it is not strict, and tells what it left out', async () => {
    const layer = linear(1);
    const bias = await list(layer.bias!);
    const state = new Map([
      ['weight', one(5)],
      ['head.weight', one(6)],
    ]);
    expect(layer.compare(state)).toEqual({ missing: ['bias'], unexpected: ['head.weight'], wrong: [] });
    layer.load(state, { strict: false });
    expect([await layer.weight.item(), await list(layer.bias!)]).toEqual([5, bias]);
    layer.load(new Map(), { strict: false });
    expect(() => layer.load(state.set('weight', zeros(gpu, [2])), { strict: false })).toThrow(/\[2\], not \[1, 1\]/);
  });

  it('takes checkpoints that counted no batches', async () => {
    const net = new Sequential({ bn: new BatchNorm(gpu, 2) });
    const state = new Map<string, Tensor>(new Sequential({ bn: new BatchNorm(gpu, 2) }).state());
    state.set('bn.running_mean', tensor(gpu, [3, 4]));
    state.delete('bn.num_batches_tracked');
    net.load(state);
    expect(await list(net.state().get('bn.running_mean')!)).toEqual([3, 4]);
    state.delete('bn.running_var');
    expect(() => net.load(state)).toThrow(/1 tensor does not fit\n {2}got: missing bn\.running_var/);
  });

  it.each<[string, (state: Map<string, Tensor>) => Promise<unknown> | void]>([
    ['a tensor that was freed', (state) => state.get('1.bias')!.dispose()],
    ['a tensor of another size', (state) => void state.set('1.bias', zeros(gpu, [7]))],
    ['a name too few', (state) => void state.delete('1.bias')],
    ['something else', (state) => void state.set('1.bias', [1, 2] as unknown as Tensor)],
    ['a tensor of another device', async (state) => state.set('1.bias', zeros(await Device.open(), [2]))],
  ])('changes nothing when it meets %s', async (_, spoil) => {
    const net = new Sequential([linear(), linear()]);
    const before = await Promise.all([...net.state().values()].map(list));
    const state = new Map<string, Tensor>([...net.state()].map(([name, x]) => [name, mul(x, 2)]));
    await spoil(state);
    const { tensors } = gpu;
    expect(() => net.load(state)).toThrow(/1\.bias|disposed/);
    expect(gpu.tensors).toBe(tensors);
    expect(await Promise.all([...net.state().values()].map(list))).toEqual(before);
  });

  it('refuses what is no Map', () => {
    expect(() => linear().load({} as Map<string, Tensor>)).toThrow(/a state is a Map of tensors/);
  });
});

describe('snapshot', () => {
  it('keeps the values of its time, past scopes and steps, and loads them back', async () => {
    const net = new Sequential([linear()]);
    const before = await list(net.state().get('0.weight')!);
    const best = scope(() => {
      const kept = net.snapshot();
      return () => kept;
    })();
    const opt = new SGD(net.params(), { lr: 1 });
    opt.step(grad(() => sum(net.forward(tensor(gpu, [[1, 2]]))), net.params()));
    expect(await list(net.state().get('0.weight')!)).not.toEqual(before);
    expect(await list(best.get('0.weight')!)).toEqual(before);
    net.load(best);
    expect(await list(net.state().get('0.weight')!)).toEqual(before);
  });

  it('copies a tied variable once', () => {
    const layer = linear(1);
    const net = new Holder({ a: layer, b: { weight: layer.weight, bias: layer.bias } });
    const best = net.snapshot();
    const memory = (name: string) => best.get(name)!.storage('test');
    expect(memory('a.weight')).toBe(memory('b.weight'));
    expect(memory('a.weight')).not.toBe(memory('a.bias'));
    expect(memory('a.weight')).not.toBe(layer.weight.storage('test'));
    net.load(best);
  });
});

it('half keeps float variables as f16, wherever they are held, ties and order too', async () => {
  const layer = linear(1);
  layer.load(
    new Map([
      ['weight', tensor(gpu, [[1.0001]])],
      ['bias', tensor(gpu, [0.5])],
    ]),
  );
  const first = layer.weight;
  const net = new Holder({
    layer,
    twin: [layer.weight],
    map: new Map([['bn', new BatchNorm(gpu, 1)]]),
    set: new Set<unknown>([layer.weight, parameter(copy(layer.bias!))]),
  });
  const names = [...net.state().keys()];
  const trainable = [...net.params().keys()];
  expect(net.half()).toBe(net);
  expect([...net.state().keys()]).toEqual(names);
  expect([...net.params().keys()]).toEqual(trainable);
  for (const [name, variable] of net.state())
    expect([name, variable.dtype]).toEqual([name, name.endsWith('tracked') ? 'i32' : 'f16']);
  expect(net.state().get('twin.0')).toBe(layer.weight);
  expect(net.state().get('set.0')).toBe(layer.weight);
  expect(layer.weight).toBeInstanceOf(Variable);
  expect(first.disposed).toBe(true);
  expect(await list(layer.forward(tensor(gpu, [[2]], [1, 1], 'f16')))).toEqual([2.5]);
});

it('tells who took a tensor that is used after it was given away', () => {
  const [a, b, c, d] = [1, 2, 3, 4].map((value) => tensor(gpu, [value]));
  const variable = parameter(a);
  buffer(b);
  variable.assign(c);
  expect(() => mul(a, 2)).toThrow(/the tensor was taken over by parameter\(\)\n.*\n.*give it copy\(x\)/);
  expect(() => mul(b, 2)).toThrow(/taken over by buffer\(\)/);
  expect(() => mul(c, 2)).toThrow(/taken over by assign\(\)/);
  d.dispose();
  expect(() => mul(d, 2)).toThrow(/the tensor was disposed/);
  const layer = linear(1);
  const { weight } = layer;
  layer.half();
  expect(() => mul(weight, 2)).toThrow(/taken over by half\(\)/);
});
