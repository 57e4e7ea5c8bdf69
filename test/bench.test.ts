/** The benchmark's protocol and arithmetic. No times are asserted: they are what a benchmark is for. */
import { setTimeout as sleep } from 'node:timers/promises';
import { beforeAll, describe, expect, it } from 'vitest';
import { largestError, rightAnswers } from '../bench/answers.ts';
import type { BenchCase } from '../bench/case.ts';
import { forward, training } from '../bench/case.ts';
import { caseLists, selectCases } from '../bench/cases.ts';
import type { Contestant, Library } from '../bench/contestant.ts';
import { Local } from '../bench/contestant.ts';
import { makeInputs, placesOf, take } from '../bench/inputs.ts';
import type { Meter } from '../bench/meter.ts';
import { installMeter } from '../bench/meter.ts';
import { absent } from '../bench/peers/index.ts';
import { cells, columns, markdown, means, oursAreRight, ratio } from '../bench/report.ts';
import { measureRoofline, shareOfRoofline } from '../bench/roofline.ts';
import type { Row } from '../bench/row.ts';
import { emptyRow, finishedRow } from '../bench/row.ts';
import type { Progress } from '../bench/runner.ts';
import { rotate, runCases } from '../bench/runner.ts';
import { saccade } from '../bench/saccade.ts';
import { geometricMean, median, quantile } from '../bench/stats.ts';
import { workloads } from '../bench/workloads.ts';
import { Device } from '../engine/device.ts';
import { planning, within } from '../engine/ambient.ts';
import { scope } from '../engine/scope.ts';
import type { Shape } from '../engine/shape.ts';
import { size } from '../engine/shape.ts';
import type { Traced } from '../engine/tape.ts';
import { tracing } from '../engine/tape.ts';
import { tensor, zeros } from '../engine/create.ts';
import { Adam } from '../train/adam.ts';
import { countsOf, gpus, occupancy } from '../bench/occupancy.ts';
import { lossOf, makeNetwork } from '../bench/networks.ts';
import { blank } from '../layers/basic/init.ts';
import { valueAndGrad } from '../engine/autograd.ts';
import { allOps } from './samples.ts';

let gpu: Device;
let meter: Meter;
beforeAll(async () => {
  gpu = await Device.open();
  meter = installMeter();
});

const tiny = forward({
  id: 'tiny',
  label: 'matmul 8×8×8',
  op: 'matmul',
  inputs: { a: { shape: [8, 8], scale: 1 }, b: { shape: [8, 8], scale: 1 } },
  result: [8, 8],
  flops: 1024,
});
const brief = { samples: 6, seconds: 0.1 };

describe('statistics', () => {
  it("quantiles are NumPy's", () => {
    expect(median([3, 1, 2])).toBe(2);
    expect(median([4, 1, 3, 2])).toBe(2.5);
    expect(quantile([10, 20, 30, 40, 50], 0.95)).toBeCloseTo(48, 12);
    expect(quantile([7], 0.95)).toBe(7);
    expect(median([])).toBeNaN();
  });
  it('twice as fast and half as fast make 1', () => {
    expect(geometricMean([2, 0.5])).toBeCloseTo(1, 12);
    expect(geometricMean([1, 10, 100])).toBeCloseTo(10, 12);
  });
});

describe('inputs', () => {
  it("are the published generator's bits", () => {
    const { a, gamma, y } = makeInputs({
      a: { shape: [4], scale: 1 },
      gamma: { shape: [1], value: 0.5 },
      y: { shape: [4], classes: 10 },
    });
    expect([...a.data]).toEqual([-0.14619985222816467, 0.7227663993835449, -0.6097159385681152, -0.5360297560691833]);
    expect([...gamma.data]).toEqual([0.5]);
    expect([...y.data]).toEqual([7, 5, 4, 1]);
  });
  it('parts are where a slice would find them', () => {
    expect([
      ...placesOf(
        [3, 4],
        [
          [0, 0, Infinity, 2],
          [1, 1, 3, 1],
        ],
      ),
    ]).toEqual([1, 2, 9, 10]);
    const { data, shape } = take({ data: Float32Array.from({ length: 12 }, (_, i) => i), shape: [3, 4] }, [
      [1, 0, 4, 3],
    ]);
    expect(shape).toEqual([3, 2]);
    expect([...data]).toEqual([0, 3, 4, 7, 8, 11]);
  });
  it('are zero outside the part they are kept to', () => {
    const { x } = makeInputs({ x: { shape: [2, 3], scale: 1, within: [[1, 1, 2, 1]] } });
    expect([...x.data].map((value) => value !== 0)).toEqual([false, true, false, false, true, false]);
  });
});

