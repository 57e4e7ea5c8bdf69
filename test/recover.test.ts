/**
 * A GPU that goes away at any moment: a typed error at once, never a wrong value; and after `recover` everything goes
 * on from host copies or a checkpoint, to the bits of a run that was not disturbed. SACCADE_LOSSES=50 loses that many.
 */
import { createHash } from 'node:crypto';
import { beforeAll, describe, expect, it } from 'vitest';
import { valueAndGrad } from '../engine/autograd.ts';
import { capture } from '../engine/capture.ts';
import { full, ones, tensor } from '../engine/create.ts';
import { Device } from '../engine/device.ts';
import { DeviceLostError } from '../engine/errors.ts';
import { keep } from '../engine/keep.ts';
import { Module } from '../engine/module.ts';
import { Random } from '../engine/random.ts';
import { Replay } from '../engine/replay/replay.ts';
import { scope } from '../engine/scope.ts';
import type { Tensor } from '../engine/tensor.ts';
import { buffer, parameter } from '../engine/variable.ts';
import { add, crossEntropy, globalAvgPool, interpolate, mul, sum, uniform } from '../kernels/index.ts';
import { Dropout, Linear, SelfAttention, seeded } from '../layers/index.ts';
import { Adam } from '../train/adam.ts';
import { parseCheckpoint, restore, writeCheckpoint } from '../train/checkpoint.ts';
import type { Feed, FitOptions } from '../train/fit.ts';
import { fit } from '../train/fit.ts';
import { cosine } from '../train/schedule/cosine.ts';
import { seed } from './seed.ts';

const losses = Number(process.env.SACCADE_LOSSES ?? 10);
const list = async (x: Tensor) => Array.from(await x.data());

class Net extends Module {
  readonly attention: SelfAttention;
  readonly drop: Dropout;
  readonly head: Linear;
  constructor(gpu: Device) {
    super(gpu);
    this.attention = new SelfAttention(gpu, 8);
    this.drop = new Dropout(gpu, 0.25, 7);
    this.head = new Linear(gpu, 8, 3);
  }
  forward(x: Tensor): Tensor {
    return this.head.forward(this.drop.forward(globalAvgPool(this.attention.forward(x), { keep: false })));
  }
}

const feed: Feed = (step) => {
  const random = new Random(3, step);
  return {
    images: { data: Float32Array.from({ length: 4 * 8 * 9 }, () => random.uniform(-1, 1)), shape: [4, 8, 3, 3] },
    labels: { data: Int32Array.from({ length: 4 }, () => random.integer(3)), shape: [4], dtype: 'i32' },
  };
};
const steps = 9;
const phases = ['forward', 'backward', 'optimizer', 'map', 'save'] as const;
type Phase = (typeof phases)[number];

/** All that a run of training lets be seen. */
interface Outcome {
  told: string[];
  weights: string;
}

/** A run of training from the first step, whose device is lost at one of its dispatches and reads. */
class Run {
  readonly gpu: Device;
  readonly net: Net;
  readonly optimizer: Adam;
  readonly told: string[] = [];
  /** The phases of all dispatches and reads since the first step began: before, there is nothing to go back to. */
  readonly events: Phase[] = [];
  saved = new Uint8Array() as Uint8Array;
  private phase: Phase | null = null;

  constructor(gpu: Device) {
    this.gpu = gpu;
    this.net = seeded(gpu, 1, () => new Net(gpu));
    this.optimizer = new Adam(this.net.params(), { lr: 0.02 });
    const step = this.optimizer.step.bind(this.optimizer);
    this.optimizer.step = (grads) => {
      this.phase = 'optimizer';
      step(grads);
    };
  }

