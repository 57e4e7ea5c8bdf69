/**
 * Values that never change under you: what a tape, a capture, a view or a caller holds keeps its value, whoever assigns
 * to the variable and whatever has been recorded; and a `Replay` does what the function would.
 */
import { beforeAll, describe, expect, it } from 'vitest';
import { watch } from '../engine/ambient.ts';
import { grad, valueAndGrad } from '../engine/autograd.ts';
import { capture } from '../engine/capture.ts';
import { cast, copy } from '../engine/cast.ts';
import { full, ones, tensor } from '../engine/create.ts';
import { Device } from '../engine/device.ts';
import { DeviceError, DisposedError, DTypeError, ScopeError, ShapeError } from '../engine/errors.ts';
import { Replay } from '../engine/replay/replay.ts';
import { scope } from '../engine/scope.ts';
import { noGrad } from '../engine/tape.ts';
import type { Tensor } from '../engine/tensor.ts';
import type { Variable } from '../engine/variable.ts';
import { buffer, parameter } from '../engine/variable.ts';
import { add, clamp, equal, interpolate, mean, mul, relu, sub, sum, uniform } from '../kernels/index.ts';
import { Dropout, Linear, SaganAttention, SelfAttention, seeded } from '../layers/index.ts';
import { Adam } from '../train/adam.ts';
import { SGD } from '../train/sgd.ts';

let gpu: Device;
beforeAll(async () => {
  gpu = await Device.open();
});
const list = async (x: Tensor) => Array.from(await x.data());
const T = (values: number[], shape?: number[]) => tensor(gpu, values, shape);
/** A step that adds one to `w`, recorded or not. */
const stepOn = (w: Variable, kind: string) => {
  const add1 = () => w.assign(add(w, 1));
  if (kind === 'plain') return () => scope(add1);
  const step = new Replay(gpu, add1);
  step.run();
  step.run();
  return () => step.run();
};

describe.each(['plain', 'recorded'])('a variable that a %s step moves', (kind) => {
  it('leaves views, copies and aliases what they are', async () => {
    const w = parameter(T([1, 2, 3, 4]));
    const before = w.reshape(2, 2);
    const run = stepOn(w, kind);
    const start = await list(w);
    const [view, alias] = [w.reshape(2, 2), w.alias()];
    for (let i = 0; i < 5; i++) run();
    expect(await list(view)).toEqual(start);
    expect(await list(alias)).toEqual(start);
    expect(await list(before)).toEqual([1, 2, 3, 4]);
    expect(await list(w)).toEqual(start.map((value) => value + 5));
    w.assign(T([0, 0, 0, 0]));
    run();
    expect(await list(w)).toEqual([1, 1, 1, 1]);
    expect(await list(view)).toEqual(start);
  });

  it('leaves a tape what it met', async () => {
    const w = parameter(T([2]));
    const run = stepOn(w, kind);
    const x = await w.item();
    const { value, grads } = valueAndGrad(() => {
      const first = mul(w, w);
      noGrad(run);
      const second = mul(w, mul(w, w));
      noGrad(() => w.assign(T([100])));
      return sum(add(first, second));
    }, w);
    expect(await value.item()).toBe(x ** 2 + (x + 1) ** 3);
    expect(await grads.item()).toBe(2 * x + 3 * (x + 1) ** 2);
  });

  it('leaves a map what it was taken of', async () => {
    const net = seeded(gpu, 1, () => new SelfAttention(gpu, 8));
    const x = buffer(uniform(gpu, [1, 8, 3, 3], { seed: 2 }));
    const run = stepOn(x, kind);
    const look = new Replay(gpu, () => net.forward(x));
    look.run();
    look.run();
    const [{ maps }, wanted] = [capture(() => look.run()), capture(() => net.forward(copy(x)))];
    const want = await wanted.maps.get('attention')!.at(4);
    for (let i = 0; i < 3; i++) run();
    x.assign(uniform(gpu, [1, 8, 3, 3], { seed: 9 }));
    for (const p of net.params().values()) p.assign(full(gpu, p.shape, 3));
    look.run();
    expect(await maps.get('attention')!.at(4)).toEqual(want);
  });
});

