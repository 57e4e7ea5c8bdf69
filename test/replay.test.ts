/**
 * Recorded steps: the bits of plain calls, run after run, with nothing new made; and what cannot be recorded is
 * refused.
 */
import { beforeAll, describe, expect, it } from 'vitest';
import { valueAndGrad } from '../engine/autograd.ts';
import { Device } from '../engine/device.ts';
import { DisposedError, ScopeError } from '../engine/errors.ts';
import { Module } from '../engine/module.ts';
import { fresh } from '../engine/ambient.ts';
import { Replay } from '../engine/replay/replay.ts';
import { Random } from '../engine/random.ts';
import { scope } from '../engine/scope.ts';
import type { Tensor } from '../engine/tensor.ts';
import type { Variable } from '../engine/variable.ts';
import { full, tensor } from '../engine/create.ts';
import { buffer, parameter } from '../engine/variable.ts';
import { add, crossEntropy, dropout, globalAvgPool, maxPool2d, mean, mul, relu, sum } from '../kernels/index.ts';
import { BatchNorm, Conv2d, Dropout, Linear } from '../layers/index.ts';
import { catalog } from '../layers/catalogue/index.ts';
import { seeded } from '../layers/basic/init.ts';
import { Adam } from '../train/adam.ts';
import { SGD } from '../train/sgd.ts';
import type { Optimizer } from '../train/optimizer.ts';

let gpu: Device;
beforeAll(async () => {
  gpu = await Device.open();
});

const list = async (x: Tensor) => Array.from(await x.data());
const drawn = (shape: readonly number[], stream: number, device = gpu) => {
  const random = new Random(5, stream);
  return tensor(
    device,
    Float32Array.from({ length: shape.reduce((a, b) => a * b, 1) }, () => random.uniform(-1, 1)),
    shape,
  );
};
const labels = (step: number, device = gpu) =>
  tensor(
    device,
    Int32Array.from({ length: 4 }, (_, i) => (i + step) % 5),
  );

class Net extends Module {
  readonly conv: Conv2d;
  readonly bn: BatchNorm;
  readonly drop: Dropout;
  readonly head: Linear;

  constructor(device: Device) {
    super(device);
    this.conv = new Conv2d(device, 3, 8, { kernel: 3, padding: 1, seed: 1 });
    this.bn = new BatchNorm(device, 8);
    this.drop = new Dropout(device, 0.25, 9);
    this.head = new Linear(device, 8, 5, { seed: 2 });
  }

  forward(x: Tensor): Tensor {
    return this.head.forward(
      this.drop.forward(globalAvgPool(maxPool2d(relu(this.bn.forward(this.conv.forward(x))), 2)).reshape(4, 8)),
    );
  }
}

/** A step of training, its inputs, and all that it changes. */
function training(make: (params: ReadonlyMap<string, Variable>) => Optimizer, device = gpu) {
  const net = new Net(device).train();
  const optimizer = make(net.params());
  const [image, label] = [buffer(drawn([4, 3, 8, 8], 0, device)), buffer(labels(0, device))];
  const step = () => {
    const { value, grads } = valueAndGrad(() => crossEntropy(net.forward(image), label), net.params());
    optimizer.step(grads);
    return value;
  };
  const feed = (i: number) => {
    image.assign(drawn([4, 3, 8, 8], 100 + i, device));
    label.assign(labels(i, device));
    optimizer.lr = 0.01 / (1 + i);
  };
  const state = async () =>
    Object.fromEntries(
      await Promise.all(
        [...net.state(), ...optimizer.state()].map(async ([name, x]) => [name, await list(x)] as const),
      ),
    );
  return { net, optimizer, step, feed, state };
}

const kinds: [string, (params: ReadonlyMap<string, Variable>) => Optimizer][] = [
  ['Adam', (params) => new Adam(params, { lr: 0.01, weightDecay: 0.01 })],
  ['SGD with momentum', (params) => new SGD(params, { lr: 0.01, momentum: 0.9, dampening: 0.5 })],
];