  options(): FitOptions {
    return {
      optimizer: this.optimizer,
      steps,
      feed,
      schedule: cosine(0.02, steps),
      reportEvery: 1,
      evaluateEvery: 3,
      saveEvery: 2,
      loss: ({ images, labels }) => {
        this.phase = 'forward';
        const loss = crossEntropy(this.net.forward(images), labels);
        this.phase = 'backward';
        return loss;
      },
      evaluate: async () => {
        this.phase = 'map';
        const x = uniform(this.gpu, [1, 8, 3, 3], { seed: 5 });
        const { maps, out } = capture(() => this.net.forward(x));
        const rows = await maps.get('attention.attention')!.at(4);
        this.told.push(`map ${hash(rows)}`);
        for (const one of [x, out, ...maps.values()]) one.dispose();
        return rows[0];
      },
      onReport: ({ step, loss, lr, score }) => void this.told.push(`${step} ${loss} ${lr} ${score}`),
      onSave: async (step) => {
        this.phase = 'save';
        this.saved = await writeCheckpoint(this, step);
        this.told.push(`saved ${step} ${hash(this.saved)}`);
      },
    };
  }

  /** Loses the device at one of the dispatches and reads that are still to come. */
  loseAt(event: number, lose: () => void): void {
    const { queue } = this.gpu.webgpu!;
    const [dispatch, read] = [queue.dispatch.bind(queue), queue.read.bind(queue)];
    const note = () => {
      if (this.phase && this.events.push(this.phase) === event + 1) lose();
    };
    queue.dispatch = (command) => {
      dispatch(command);
      note();
    };
    queue.read = (...given) => {
      const reading = read(...given);
      note();
      return reading;
    };
  }

  async outcome(): Promise<Outcome> {
    this.phase = null; // the next run on this device counts for itself
    const values = await Promise.all([...this.net.state().values()].map((value) => value.data()));
    for (const one of [this.net, this.optimizer]) one.dispose();
    return { told: this.told, weights: values.map(hash).join() };
  }
}

const hash = (values: ArrayBufferView): string =>
  createHash('sha256')
    .update(new Uint8Array(values.buffer, values.byteOffset, values.byteLength))
    .digest('hex')
    .slice(0, 16);

/** Rejects after a while: what should end must not hang. A software adapter compiles everything anew meanwhile. */
const soon = async <T>(promise: Promise<T>, seconds: number): Promise<T> => {
  let timer: ReturnType<typeof setTimeout>;
  const late = new Promise<never>((_resolve, reject) => {
    timer = setTimeout(() => reject(new Error(`still waiting after ${seconds} s`)), 1000 * seconds);
  });
  return Promise.race([promise, late]).finally(() => clearTimeout(timer));
};

let gpu: Device;
beforeAll(async () => {
  gpu = await Device.open();
});

describe('a device lost at random points of training', () => {
  it(`goes on to the same bits, ${losses} times (SACCADE_SEED=${seed})`, { timeout: 600_000 }, async () => {
    const first = new Run(gpu);
    first.loseAt(Infinity, () => {});
    await fit(first.net, { ...first.options(), replay: false });
    const want = await first.outcome();
    const random = new Random(seed, 16);
    const seen = new Set<Phase>();
    let slowest = 0;
    for (let trial = 0; trial < losses; trial++) {
      const phase = phases[trial % phases.length];
      const candidates = first.events.flatMap((one, i) => (one === phase ? [i] : []));
      const event = candidates[random.integer(candidates.length)];
      const [behindOurBack, byHand, replay] = [
        random.integer(2) === 1,
        random.integer(2) === 1,
        random.integer(3) === 1,
      ];
      const what =
        `trial ${trial}: lost in ${phase}, event ${event}, ` + JSON.stringify({ behindOurBack, byHand, replay });
      const run = new Run(gpu);
      let lost = 0;
      run.loseAt(event, () => {
        lost = performance.now();
        if (behindOurBack) gpu.webgpu!.device.destroy();
        else gpu.destroy();
      });
      if (byHand) {
        const start = await writeCheckpoint(run, 0);
        const error: unknown = await soon(
          fit(run.net, { ...run.options(), replay }).then(
            () => 'no error',
            (thrown: unknown) => thrown,
          ),
          60,
        );
        if (lost) {
          expect(error, what).toBeInstanceOf(DeviceLostError);
          slowest = Math.max(slowest, performance.now() - lost);
          await gpu.recover();
          const from = await restore(run, parseCheckpoint(run.saved.length ? run.saved : start));
          // What was told after the checkpoint is told again.
          const kept = run.told.findLastIndex((line) => line.startsWith('saved')) + 1;
          run.told.length = kept;
          await soon(fit(run.net, { ...run.options(), replay, from }), 60);
        }
      } else await soon(fit(run.net, { ...run.options(), replay, recoverEvery: 2 }), 60);
      if (lost) seen.add(phase);
      expect(await run.outcome(), what).toEqual(want);
    }
    console.log(`a typed error ${Math.ceil(slowest)} ms after a loss, at the latest`);
    expect(seen.size).toBe(Math.min(losses, phases.length));
  });
});