describe('cases', () => {
  const all = Object.values(caseLists).flat();
  it('have names of their own, workloads and costs', () => {
    expect(new Set(all.map(({ id }) => id)).size).toBe(all.length);
    for (const { id, op, flops, bytes } of all) {
      expect(workloads, id).toHaveProperty(op);
      expect(bytes, id).toBeGreaterThan(0);
      expect(flops, id).toBeGreaterThanOrEqual(0);
    }
  });
  it('a name that is not there is refused', () => {
    expect(() => selectCases(['gap', 'nope'], 'desk')).toThrow('nope');
    expect(selectCases(['matmul/1024', 'gap'], 'desk').map(({ id }) => id)).toEqual(['matmul/1024', 'gap']);
  });
  it.each(caseLists.desk.filter(({ op }) => op !== 'trainStep' && op !== 'sdpaPlain'))(
    '$id gives what plain loops give, in the shapes it says',
    async (test) => {
      const made = Object.fromEntries(
        Object.entries(makeInputs(test.inputs)).map(([name, { data, shape }]) => [name, tensor(gpu, data, shape)]),
      );
      const results = workloads[test.op](made, test.spec)();
      expect(results.map(({ size }) => size)).toEqual(test.results.map(size));
      const ours = new Local('saccade', saccade(gpu), '', meter);
      await ours.prepare(test);
      await ours.run(1);
      expect(largestError(await rightAnswers(test), await ours.read())).toBeLessThan(1e-5);
      await ours.release();
    },
  );
  it('a training run gives the loss that plain loops give, three steps on', async () => {
    const uniform = (...shape: number[]) => ({ shape, scale: 0.3 });
    const test = {
      ...training({
        id: 'small',
        label: 'a small network',
        op: 'trainStep',
        flops: 0,
        data: ['x', 'y'],
        spec: { lr: 1e-2 },
        inputs: {
          x: uniform(2, 3, 8, 8),
          w1: uniform(4, 3, 3, 3),
          b1: uniform(4),
          w2: uniform(5, 4, 3, 3),
          b2: uniform(5),
          w3: uniform(10, 20),
          b3: uniform(10),
          y: { shape: [2], classes: 10 },
        },
      }),
      checked: 3,
    };
    const losses = await Promise.all(
      [1, 3].map(async (checked) => (await rightAnswers({ ...test, checked }))[0].values[0]),
    );
    expect(losses[1]).toBeLessThan(losses[0] - 0.01);
    const [row] = await runCases([new Local('saccade', saccade(gpu), '', meter)], [test], brief, { rightAnswers });
    expect(row).toMatchObject({ ok: true, error: null });
  });
  // Each part must be a problem of its own; small copies of the large cases show that the cut is right.
  it.each(caseLists.gpu.filter(({ op }) => ['axialRow', 'local', 'localGrad'].includes(op)))(
    'a part of $id is a part of the whole answer',
    async (test) => {
      const ours = new Local('saccade', saccade(gpu), '', meter);
      await ours.prepare({ ...test, inputs: { ...test.inputs, ...test.checkInputs } });
      await ours.run(1);
      expect(largestError(await rightAnswers(test), await ours.read())).toBeLessThan(1e-5);
      await ours.release();
    },
  );
});