it('an alias that a step leaves behind keeps the value of its run', async () => {
  const [x, w] = [buffer(T([0, 0])), parameter(T([0, 0]))];
  const left: Tensor[] = [];
  const step = new Replay(gpu, () => {
    const y = mul(x, 2);
    w.assign(mul(x, 3));
    left.push(y.alias(), w.alias());
    return sum(y);
  });
  for (let run = 1; run < 6; run++) {
    x.assign(T([run, run]));
    expect(await step.run().item()).toBe(4 * run);
  }
  expect(await Promise.all(left.slice(0, 6).map(async (one) => (await list(one))[0]))).toEqual([2, 3, 4, 6, 8, 12]);
});

describe('assign, parameter and buffer', () => {
  it('destroy nothing that somebody else owns', async () => {
    const p = parameter(T([1, 2]));
    p.assign(p);
    expect(await list(p)).toEqual([1, 2]);
    const [average, q] = [buffer(p), parameter(T([3, 4]))];
    average.assign(q);
    q.assign(T([5, 6]));
    expect([await list(p), await list(average), await list(q)]).toEqual([
      [1, 2],
      [3, 4],
      [5, 6],
    ]);
    const step = new Replay(gpu, () => mul(q, 2));
    for (let i = 1; i <= 3; i++) {
      p.assign(step.run());
      q.assign(T([i, i]));
      expect(await list(step.run())).toEqual([2 * i, 2 * i]);
    }
    expect(await list(p)).toEqual([4, 4]);
    const taken = T([7, 8]);
    p.assign(taken);
    expect(taken.disposed).toBe(true);
  });

  it('count versions', () => {
    const p = parameter(T([1]));
    const before = p.version;
    p.assign(T([2]));
    p.assign(p);
    expect(p.version).toBe(before + 1);
    const step = new Replay(gpu, () => p.assign(add(p, 1)));
    for (let i = 0; i < 5; i++) step.run();
    expect(p.version).toBe(before + 6);
  });

  it('refuse what cannot be, and change nothing', async () => {
    const other = await Device.open();
    const loops = await Device.open({ backend: 'reference' });
    const p = parameter(T([1, 2]));
    for (const device of [other, loops]) {
      expect(() => p.assign(tensor(device, [3, 4]))).toThrow(DeviceError);
      const layer = new Linear(gpu, 2, 1);
      const before = await list(layer.weight);
      const state = new Map([
        ['weight', ones(gpu, [1, 2])],
        ['bias', tensor(device, [1])],
      ]);
      expect(() => layer.load(state)).toThrow(/device/);
      expect(await list(layer.weight)).toEqual(before);
      const optimizer = new SGD(layer.params(), { lr: 1 });
      expect(() => optimizer.step(new Map([['weight', tensor(device, [1, 2], [1, 2])]]))).toThrow(DeviceError);
    }
    expect(() => p.assign(T([1, 2, 3]))).toThrow(ShapeError);
    expect(() => p.assign(tensor(gpu, [1, 2], [2], 'i32'))).toThrow(DTypeError);
    expect(() => p.assign(5 as unknown as Tensor)).toThrow(DTypeError);
    expect(await list(p)).toEqual([1, 2]);
    expect(await add(T([1]), 1).item()).toBe(2);
  });
});