describe('recover', () => {
  it('gives kept variables their values, in recorded steps too, and all others none', async () => {
    const [w, other] = [parameter(tensor(gpu, [2, 3])), parameter(tensor(gpu, [5, 6]))];
    const half = buffer(tensor(gpu, [0.5, 1 / 3], [2], 'f16'));
    const plain = tensor(gpu, [1, 1]);
    const step = new Replay(gpu, () => {
      w.assign(add(w, half.size));
      return sum(mul(w, full(gpu, [2], 3)));
    });
    const results: number[] = [];
    for (let i = 0; i < 6; i++) results.push(await step.run().item());
    const kept = await list(w);
    await keep([w, half]);
    step.run();
    const table = interpolate(uniform(gpu, [1, 1, 3, 3], { seed: 1 }), { size: [5, 5] });
    const view = w.reshape(1, 2);
    gpu.webgpu!.device.destroy();
    await Promise.all([gpu.recover(), gpu.recover()]);
    expect(gpu.counters()).toMatchObject({ dispatches: 0, pipelines: 0 });
    expect(await list(w)).toEqual(kept);
    expect((await list(half))[0]).toBe(0.5);
    for (const gone of [other, plain, table, view, step])
      if (!(gone instanceof Replay)) expect(() => mul(gone, 2)).toThrow(/mul.*lost with the GPU[^]*recover/);
    await expect(plain.data()).rejects.toThrow(DeviceLostError);
    const before = await list(w);
    expect(await step.run().item()).toBe(3 * before.reduce((a, b) => a + b + 2, 0));
    for (let i = 0; i < 5; i++) step.run();
    expect(await list(w)).toEqual(before.map((value) => value + 12));
    const again = interpolate(uniform(gpu, [1, 1, 3, 3], { seed: 1 }), { size: [5, 5] });
    expect(again.lost).toBe(false);
    other.assign(ones(gpu, [2]));
    expect(await list(other)).toEqual([1, 1]);
    for (const one of [step, w, other, half, plain, table, view, again]) one.dispose();
    expect(gpu.memory().bytes).toBeLessThan(1 << 16);
  });

  it('waits with the optimiser until its state is given back; nothing of the old device reaches the new', async () => {
    const w = parameter(tensor(gpu, [1, 2]));
    const optimizer = new Adam(new Map([['w', w]]), { lr: 0.1 });
    const move = () => scope(() => optimizer.step(new Map([['w', valueAndGrad(() => sum(mul(w, w)), w).grads]])));
    move();
    const state = [...optimizer.state()];
    const values = await Promise.all(state.map(async ([, x]) => [...(await x.data())]));
    await keep([w]);
    move();
    const want = await list(w);
    const old = gpu.webgpu!.device;
    const reading = w.data().catch((error: unknown) => error);
    await gpu.recover();
    expect(await reading).toBeInstanceOf(DeviceLostError);
    old.dispatchEvent(new Event('uncapturederror'));
    expect(move).toThrow(DeviceLostError);
    await optimizer.load(
      new Map(state.map(([name, { shape, dtype }], i) => [name, tensor(gpu, values[i], shape, dtype)])),
    );
    move();
    expect(await list(w)).toEqual(want);
    await gpu.settle();
  });

  it('of plain loops does nothing', async () => {
    const loops = await Device.open({ backend: 'reference' });
    const x = tensor(loops, [1]);
    await loops.recover();
    expect(await add(x, 1).item()).toBe(2);
  });
});