describe('the meter', () => {
  // An op that keeps nothing beside its input and its result.
  const rows = forward({
    id: 'rows',
    label: 'softmax 8×8',
    op: 'softmax',
    inputs: { x: { shape: [8, 8], scale: 1 } },
    result: [8, 8],
    flops: 1024,
  });
  it('counts what the engine says it did', async () => {
    const ours = new Local('saccade', saccade(gpu), '', meter);
    await ours.prepare(rows);
    const before = gpu.counters();
    const { work } = await ours.run(3);
    const after = gpu.counters();
    expect(work.dispatches).toBe(3);
    expect(after.dispatches - before.dispatches).toBe(3);
    expect(work.buffers).toBe(after.buffers - before.buffers);
    expect(await ours.release()).toBe(2 * 8 * 8 * 4);
  });
  it("counts an engine's own bytes, not those that another makes in between", async () => {
    const [one, other] = [0, 1].map(() => new Local('saccade', saccade(gpu), '', meter));
    await one.prepare(rows);
    await other.prepare({ ...rows, inputs: { x: { shape: [64, 64], scale: 1 } } });
    await one.run(1);
    expect(await one.release()).toBe(2 * 8 * 8 * 4);
    await other.release();
  });
});

/** An engine that gives a fixed answer and writes down when it is called. */
function scripted(name: string, answer: Float32Array, log: string[] = []): Contestant {
  const library: Library = {
    version: '1',
    prepare: () => ({
      step: () => void log.push(name),
      settle: () => sleep(12),
      read: () => Promise.resolve(answer),
      dispose: () => {},
    }),
  };
  return new Local(name, library, 'paper', meter);
}

async function answerOf(test: BenchCase): Promise<Float32Array> {
  return Float32Array.from((await rightAnswers(test))[0].values);
}

describe('the runner', () => {
  it('rotates', () => expect(rotate(['a', 'b', 'c'], 4)).toEqual(['b', 'c', 'a']));

  it('lets engines take turns, another one first each round', async () => {
    const log: string[] = [];
    const right = await answerOf(tiny);
    const [row] = await runCases(
      ['a', 'b', 'c'].map((name) => scripted(name, right, log)),
      [tiny],
      { samples: 6, seconds: 60 },
      { rightAnswers },
    );
    expect(row).toMatchObject({ case: 'tiny', engine: 'a', runs: 6, ok: true, error: null, adapter: 'paper' });
    expect(log.slice(0, 3)).toEqual(['a', 'b', 'c']);
    expect(log.slice(-18).join('')).toBe('abcbcacababcbcacab');
  });

  it('flags a wrong answer, of a peer and of ours, and goes on', async () => {
    const right = await answerOf(tiny);
    const wrong = right.map((value, i) => (i === 40 ? value + 0.01 : value));
    const broken: Library = {
      version: '1',
      prepare: (_op, inputs, spec) =>
        saccade(gpu).prepare(
          'matmul',
          {
            ...inputs,
            a: { ...inputs.a, data: inputs.a.data.map((value) => value * 1.001) as Float32Array<ArrayBuffer> },
          },
          spec,
        ),
    };
    const rows = await runCases(
      [
        new Local('saccade', broken, '', meter),
        scripted('off', wrong),
        scripted('short', right.slice(1)),
        scripted(
          'nan',
          right.map(() => NaN),
        ),
        scripted('good', right),
      ],
      [tiny],
      brief,
      { rightAnswers },
    );
    expect(rows.map(({ ok }) => ok)).toEqual([false, false, false, false, true]);
    expect(rows[0].max_error).toBeCloseTo(0.001, 4);
    expect(rows[3].max_error).toBe(Infinity);
    expect(rows.every(({ ms }) => ms !== null)).toBe(true);
    expect(ratio(rows[4], rows)).toBeNull();
    expect(oursAreRight(rows)).toBe(false);
    expect(oursAreRight(rows.slice(1))).toBe(true);
  });

  it('keeps the row of an engine that fails or is not there, with the reason', async () => {
    const failing: Library = {
      version: '2',
      prepare: () => Promise.reject(new Error('no such operation\n  got: none')),
    };
    const rows = await runCases(
      [
        absent('gone', '9', 'it did not start'),
        new Local('failing', failing, '', meter),
        scripted('good', await answerOf(tiny)),
      ],
      [tiny],
      brief,
      { rightAnswers },
    );
    expect(rows.map(({ engine, version, error, ms }) => ({ engine, version, error, timed: ms !== null }))).toEqual([
      { engine: 'gone', version: '9', error: 'it did not start', timed: false },
      { engine: 'failing', version: '2', error: 'no such operation got: none', timed: false },
      { engine: 'good', version: '1', error: null, timed: true },
    ]);
  });

  it('stops when it is told to, and says how far it is before that', async () => {
    const stop = new AbortController();
    const seen: Progress[] = [];
    const run = runCases(
      [scripted('a', await answerOf(tiny))],
      [tiny, { ...tiny, id: 'second' }],
      { samples: 1000, seconds: 60 },
      {
        rightAnswers,
        signal: stop.signal,
        progress: (progress) => {
          seen.push(progress);
          if (seen.filter(({ doing }) => doing === 'timing').length === 3) stop.abort(new Error('enough'));
        },
      },
    );
    await expect(run).rejects.toThrow('enough');
    expect(seen.map(({ doing }) => doing)).toEqual(['answer', 'first call', 'warm-up', 'timing', 'timing', 'timing']);
    expect(seen.map(({ done }) => done)).toEqual(seen.map(({ done }) => done).toSorted((a, b) => a - b));
    expect(seen.at(-1)!.done).toBeLessThan(0.5);
  });

  it('throws samples away that a hidden tab has slowed down, and takes them again', async () => {
    let calls = 0;
    const tab = { wasHidden: () => ++calls % 3 === 0, shown: () => Promise.resolve() };
    const [row] = await runCases(
      [scripted('a', await answerOf(tiny))],
      [tiny],
      { samples: 5, seconds: 60 },
      { rightAnswers, tab },
    );
    expect(row.runs).toBe(5);
    expect(row.invalid).toBeGreaterThan(0);
  });
});