describe.each(kinds)('a small CNN with dropout, batch norm, a schedule and %s', (_, make) => {
  it('gives the bits of plain steps, ten in a row', async () => {
    const [plain, again] = [training(make), training(make)];
    const replay = new Replay(gpu, again.step);
    for (let i = 0; i < 10; i++) {
      for (const { feed } of [plain, again]) feed(i);
      const want = scope(plain.step);
      expect(await list(replay.run()), `loss of step ${i}`).toEqual(await list(want));
      if (i === 2 || i === 9) expect(await again.state()).toEqual(await plain.state());
    }
    // Plain steps, and a step of another recording, go on from there.
    const other = new Replay(gpu, again.step);
    for (let i = 10; i < 16; i++) {
      for (const { feed } of [plain, again]) feed(i);
      scope(plain.step);
      if (i === 10) scope(again.step);
      else (i % 2 ? other : replay).run();
    }
    expect(await again.state()).toEqual(await plain.state());
    other.dispose();
    replay.dispose();
    for (const { feed, step } of [plain, again]) {
      feed(16);
      scope(step);
    }
    expect(await again.state()).toEqual(await plain.state());
  });

  it('makes nothing new once it is recorded, submits once, and gives all memory back', async () => {
    const own = await Device.open(); // the collector may free what earlier tests dropped
    const { step } = training(make, own);
    const plain = () => scope(() => void step());
    for (let i = 0; i < 3; i++) plain();
    await own.settle();
    const before = own.memory();
    const replay = new Replay(own, step);
    replay.run();
    replay.run();
    await own.settle();
    const recorded = own.counters();
    const { tensors, bytes } = own.memory();
    for (let i = 0; i < 5; i++) {
      replay.run();
      await own.settle();
    }
    const after = own.counters();
    expect(after).toMatchObject({
      pipelines: recorded.pipelines,
      buffers: recorded.buffers,
      submits: recorded.submits + 5,
    });
    expect(own.memory()).toMatchObject({ tensors, bytes });
    const perStep = after.dispatches - recorded.dispatches;
    plain();
    expect((own.counters().dispatches - after.dispatches) * 5).toBe(perStep);
    replay.dispose();
    await own.settle();
    expect(own.memory()).toMatchObject({ tensors: before.tensors, bytes: before.bytes });
    own.destroy();
  });
});

it.each(catalog.map((entry) => [entry.name, entry] as const))(
  'trains %s to the bits of plain steps',
  async (_, entry) => {
    const [plain, again] = [0, 1].map(() => {
      const module = seeded(gpu, 1, () => entry.make(gpu, 16, 8, 8)).train() as Module & {
        forward: (x: Tensor) => Tensor | Tensor[];
      };
      const forward = () => [module.forward(x)].flat()[0];
      const x = buffer(drawn([2, 16, 8, 8], 0));
      const optimizer = new Adam(module.params(), { lr: 0.01 });
      const step = () => {
        const { value, grads } = valueAndGrad(() => mean(mul(forward(), forward())), module.params());
        optimizer.step(grads);
        return value;
      };
      return { module, x, step };
    });
    const replay = new Replay(gpu, again.step);
    for (let i = 0; i < 4; i++) {
      for (const { x } of [plain, again]) x.assign(drawn([2, 16, 8, 8], i));
      expect(await list(replay.run())).toEqual(await list(scope(plain.step)));
    }
    for (const [name, value] of plain.module.state())
      expect(await list(again.module.state().get(name)!), name).toEqual(await list(value));
    replay.dispose();
  },
);

it('runs plainly on the reference backend', async () => {
  const loops = await Device.open({ backend: 'reference' });
  const [plain, again] = [training(kinds[0][1], loops), training(kinds[0][1], loops)];
  const replay = new Replay(loops, again.step);
  for (let i = 0; i < 3; i++) {
    scope(plain.step);
    replay.run();
  }
  expect(await again.state()).toEqual(await plain.state());
  replay.dispose();
});

it('keeps memory of the host and of the caller for itself', async () => {
  const x = drawn([64], 1);
  const want = (await list(x)).map((value) => Math.fround(value * 3));
  const replay = new Replay(gpu, () => mul(mul(x, full(gpu, [64], 1)), tensor(gpu, new Float32Array(64).fill(3))));
  replay.run();
  replay.run();
  x.dispose();
  for (let i = 0; i < 4; i++) mul(full(gpu, [64], 7), 1); // would take the buffers, were they free
  expect(await list(replay.run())).toEqual(want);
  replay.dispose();
});