describe('a recorded step does what the function does', () => {
  const runs = [1, 2, 3, 4, 5, 6, 7, 8, 9];

  it('where a gradient or a capture listens', async () => {
    const w = parameter(T([2, 3]));
    const step = new Replay(gpu, () => sum(mul(w, w)));
    const net = new SelfAttention(gpu, 8);
    const x = buffer(ones(gpu, [1, 8, 3, 3]));
    const look = new Replay(gpu, () => net.forward(x));
    for (const run of runs) {
      expect(await list(grad(() => step.run(), w))).toEqual([4, 6]);
      expect(capture(() => look.run()).maps.size).toBe(1);
      if (run % 2) {
        expect(await step.run().item()).toBe(13);
        look.run();
      }
    }
  });

  it('with another tensor in a JavaScript variable', async () => {
    let x = T([1]);
    const step = new Replay(gpu, () => sum(x));
    for (const run of runs) {
      x = T([run]);
      expect(await step.run().item()).toBe(run);
    }
  });

  it('or says that it was another, at the latest after as many runs again', async () => {
    let x = T([1]);
    let factor = 2;
    const [tensors, numbers] = [new Replay(gpu, () => sum(x)), new Replay(gpu, () => mul(T([1]), factor))];
    for (let i = 0; i < 5; i++) [tensors, numbers].forEach((step) => step.run());
    x = T([7]);
    factor = 3;
    for (const step of [tensors, numbers]) {
      step.run();
      step.run();
      expect(() => step.run()).toThrow(ScopeError);
    }
    expect(await tensors.run().item()).toBe(7);
    expect(await numbers.run().item()).toBe(3);
  });

  it('after train() and eval(), and with flags that it sets itself', async () => {
    const drop = new Dropout(gpu, 0.5).train();
    const x = buffer(ones(gpu, [1000]));
    const dropped = () => mean(cast(equal(drop.forward(x), 0), 'f32'));
    const share = new Replay(gpu, dropped);
    for (const run of runs) {
      if (run % 3 === 0) drop.train(run % 2 === 0);
      const got = await share.run().item();
      if (drop.training) expect(got).toBeGreaterThan(0.3);
      else expect(got).toBe(0);
    }
    const flip = new Replay(gpu, () => {
      drop.eval();
      const y = dropped();
      drop.train();
      return y;
    });
    for (const run of runs) {
      drop.train(run % 2 === 0);
      expect(await flip.run().item()).toBe(0);
      expect(drop.training).toBe(true);
    }
  });

  it('with host values that it is told to watch', async () => {
    let phase = 'warm';
    const x = buffer(T([1]));
    const step = new Replay(gpu, () => mul(x, watch(() => phase) === 'warm' ? 2 : 3));
    for (const run of runs) {
      phase = run < 5 ? 'warm' : 'hot';
      expect(await step.run().item()).toBe(run < 5 ? 2 : 3);
    }
  });

  it('after an exception in the middle', async () => {
    const [w, plain] = [parameter(T([0])), parameter(T([0]))];
    let fails = -1;
    const body = (v: Variable, count: number) => () => {
      v.assign(add(v, 1));
      if (count === fails) throw new RangeError('of the user');
      v.assign(mul(v, 2));
      return add(v, 0);
    };
    const step = new Replay(gpu, body(w, 1));
    for (const at of [0, 1, 2, 3, 4]) {
      for (let i = 0; i <= at; i++) {
        await step.run().data();
        scope(body(plain, 0));
      }
      step.dispose();
      const again = new Replay(gpu, body(w, 1));
      for (let i = 0; i < at; i++) {
        again.run();
        scope(body(plain, 0));
      }
      fails = 1;
      let threw = 0;
      for (let i = 0; i < 3; i++) {
        const before = w.version;
        try {
          again.run();
          scope(body(plain, 0));
        } catch (error) {
          expect(error).toBeInstanceOf(RangeError);
          expect(w.version).toBe(before + 1);
          plain.assign(add(plain, 1));
          threw++;
        }
      }
      fails = -1;
      for (let i = 0; i < 5; i++) {
        again.run();
        scope(body(plain, 0));
      }
      expect(await list(w)).toEqual(await list(plain));
      expect(threw).toBeGreaterThan(0);
      again.dispose();
      break;
    }
  });

  it('when variables change places, share memory, or are cut from one tensor', async () => {
    const make = () => {
      const data = T([1, 2, 3, 4]);
      const [a, b] = [parameter(data.slice(0, 0, 2)), parameter(T([5, 6]))];
      const c = parameter(T([0, 0]));
      return { a, b, c, all: [a, b, c] };
    };
    const body =
      ({ a, b, c }: ReturnType<typeof make>) =>
      () => {
        const [x, y] = [a.reshape(2), b.reshape(2)];
        c.assign(b.reshape(2));
        a.assign(y);
        b.assign(add(x, 1));
        c.assign(c.reshape(1, 2).reshape(2));
        return sum(sub(a, c));
      };
    const [plain, again] = [make(), make()];
    const step = new Replay(gpu, body(again));
    for (const run of runs) {
      const want = await scope(body(plain)).item();
      expect(await step.run().item()).toBe(want);
      if (run === 5) for (const { a, c } of [plain, again]) a.assign(c.reshape(2));
      expect(await Promise.all(again.all.map(list))).toEqual(await Promise.all(plain.all.map(list)));
    }
  });

  it('with two variables in one memory, of which another step knows one', async () => {
    const make = () => {
      const u = parameter(T([0, 0]));
      const v = parameter(T([1, 2]));
      u.assign(v.reshape(2));
      return { u, v, both: () => add(mul(u, 10), v), one: () => v.assign(add(v, 1)) };
    };
    const [plain, again] = [make(), make()];
    const [both, one] = [new Replay(gpu, again.both), new Replay(gpu, again.one)];
    const look = async () => expect(await list(both.run())).toEqual(await list(plain.both()));
    const step = () => {
      one.run();
      plain.one();
    };
    const assign = (of: (made: ReturnType<typeof make>) => void) => [plain, again].forEach(of);
    await look();
    await look();
    step();
    assign(({ u, v }) => v.assign(u.reshape(2)));
    step();
    await look();
    for (const run of runs) {
      if (run === 2) assign(({ u, v }) => v.assign(u.reshape(2)));
      if (run === 4) assign(({ u }) => u.assign(T([7, 7])));
      if (run === 6) assign(({ u, v }) => u.assign(v.reshape(2)));
      if (run % 2) step();
      await look();
    }
  });

  it('with weights loaded or clipped between, or in, steps of an optimiser', async () => {
    const make = () => {
      const net = seeded(gpu, 3, () => new Linear(gpu, 4, 3));
      const optimizer = new Adam(net.params(), { lr: 0.1 });
      const x = buffer(uniform(gpu, [2, 4], { seed: 1 }));
      const step = () => {
        const { value, grads } = valueAndGrad(() => mean(mul(net.forward(x), net.forward(x))), net.params());
        optimizer.step(grads);
        return value;
      };
      const clipped = () => {
        const value = step();
        for (const p of net.params().values()) p.assign(clamp(p, { min: -0.2, max: 0.2 }));
        return value;
      };
      return { net, x, step, clipped };
    };
    const [plain, again] = [make(), make()];
    for (const kind of ['step', 'clipped', 'step'] as const) {
      for (const { net } of [plain, again]) net.load(new Map([...net.state()].map(([n, v]) => [n, mul(v, 0.5)])));
      const step = new Replay(gpu, again[kind]);
      for (const run of runs) {
        const want = await scope(plain[kind]).item();
        expect(await step.run().item(), `${kind}, run ${run}`).toBe(want);
        if (run === 3 || run === 6)
          for (const { net, x } of [plain, again]) {
            net.load(new Map([...net.state()].map(([n, v]) => [n, mul(v, 0.9)])));
            x.assign(mul(x, 2));
          }
      }
      step.dispose();
    }
    for (const [name, value] of plain.net.state())
      expect(await list(again.net.state().get(name)!), name).toEqual(await list(value));
  });

  it('when a table that is kept is made in its first run', async () => {
    const x = buffer(uniform(gpu, [1, 2, 5, 7], { seed: 3 }));
    const step = new Replay(gpu, () => interpolate(x, { size: [11, 13], mode: 'bilinear' }));
    for (let i = 0; i < 3; i++) {
      const want = await list(interpolate(x, { size: [11, 13], mode: 'bilinear' }));
      expect(await list(step.run())).toEqual(want);
    }
  });

  it('and what is kept of its results stays', async () => {
    const x = buffer(T([1, 2]));
    const step = new Replay(gpu, () => mul(x, 10));
    const kept: Tensor[] = [];
    for (const run of runs) {
      x.assign(T([run, run]));
      kept.push(step.run().reshape(2, 1));
    }
    for (const [i, view] of kept.entries()) expect(await list(view)).toEqual([10 * (i + 1), 10 * (i + 1)]);
    const w = parameter(T([2]));
    const value = (() => {
      const y = step.run();
      return valueAndGrad(() => {
        const z = mul(y.slice(0, 0, 1), w);
        noGrad(() => {
          x.assign(T([50, 50]));
        });
        return sum(z);
      }, w);
    })();
    step.run();
    expect(await value.grads.item()).toBe(90);
  });

  it('two at once, of which one only looks, or both write', async () => {
    const [w, plain] = [parameter(T([1])), parameter(T([1]))];
    const held = w.reshape(1);
    const steps = [1, 2, 3].map((k) => new Replay(gpu, () => w.assign(add(w, k))));
    const look = new Replay(gpu, () => add(mul(w, 2), held));
    for (let run = 0; run < 40; run++) {
      const k = (run * 7) % 3;
      steps[k].run();
      plain.assign(add(plain, k + 1));
      if (run % 11 === 5) [w, plain].forEach((v) => v.assign(mul(v, 0.5)));
      expect(await look.run().item(), `run ${run}`).toBe(2 * (await plain.item()) + 1);
    }
  });

  it('refuses a variable that is gone, and one that it makes in each run', () => {
    const w = parameter(T([1]));
    const step = new Replay(gpu, () => relu(w));
    for (let i = 0; i < 3; i++) step.run();
    w.dispose();
    expect(() => step.run()).toThrow(DisposedError);
    const making = new Replay(gpu, () => buffer(relu(T([1]))));
    making.run();
    expect(() => making.run()).toThrow(/makes a variable in each run/);
  });

  it('gives back all that it held', async () => {
    const own = await Device.open();
    const w = parameter(tensor(own, new Float32Array(64)));
    const view = w.reshape(8, 8);
    const x = tensor(own, new Float32Array(64).fill(1));
    const before = own.memory();
    const step = new Replay(own, () => {
      w.assign(add(w, x));
      return sum(w);
    });
    for (let i = 0; i < 9; i++) step.run();
    step.dispose();
    await own.settle();
    expect(own.memory()).toMatchObject({ tensors: before.tensors, bytes: before.bytes + 256 });
    view.dispose();
    expect(own.memory().bytes).toBe(before.bytes);
  });
});