describe('the report', () => {
  const timed = (test: string, engine: string, ms: number, ok = true): Row =>
    finishedRow(
      { ...emptyRow({ ...tiny, id: test }, { name: engine, version: '1', adapter: 'x' }), ok, max_error: 1e-7 },
      tiny,
      [ms],
      1024,
    );
  const rows = [
    timed('p', 'saccade', 2),
    timed('p', 'tfjs', 8),
    timed('p', 'jax', 1, false),
    timed('q', 'saccade', 3),
    timed('q', 'tfjs', 3),
    timed('q', 'jax', 6),
  ];
  const environment = { adapter: 'x', software: true, host: 'Node', commit: 'abc', roofline: { gflops: 10, gbps: 1 } };

  it('ratios and their means count right answers only', () => {
    expect(rows.map((row) => ratio(row, rows))).toEqual([1, 4, null, 1, 1, 2]);
    expect(means(rows).map(({ engine, mean, cases }) => [engine, Number(mean.toFixed(6)), cases])).toEqual([
      ['tfjs', 2, 2],
      ['jax', 2, 1],
      ['the best of them', 2, 2],
    ]);
  });
  it('the table says what ran, stamps software, and marks what is wrong', () => {
    const text = markdown(environment, rows, [
      { ...tiny, id: 'p' },
      { ...tiny, id: 'q' },
    ]);
    expect(text).toContain('software adapter');
    expect(text).toContain('commit abc');
    expect(text).toMatch(/\| p \| jax \|.*WRONG \|  \|/);
    expect(text).toMatch(/\| p \| tfjs \|.* 4× \|/);
    expect(cells(rows[0], rows, [tiny], environment)).toHaveLength(columns.length);
  });
  it('rates follow from the median', () => {
    expect(rows[0]).toMatchObject({ ms: 2, gflops: 1024 / 2e6, gbps: (3 * 256) / 2e6, runs: 1, bytes_peak: 1024 });
    expect(shareOfRoofline({ flops: 2e9, bytes: 1e6 }, 400, { gflops: 10, gbps: 1 })).toBeCloseTo(0.5, 12);
    expect(shareOfRoofline({ flops: 1, bytes: 1e9 }, 2000, { gflops: 10, gbps: 1 })).toBeCloseTo(0.5, 12);
  });
});