it('changes no memory that others see: what a variable was cut from, and views of the caller', async () => {
  const data = drawn([8, 64], 2);
  const image = buffer(data.slice(0, 0, 4));
  const w = parameter(drawn([64], 3));
  const view = w.reshape(8, 8);
  const [pictures, weights] = [await list(data), await list(view)];
  const replay = new Replay(gpu, () => {
    const { value, grads } = valueAndGrad(() => sum(mul(image, w)), [w]);
    w.assign(add(w, grads[0]));
    return value;
  });
  for (let i = 0; i < 4; i++) {
    image.assign(drawn([4, 64], 10 + i));
    replay.run();
  }
  expect(await list(data)).toEqual(pictures);
  expect(await list(view)).toEqual(weights);
  expect(await list(w)).not.toEqual(weights);
  replay.dispose();
});

it('goes on beside a recorded step that only looks', async () => {
  const make = kinds[0][1];
  const [plain, again] = [training(make), training(make)];
  const looking = new Replay(gpu, () => again.net.head.forward(full(gpu, [1, 8], 1)));
  const look = async () =>
    expect(await list(looking.run())).toEqual(await list(plain.net.head.forward(full(gpu, [1, 8], 1))));
  for (let i = 0; i < 3; i++) await look();
  const replay = new Replay(gpu, again.step);
  for (let i = 0; i < 5; i++) {
    scope(plain.step);
    replay.run();
    await look();
  }
  expect(await again.state()).toEqual(await plain.state());
});

it('asks for fresh numbers before each run, and keeps others', async () => {
  let calls = 0;
  const ones = full(gpu, [512], 1);
  const replay = new Replay(gpu, () => dropout(ones, { p: 0.5, seed: 1, counter: fresh(() => calls++) }));
  const draws: string[] = [];
  for (let i = 0; i < 5; i++) draws.push(String(await list(replay.run())));
  expect(new Set(draws).size).toBe(5);
  expect(draws[4]).toBe(String(await list(dropout(ones, { p: 0.5, seed: 1, counter: 4 }))));
});

describe('what cannot be recorded is refused', () => {
  const twice = (fn: () => unknown) => () => {
    const replay = new Replay(gpu, fn as () => Tensor);
    replay.run();
    replay.run();
  };
  const x = () => full(gpu, [6], 1);

  it.each<[string, RegExp, () => () => unknown]>([
    [
      'another shape',
      /differs from run to run\n {2}got: .*\n {2}fix: /,
      () => {
        let n = 2;
        return () => sum(x().slice(0, 0, n++));
      },
    ],
    [
      'a number that counts',
      /mul_number, number \d+, with other sizes or numbers/,
      () => {
        let n = 2;
        return () => mul(x(), n++);
      },
    ],
    [
      'numbers from the host',
      /numbers from the host, number \d+, with other/,
      () => {
        let n = 2;
        return () => mul(tensor(gpu, [n++]), 1);
      },
    ],
    [
      'another number of ops',
      /1 things done, then 2 things done|then nothing|nothing, number/,
      () => {
        let n = 0;
        return () => (n++ ? mul(mul(kept, 1), 1) : mul(kept, 1));
      },
    ],
    ['a view of a variable', /a result is a view of a variable/, () => () => kept.reshape(2, 1)],
    ['an async function', /the callback is async/, () => async () => mul(kept, 1)],
    ['a step inside a step', /cannot run inside another/, () => () => new Replay(gpu, () => mul(kept, 1)).run()],
  ])('%s', async (_, message, make) => {
    const { bytes } = gpu.memory();
    expect(twice(make())).toThrow(ScopeError);
    expect(twice(make())).toThrow(message);
    expect(gpu.memory().bytes - bytes).toBeLessThan(1024);
    expect(await list(mul(kept, 2))).toEqual([2, 2]);
  });
  let kept: Variable;
  beforeAll(() => {
    kept = parameter(full(gpu, [2], 1));
  });

  it('a read', async () => {
    const reads: Promise<unknown>[] = [];
    new Replay(gpu, () => void reads.push(kept.data())).run();
    await expect(reads[0]).rejects.toThrow(/nothing can be read inside a step/);
  });

  it('a step that was disposed', () => {
    const replay = new Replay(gpu, () => mul(kept, 1));
    replay.run();
    replay.dispose();
    replay.dispose();
    expect(() => replay.run()).toThrow(DisposedError);
  });
});