it('two passes of a spectrally normalised module have their own gradients, whatever was recorded before', async () => {
  const worst = async (recorded: boolean) => {
    const net = seeded(gpu, 3, () => new SaganAttention(gpu, 16)).train();
    net
      .state()
      .get('gamma')!
      .assign(full(gpu, net.state().get('gamma')!.shape, 0.7));
    const [real, fake] = [1, 2].map((seed) => uniform(gpu, [2, 16, 4, 4], { seed, low: -2, high: 2 }));
    const look = new Replay(gpu, () => {
      net.eval();
      const y = sum(net.forward(real));
      net.train();
      return y;
    });
    if (recorded) for (let i = 0; i < 3; i++) look.run();
    const saved = new Map([...net.state()].map(([name, v]) => [name, copy(v)]));
    const loss = (x: Tensor) => sum(mul(net.forward(x), 0.5));
    const together = grad(() => add(loss(real), loss(fake)), net.params());
    net.load(saved);
    const apart = [grad(() => loss(real), net.params()), grad(() => loss(fake), net.params())];
    let largest = 0;
    for (const [name, g] of together) {
      const [a, b, c] = await Promise.all([g.data(), apart[0].get(name)!.data(), apart[1].get(name)!.data()]);
      a.forEach(
        (v, i) => (largest = Math.max(largest, Math.abs(v - b[i] - c[i]) / Math.max(1, Math.abs(b[i] + c[i])))),
      );
    }
    return largest;
  };
  expect(await worst(false)).toBeLessThan(1e-5);
  expect(await worst(true)).toBeLessThan(1e-5);
});