describe('the roofline', () => {
  it('its kernels compute what their loops compute', async () => {
    const loops = await Device.open({ backend: 'reference' });
    const [triad, fma] = measureRoofline.ops;
    const values = (length: number, seed: number) => Float32Array.from({ length }, (_, i) => Math.sin(i * seed));
    for (const run of [
      (d: Device) => triad({ b: tensor(d, values(260, 1)), c: tensor(d, values(260, 2)) }),
      (d: Device) => fma({ x: tensor(d, values(70, 3)) }, { rounds: 2 }),
    ]) {
      const [got, want] = await Promise.all([run(gpu).data(), run(loops).data()]);
      got.forEach((value, i) => expect(Math.abs(value - want[i])).toBeLessThan(1e-4));
    }
  });
});

describe('whole networks', () => {
  const ops = new Map(allOps().map((op) => [op.spec.name, op.spec]));

  /** FLOP of what `fn` runs, by the ops' formulas, found without a GPU. */
  function flopsIn(fn: () => void): number {
    let flops = 0;
    const tell = ({ op, inputs, outputs, attrs }: Traced) =>
      void (flops += ops.get(op)?.flops?.({ ...inputs, ...outputs } as never, attrs) ?? 0);
    within(tracing, tell, () => within(planning, new Map(), () => scope(fn)));
    return flops;
  }

  it.each([...caseLists.networks, ...caseLists['networks-gpu']])(
    '$id: its shapes, arithmetic and traffic are those of the network',
    (test) => {
      const { x, y } = test.inputs;
      const net = test.spec.net!;
      const module = blank(() => makeNetwork(gpu, net, x.shape));
      const image = zeros(gpu, x.shape);
      let result: Shape = [];
      const flops = flopsIn(() => {
        if (!y) return void (result = module.forward(image).shape);
        const params = module.train().params();
        const optimizer = new Adam(params, { lr: 1e-3 });
        const label = zeros(gpu, y.shape, 'i32');
        const { grads } = valueAndGrad(() => lossOf(net)(module.forward(image), label), params);
        optimizer.step(grads);
      });
      const weights = [...module.params().values()].reduce((count, one) => count + one.size, 0);
      const ids = y ? [x, y] : [x, { shape: test.results[0] }];
      const moved = ids.reduce((bytes, { shape }) => bytes + 4 * size(shape), 0);
      expect(result).toEqual(test.results[0]);
      expect([test.id, test.flops, test.bytes]).toEqual([test.id, flops, moved + (y ? 24 : 4) * weights]);
      module.dispose();
    },
  );
});

it('counts in a shader what a GPU would feel of it', () => {
  const counts = countsOf(`
    @group(0) @binding(0) var<storage, read> a: array<vec4<f32>>;
    @group(0) @binding(1) var<storage, read_write> out: array<f32>;
    var<workgroup> tile: array<vec4<f32>, 64>;
    @compute @workgroup_size(64u)
    fn main() {
      let first = a[0];
      var total = vec4<f32>(0.0);
      var kept = array<f32, 8>();
      for (var k = 0u; k < 4u; k++) {
        tile[k] = a[k + out_of[k]];
        workgroupBarrier();
        total += out[k];
      }
      out[0] = total.x;
    }`);
  // Sums, the array, the counter of the loop, and 16 spare ones.
  expect(counts).toEqual({ threads: 64, loads: 3, loopLoads: 2, barriers: 1, shared: 1024, registers: 29 });
  const [h100] = gpus;
  expect(occupancy(counts, h100)).toBe(1);
  expect(occupancy({ ...counts, registers: 128 }, h100)).toBe(0.25);
  expect(occupancy({ ...counts, shared: 64 * 1024 }, h100)).toBe(3 / 32);
});
