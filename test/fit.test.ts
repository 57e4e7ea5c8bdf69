/** Training: the loop equals the steps written out by hand, to the bit; resumed, it equals itself uninterrupted. */
import { createHash } from 'node:crypto';
import { mkdtempSync, readdirSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { valueAndGrad } from '../engine/autograd.ts';
import { tensor } from '../engine/create.ts';
import { Device } from '../engine/device.ts';
import { FormatError, ScopeError, ShapeError } from '../engine/errors.ts';
import type { Module } from '../engine/module.ts';
import { scope } from '../engine/scope.ts';
import { crossEntropy, globalAvgPool, mul } from '../kernels/index.ts';
import { BatchNorm } from '../layers/basic/batchnorm.ts';
import { Conv2d } from '../layers/basic/conv.ts';
import { Dropout } from '../layers/basic/dropout.ts';
import { seeded } from '../layers/basic/init.ts';
import { Linear } from '../layers/basic/linear.ts';
import { Module as Base } from '../engine/module.ts';
import type { Tensor } from '../engine/tensor.ts';
import { parameter } from '../engine/variable.ts';
import { Adam } from '../train/adam.ts';
import { Averaged } from '../train/averaged.ts';
import { parseCheckpoint, restore, writeCheckpoint } from '../train/checkpoint.ts';
import { loadCheckpoint, saveCheckpoint } from '../train/checkpoint-node.ts';
import { clipGradNorm, clipGradValue } from '../train/clip.ts';
import { Batches } from '../train/data/batches.ts';
import { drawScenes } from '../train/data/scenes.ts';
import { whitePatches } from '../train/data/white-patch.ts';
import { SGD } from '../train/sgd.ts';
import type { Feed, FitOptions, Report } from '../train/fit.ts';
import { fit } from '../train/fit.ts';
import { cosine } from '../train/schedule/cosine.ts';
import { oneCycle } from '../train/schedule/one-cycle.ts';
import { stepwise } from '../train/schedule/stepwise.ts';
import { warmup } from '../train/schedule/warmup.ts';

class Small extends Base {
  conv: Conv2d;
  norm: BatchNorm;
  drop: Dropout;
  head: Linear;
  constructor(gpu: Device) {
    super(gpu);
    this.conv = new Conv2d(gpu, 3, 8, { kernel: 3, stride: 2 });
    this.norm = new BatchNorm(gpu, 8);
    this.drop = new Dropout(gpu, 0.25, 7);
    this.head = new Linear(gpu, 8, 2);
  }
  forward(x: Tensor): Tensor {
    const y = this.norm.forward(this.conv.forward(x), 'relu');
    return this.head.forward(this.drop.forward(globalAvgPool(y, { keep: false })));
  }
}

let gpu: Device;
let folder = '';
beforeAll(async () => {
  gpu = await Device.open();
  folder = mkdtempSync(join(tmpdir(), 'saccade-fit-'));
});
afterAll(() => rmSync(folder, { recursive: true, force: true }));

const pictures = whitePatches(drawScenes({ count: 24, seed: 2, size: [16, 16] }), { seed: 3 });
const batches = new Batches(pictures, { batch: 4, seed: 5, augment: { flip: true, crop: 2 } });
const feed: Feed = (step) => {
  const { images, labels } = batches.at(step);
  return { images: { data: images, shape: [4, 3, 16, 16] }, labels: { data: labels, shape: [4], dtype: 'i32' } };
};
const make = () => {
  const net = seeded(gpu, 1, () => new Small(gpu));
  return { net, optimizer: new Adam(net.params(), { lr: 0.01 }) };
};
const train = (given: ReturnType<typeof make>, options: Partial<FitOptions> = {}) =>
  fit(given.net, {
    optimizer: given.optimizer,
    steps: 12,
    feed,
    loss: ({ images, labels }) => crossEntropy(given.net.forward(images), labels),
    ...options,
  });
async function digest(net: Module): Promise<string> {
  const hash = createHash('sha256');
  for (const [name, value] of net.state())
    hash.update(name).update(new Uint8Array((await value.data()).buffer as ArrayBuffer));
  return hash.digest('hex');
}

describe('fit', () => {
  it('gives the bits of the same steps by hand, replayed or not', async () => {
    const hand = make();
    hand.net.train();
    for (let step = 0; step < 12; step++) {
      scope(() => {
        const { images, labels } = feed(step);
        const x = tensor(gpu, images.data, images.shape);
        const y = tensor(gpu, labels.data, labels.shape, 'i32');
        const { grads } = valueAndGrad(() => crossEntropy(hand.net.forward(x), y), hand.net.params());
        hand.optimizer.step(grads);
      });
    }
    const [replayed, plain] = [make(), make()];
    await train(replayed);
    await train(plain, { replay: false });
    expect(await digest(replayed.net)).toBe(await digest(hand.net));
    expect(await digest(plain.net)).toBe(await digest(hand.net));
  });

  it('waits before a step for as long as it is held, and gives the same bits', async () => {
    const [held, plain] = [make(), make()];
    let asked = 0;
    let letGo = () => {};
    const heldBack = new Promise<void>((resolve) => {
      letGo = resolve;
    });
    const running = train(held, {
      reportEvery: 1,
      hold: () => (asked++ === 5 ? heldBack : null),
    });
    await expect.poll(() => asked).toBe(6);
    await gpu.settle();
    expect(asked).toBe(6);
    letGo();
    await running;
    await train(plain);
    expect(asked).toBe(12);
    expect(await digest(held.net)).toBe(await digest(plain.net));
  });

  it('reports mean losses, follows a schedule, stops when asked, and leaves the mode as it was', async () => {
    const reports: Report[] = [];
    const given = make();
    given.net.eval();
    const result = await train(given, {
      schedule: cosine(0.01, 12),
      reportEvery: 4,
      onReport: (report) => void reports.push(report),
    });
    expect(reports.map(({ step }) => step)).toEqual([4, 8, 12]);
    expect(reports[0].lr).toBeCloseTo(cosine(0.01, 12)(3), 6);
    expect(reports.every(({ loss }) => loss > 0 && loss < 2)).toBe(true);
    expect(result).toMatchObject({ step: 12, reason: 'done', best: null });
    expect(given.net.training).toBe(false);
    expect((await train(make(), { reportEvery: 3, onReport: () => false })).step).toBe(3);
    const aborted = new AbortController();
    aborted.abort();
    expect(await train(make(), { signal: aborted.signal })).toMatchObject({ step: 1, reason: 'stopped' });
  });

  it('learns, evaluates in eval mode, keeps the best score and stops when there is no better one', async () => {
    const given = make();
    const scores = [1, 3, 2, 2, 9];
    const modes: boolean[] = [];
    const result = await train(given, {
      evaluateEvery: 2,
      patience: 2,
      evaluate: () => {
        modes.push(given.net.training);
        return scores.shift()!;
      },
    });
    expect(result).toMatchObject({ step: 8, best: { score: 3, step: 4 }, reason: 'no better score' });
    expect(new Set(modes)).toEqual(new Set([false]));
  });

  it('averages the gradients of several batches, clips, and keeps averaged weights', async () => {
    const given = make();
    const averaged = new Averaged(given.net, 0.5);
    await train(given, { accumulate: 3, clip: 0.1, averaged, steps: 4 });
    const own = await digest(given.net);
    await averaged.during(async () => expect(await digest(given.net)).not.toBe(own));
    expect(await digest(given.net)).toBe(own);
    const again = make();
    await train(again, { accumulate: 3, clip: 0.1, steps: 4, replay: false });
    expect(own).toBe(await digest(again.net));
  });

  it('means of several batches and steps are means', async () => {
    const w = parameter(tensor(gpu, [1]));
    class One extends Base {
      readonly w = w;
      forward(x: Tensor): Tensor {
        return mul(this.w, x);
      }
    }
    const net = new One(gpu);
    const losses: number[] = [];
    // The loss of batch number i is w · i, its gradient i: four batches a step, two steps a report.
    await fit(net, {
      optimizer: new SGD(net.params(), { lr: 0.5 }),
      steps: 4,
      accumulate: 4,
      reportEvery: 2,
      feed: (i) => ({ x: { data: Float32Array.of(i), shape: [1] } }),
      loss: ({ x }) => net.forward(x),
      onReport: ({ loss }) => void losses.push(loss),
    });
    const means = [1.5, 5.5, 9.5, 13.5];
    const weights = means.map((_, step) => 1 - 0.5 * means.slice(0, step).reduce((a, b) => a + b, 0));
    const told = means.map((mean, step) => mean * weights[step]);
    expect(losses).toEqual([(told[0] + told[1]) / 2, (told[2] + told[3]) / 2]);
    expect(await w.item()).toBe(1 - 0.5 * 30);
  });

  it('keeps memory and pipelines flat', async () => {
    const seen: { tensors: number; bytes: number; pipelines: number }[] = [];
    await train(make(), {
      steps: 60,
      reportEvery: 20,
      onReport: () => void seen.push({ ...gpu.memory(), pipelines: gpu.counters().pipelines }),
    });
    for (const key of ['tensors', 'bytes', 'pipelines'] as const) expect(seen[2][key]).toBe(seen[1][key]);
  });

  it('refuses what cannot be, and says when the loss is lost', async () => {
    for (const wrong of [{ steps: 0 }, { accumulate: 0 }, { clip: -1 }, { reportEvery: 1.5 }, { learningRate: 1 }])
      await expect(train(make(), wrong as Partial<FitOptions>)).rejects.toThrow(ShapeError);
    const huge = make();
    huge.optimizer.lr = 1e38;
    await expect(train(huge, { reportEvery: 4 })).rejects.toThrow(ScopeError);
  });
});

describe('checkpoints', () => {
  const place = (name: string) => join(folder, name);

  it('resume to the bits of an uninterrupted run', async () => {
    const straight = make();
    const averagedStraight = new Averaged(straight.net, 0.9);
    await train(straight, { averaged: averagedStraight });

    const first = make();
    const averagedFirst = new Averaged(first.net, 0.9);
    await train(first, {
      steps: 7,
      averaged: averagedFirst,
      onSave: async (step) =>
        saveCheckpoint(place('run'), step, await writeCheckpoint({ ...first, averaged: averagedFirst }, step)),
    });
    const second = make();
    await train(second, { steps: 2 }); // other weights, other counts: all of it is replaced
    const averaged = new Averaged(second.net, 0.9);
    const from = await restore({ ...second, averaged }, loadCheckpoint(place('run'), expect.fail)!);
    expect(from).toBe(7);
    await train(second, { from, averaged });
    expect(await digest(second.net)).toBe(await digest(straight.net));
    await averagedStraight.during(() =>
      averaged.during(async () => expect(await digest(second.net)).toBe(await digest(straight.net))),
    );
  });

  it('two are kept, a damaged newest falls back, and none that can be read is an error', async () => {
    const given = make();
    for (const step of [1, 2, 3])
      saveCheckpoint(place('kept'), step, await writeCheckpoint(given, step, { seed: '1' }));
    const names = readdirSync(place('kept')).toSorted();
    expect(names).toEqual(['step-000000002.safetensors', 'step-000000003.safetensors']);
    writeFileSync(join(place('kept'), names[1]), 'cut');
    const said: string[] = [];
    const found = loadCheckpoint(place('kept'), (message) => said.push(message))!;
    expect([found.step, found.notes.get('seed'), said.length]).toEqual([2, '1', 1]);
    writeFileSync(join(place('kept'), names[0]), '');
    expect(() => loadCheckpoint(place('kept'), () => {})).toThrow(FormatError);
    expect(loadCheckpoint(place('nowhere'), expect.fail)).toBe(null);
  });

  it('of another network or optimiser change nothing', async () => {
    const given = make();
    await train(given, { steps: 2 });
    const before = await digest(given.net);
    const other = new Linear(gpu, 2, 2);
    const bytes = await writeCheckpoint({ net: other, optimizer: new Adam(other.params()) }, 1);
    await expect(restore(given, parseCheckpoint(bytes))).rejects.toThrow(/do not fit|name of the state/);
    const amsgrad = await writeCheckpoint(
      { net: make().net, optimizer: new Adam(make().net.params(), { amsgrad: true }) },
      1,
    );
    await expect(restore(given, parseCheckpoint(amsgrad))).rejects.toThrow(/does not fit/);
    expect(await digest(given.net)).toBe(before);
    expect(() => parseCheckpoint(bytes.subarray(0, 100))).toThrow(FormatError);
  });
});

describe('schedules', () => {
  it('rise and fall as their names say', () => {
    expect([0, 5, 10, 20].map(cosine(1, 10))).toEqual([1, 0.5, 0, 0].map((rate) => expect.closeTo(rate, 12)));
    expect([0, 1, 3, 4, 9].map(warmup(4, () => 2))).toEqual([0.5, 1, 2, 2, 2]);
    expect([0, 9, 10, 20].map(stepwise(1, 10))).toEqual([1, 1, 0.1, 0.01].map((rate) => expect.closeTo(rate, 12)));
  });

  it('one cycle is that of torch.optim.lr_scheduler.OneCycleLR', () => {
    // torch 1.13: OneCycleLR(SGD, max_lr=1, total_steps=10), rates of steps 0 to 9.
    const expected = [
      0.04, 0.52, 1, 0.9504846320134737, 0.8117456539497631, 0.6112620219362893, 0.38874197806371075,
      0.18825834605023697, 0.049519367986526286, 4e-6,
    ];
    const rates = expected.map((_, step) => oneCycle(1, 10)(step));
    rates.forEach((rate, step) => expect(rate).toBeCloseTo(expected[step], 12));
  });
});

describe('clipping', () => {
  const gradients = () =>
    new Map([
      ['a', tensor(gpu, [3, 0])],
      ['b', tensor(gpu, [0, -4])],
    ]);
  const values = async (grads: ReadonlyMap<string, Tensor>) =>
    (await Promise.all([...grads.values()].map((grad) => grad.data()))).flatMap((data) => [...data]);

  it('by the norm of all together, down only', async () => {
    const { grads, norm } = clipGradNorm(gradients(), 1);
    expect(await norm.item()).toBe(5);
    (await values(grads)).forEach((value, i) => expect(value).toBeCloseTo([0.6, 0, 0, -0.8][i], 6));
    expect(await values(clipGradNorm(gradients(), 10).grads)).toEqual([3, 0, 0, -4]);
    expect(() => clipGradNorm(new Map(), 1)).toThrow(ShapeError);
    expect(() => clipGradNorm(gradients(), 0)).toThrow(ShapeError);
  });

  it('by value', async () => {
    expect(await values(clipGradValue(gradients(), 3.5))).toEqual([3, 0, 0, -3.5]);
    expect(() => clipGradValue(gradients(), NaN)).toThrow(ShapeError);
  });
});
