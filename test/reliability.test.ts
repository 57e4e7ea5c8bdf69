/**
 * What must hold when things go wrong: a device that is lost, errors outside of any call, odd numbers, one tensor
 * twice, long runs.
 */
import { setImmediate } from 'node:timers/promises';
import { describe, expect, it } from 'vitest';
import { valueAndGrad } from '../engine/autograd.ts';
import { copy } from '../engine/cast.ts';
import { planCount } from '../engine/gpu/launch.ts';
import { Device } from '../engine/device.ts';
import { isFloat } from '../engine/dtype.ts';
import { DeviceError, DeviceLostError, KernelError, LimitError, OutOfMemoryError } from '../engine/errors.ts';
import { each } from '../engine/gpu/kernel.ts';
import { Replay } from '../engine/replay/replay.ts';
import { defineOp } from '../engine/op.ts';
import { Random } from '../engine/random.ts';
import { scope } from '../engine/scope.ts';
import { sameShape } from '../engine/shape.ts';
import type { Tensor } from '../engine/tensor.ts';
import { full, tensor } from '../engine/create.ts';
import { buffer, parameter } from '../engine/variable.ts';
import { wgsl } from '../engine/gpu/wgsl.ts';
import { add, crossEntropy, layerNorm, matmul, mul, relu, softmax, sum } from '../kernels/index.ts';
import { AdamW } from '../train/adamw.ts';
import type { AnyOp, AnySample } from './samples.ts';
import { allOps, sampleInputs, samplesOf } from './samples.ts';
import { refuse } from './refuse.ts';
import { seed } from './seed.ts';

/** A small network that learns: the loss of one step, and its weights. */
function training(gpu: Device) {
  const random = new Random(1);
  const draw = (...shape: number[]) =>
    tensor(
      gpu,
      Float32Array.from({ length: shape.reduce((a, b) => a * b) }, () => random.uniform(-0.5, 0.5)),
      shape,
    );
  const params = new Map([
    ['w1', parameter(draw(12, 16))],
    ['b1', parameter(draw(16))],
    ['w2', parameter(draw(16, 5))],
  ]);
  const [x, labels] = [
    draw(8, 12),
    tensor(
      gpu,
      Int32Array.from({ length: 8 }, () => random.integer(5)),
    ),
  ];
  const opt = new AdamW(params, { lr: 1e-2 });
  const step = (): Tensor =>
    scope(() => {
      const { value, grads } = valueAndGrad(() => {
        const hidden = relu(layerNorm(add(matmul(x, params.get('w1')!), params.get('b1')!)));
        return crossEntropy(matmul(hidden, params.get('w2')!), labels);
      }, params);
      opt.step(grads);
      return value;
    });
  return { step, params };
}

/** Rejects after a second: what should end must not hang. */
const soon = <T>(promise: Promise<T>): Promise<T> => {
  let timer: ReturnType<typeof setTimeout>;
  const late = new Promise<never>((_resolve, reject) => {
    timer = setTimeout(() => reject(new Error('still waiting after a second')), 1000);
  });
  return Promise.race([promise, late]).finally(() => clearTimeout(timer));
};

describe('a lost device', () => {
  it(`throws typed errors, at 20 random moments (SACCADE_SEED=${seed})`, async () => {
    const healthy = await Device.open();
    const want: number[] = [];
    const run = training(healthy);
    for (let i = 0; i < 12; i++) want.push(await run.step().item());

    const random = new Random(seed);
    for (let trial = 0; trial < 20; trial++) {
      const gpu = await Device.open({ dispatchesPerSubmit: [1, 7, 128][trial % 3] });
      const { step } = training(gpu);
      const [losing, reads]: [number, Promise<{ i: number; loss: number } | { i: number; error: unknown }>[]] = [
        random.integer(10),
        [],
      ];
      // Half the time as the system would do it: behind the engine's back.
      const lose = () => (trial % 2 ? gpu.destroy() : gpu.webgpu!.device.destroy());
      let thrown: unknown;
      try {
        for (let i = 0; i < 12; i++) {
          const loss = step();
          if (i === losing && random.integer(2)) lose();
          reads.push(
            loss.item().then(
              (value) => ({ i, loss: value }),
              (error: unknown) => ({ i, error }),
            ),
          );
          if (i === losing) lose();
          for (let pause = random.integer(3); pause > 0; pause--) await setImmediate();
        }
      } catch (error) {
        thrown = error;
      }
      for (const read of reads) {
        const result = await soon(read);
        if ('loss' in result) expect(result.loss, `trial ${trial}: a wrong value`).toBe(want[result.i]);
        else expect(result.error, `trial ${trial}: ${String(result.error)}`).toBeInstanceOf(DeviceLostError);
      }
      if (thrown) expect(thrown).toBeInstanceOf(DeviceLostError);
      await soon(gpu.webgpu!.device.lost);
      expect(() => step()).toThrow(DeviceLostError);
      await expect(soon(gpu.settle())).rejects.toThrow(DeviceLostError);
      const again = await gpu.reopen();
      if (trial < 3) expect(await training(again).step().item()).toBe(want[0]);
      again.destroy();
    }
  });

  it('throws while pipelines compile, and while reads are under way', async () => {
    const gpu = await Device.open();
    const x = full(gpu, [4, 4], 1);
    const warm = gpu.warmup(() => scope(() => softmax(matmul(x, x))));
    const reads = [add(x, 1).data(), mul(x, 2).data()];
    gpu.webgpu!.device.destroy();
    for (const read of reads) await expect(soon(read)).rejects.toThrow(DeviceLostError);
    await soon(warm.catch((error: unknown) => expect(error).toBeInstanceOf(DeviceError)));
    expect(() => gpu.check('after')).toThrow(DeviceLostError);
  });
});

describe('what the GPU refuses', () => {
  it('outside of any call is told once, and the device goes on', async () => {
    const gpu = await Device.open();
    const x = full(gpu, [2], 1);
    gpu.webgpu!.device.createBuffer({ size: 16, usage: GPUBufferUsage.MAP_READ | GPUBufferUsage.STORAGE });
    await expect(gpu.settle()).rejects.toThrow('outside any call');
    expect(await add(x, x).data()).toEqual(new Float32Array([2, 2]));
    gpu.webgpu!.device.createBuffer({ size: 16, usage: GPUBufferUsage.MAP_READ | GPUBufferUsage.STORAGE });
    await setImmediate();
    await gpu.webgpu!.device.queue.onSubmittedWorkDone();
    expect(() => add(x, x)).toThrow(DeviceError);
    expect(await add(x, x).data()).toEqual(new Float32Array([2, 2]));
  });

  it('once is asked for again without what waits for reuse', async () => {
    const gpu = await Device.open();
    const weights = parameter(tensor(gpu, [3]));
    full(gpu, [1 << 16], 2).dispose();
    add(tensor(gpu, new Float32Array(1 << 16)), 1).dispose();
    await gpu.settle();
    refuse(gpu, 1, 1 << 20);
    const x = add(tensor(gpu, new Float32Array(1 << 18).fill(5)), weights);
    expect((await x.data())[99]).toBe(8);
    expect(gpu.memory().pooled).toBe(0);
    expect(await add(weights, 1).item()).toBe(4);
  });

  it('twice is an error that says how much was wanted, for what depends on it alone', async () => {
    const gpu = await Device.open();
    const weights = parameter(tensor(gpu, [3]));
    await gpu.settle();
    refuse(gpu, 2, 1 << 20);
    const x = tensor(gpu, new Float32Array(1 << 18));
    const [lost, kept] = [sum(x), mul(weights, 7)];
    await expect(gpu.settle()).rejects.toThrow(OutOfMemoryError);
    for (const touch of [() => add(x, x), () => mul(lost, 2)])
      expect(touch).toThrow(/could not allocate 1\.0 MiB[^]*in use 1\.0 MiB/);
    await expect(x.data()).rejects.toThrow(OutOfMemoryError);
    expect([await kept.item(), await weights.item(), await add(weights, 1).item()]).toEqual([21, 3, 4]);
    x.dispose();
    lost.dispose();
    expect((await tensor(gpu, new Float32Array(1 << 18).fill(4)).data())[7]).toBe(4);
    expect(await sum(tensor(gpu, [1, 2])).item()).toBe(3);
  });

  it('of a step that is recorded leaves the step to be done again', async () => {
    const gpu = await Device.open();
    const w = parameter(tensor(gpu, [1, 2]));
    const x = buffer(tensor(gpu, new Float32Array(1 << 10).fill(1)));
    const step = new Replay(gpu, () => {
      const { value, grads } = valueAndGrad(() => sum(mul(mul(x, 3), sum(w))), w);
      return add(value, sum(grads));
    });
    await gpu.settle();
    const end = refuse(gpu, Infinity, 1 << 12);
    step.run();
    await expect(gpu.settle()).rejects.toThrow(OutOfMemoryError);
    end();
    for (let i = 0; i < 5; i++) expect(await step.run().item()).toBe(3 * 1024 * 3 + 2 * 3 * 1024);
  });

  it.each(['plain', 'recorded'])('in a %s step of training leaves the weights as they were', async (kind) => {
    const gpu = await Device.open();
    const w = parameter(tensor(gpu, [1, -2, 3]));
    const optimizer = new AdamW(new Map([['w', w]]), { lr: 0.1 });
    const [small, large] = [2, 1 << 18].map((rows) => tensor(gpu, new Float32Array(3 * rows).fill(1), [rows, 3]));
    const train = (x: Tensor) => () => {
      const { value, grads } = valueAndGrad(() => sum(relu(mul(x, w))), w);
      optimizer.step(new Map([['w', grads]]));
      return value;
    };
    const run = (x: Tensor) => {
      const step = new Replay(gpu, train(x));
      for (let i = 0; i < 3; i++) {
        if (kind === 'plain') scope(() => void train(x)());
        else step.run();
      }
      step.dispose();
    };
    run(small);
    await gpu.settle();
    const values = () =>
      Promise.all([w, ...optimizer.state().values()].slice(0, 3).map(async (x) => [...(await x.data())]));
    const before = await values();
    const end = refuse(gpu, Infinity, 1 << 20);
    run(large);
    await expect(gpu.settle()).rejects.toThrow(OutOfMemoryError);
    end();
    expect(await values()).toEqual(before);
    run(small);
    expect((await values()).flat().every(Number.isFinite)).toBe(true);
    expect(await values()).not.toEqual(before);
  });

  it('to compile is an error with the source, for what it should have computed alone', async () => {
    const gpu = await Device.open();
    const broken = defineOp({
      name: 'broken',
      inputs: ['x'],
      shape: ({ x }) => x.shape,
      samples: [],
      reference: () => {},
      kernel: () => each(2, wgsl`out[i] = nothing;`),
    });
    const x = parameter(tensor(gpu, [1, 2]));
    const before = add(x, 1);
    const wrong = scope(() => mul(broken({ x }), 2));
    const after = add(before, x);
    await expect(gpu.settle()).rejects.toThrow(/broken: the shader does not compile[^]*nothing/);
    expect(() => add(wrong, 1)).toThrow(KernelError);
    expect(() => broken({ x })).toThrow(KernelError);
    await expect(wrong.data()).rejects.toThrow(KernelError);
    expect([...(await after.data()), ...(await before.data())]).toEqual([3, 5, 2, 3]);
    expect(await valueAndGrad(() => sum(mul(x, x)), x).grads.data()).toEqual(new Float32Array([2, 4]));
    await gpu.settle();
  });
});

const specials: Record<string, readonly number[]> = {
  NaN: [NaN],
  Infinity: [Infinity],
  '-Infinity': [-Infinity],
  zeros: [0, -0],
  subnormals: [1e-40, -1e-40, 1.4e-45],
  all: [NaN, Infinity, -Infinity, 0, -0, 1e-40, -1e-40],
};

/** What kind of number: subnormals may count as zeros, and where zeros come from small numbers both may be tiny. */
const kind = (value: number): string =>
  Number.isNaN(value) ? 'NaN' : Number.isFinite(value) ? 'finite' : String(value);

describe('odd numbers', () => {
  // Zeros of a padding, a mask or an unused tap, times NaN or infinity, are NaN to one and left out by the other. So
  // are weights of more than 1, which a gradient meets here alone: an infinite score, and a finite log of the sum that
  // it is part of.
  const withZeros =
    /^(conv2d|positional_attention_grad|(criss_cross|dense|local|sliding|dilated_axial|neighborhood)_attention)/;
  // Means found step by step meet infinity less infinity.
  const stepwise = /^batch_norm_train$/;
  // What no query may see is not read by one, and multiplied by 0 by the other.
  const hides = ({ shapes, attrs }: AnySample): boolean =>
    Boolean(shapes.mask || (attrs as { causal?: boolean } | undefined)?.causal);
  const alike = (name: string, hidden: boolean, got: number, want: number): boolean => {
    if (kind(got) === kind(want)) return true;
    if (withZeros.test(name)) return Number.isNaN(got) || (hidden && Number.isNaN(want));
    return stepwise.test(name) && Number.isNaN(got) && !Number.isFinite(want);
  };
  it.each(allOps().map((op) => [op.spec.name, op] as const))('%s gives what its reference does', async (_, op) => {
    const gpu = await device('webgpu');
    const loops = await device('reference');
    for (const [k, sample] of samplesOf(op).entries()) {
      if (Object.values(sample.shapes).some((shape) => (shape as number[]).reduce((a, b) => a * b, 1) > 5000)) continue;
      for (const [name, list] of Object.entries(specials)) {
        // An adapter may take subnormals for zeros.
        const values = (await flushes()) ? list.filter((value) => value === 0 || !(Math.abs(value) < 2 ** -126)) : list;
        // A place at infinity, reflected back into the image, is a matter of rounding.
        if (!values.length || (op.spec.name.startsWith('grid_') && name === 'all')) continue;
        const odd = withSpecials(sample, values, 7 * k + values.length);
        if (!odd) continue;
        const [want, got] = [await outputs(op, loops, odd), await outputs(op, gpu, odd)];
        want.forEach((list, o) =>
          list.forEach((value, i) => {
            const what =
              `${name} in sample ${k} ${JSON.stringify(sample.shapes)} ` +
              `${JSON.stringify(sample.attrs ?? {})}, output ${o}, element ${i}: got ` +
              `${got[o][i]}, reference ${value}`;
            if (!alike(op.spec.name, hides(sample), got[o][i], value)) expect.fail(what);
          }),
        );
      }
    }
  });

  let flushed: Promise<boolean> | undefined;
  const flushes = () =>
    (flushed ??= device('webgpu').then(async (gpu) => (await mul(tensor(gpu, [1e-40]), 1e30).item()) === 0));
  const opened: Partial<Record<string, Promise<Device>>> = {};
  const device = (backend: 'webgpu' | 'reference') => (opened[backend] ??= Device.open({ backend }));

  async function outputs(op: AnyOp, on: Device, sample: AnySample): Promise<Float64Array[]> {
    const tensors = scope(() => Object.values(op.many(sampleInputs(on, sample), sample.attrs)));
    const lists = await Promise.all(tensors.map(async (t) => Float64Array.from(await t.data())));
    for (const t of tensors) t.dispose();
    return lists;
  }

  /** The sample with odd values in a few places of each float input; null where there is none. */
  function withSpecials(sample: AnySample, list: readonly number[], at: number): AnySample | null {
    const random = new Random(at);
    const values: Record<string, readonly number[]> = { ...sample.values };
    let placed = 0;
    for (const [name, shape] of Object.entries(sample.shapes)) {
      const length = (shape as number[]).reduce((a, b) => a * b, 1);
      if (!isFloat(sample.dtypes?.[name] ?? 'f32') || !length) continue;
      const [low, high] = sample.range ?? [-1, 1];
      const own = Array.from(
        { length },
        (_, i) => (sample.values?.[name] as number[] | undefined)?.[i] ?? random.uniform(low, high),
      );
      for (let i = 0; i < Math.min(length, list.length > 2 ? 1 + length / 3 : 1); i++)
        own[random.integer(length)] = list[placed++ % list.length];
      values[name] = own;
    }
    return placed ? { ...sample, values } : null;
  }
});

describe('one tensor for several inputs', () => {
  const several = allOps().flatMap((op) =>
    samplesOf(op).flatMap((sample) => {
      const floats = Object.keys(sample.shapes).filter((name) => isFloat(sample.dtypes?.[name] ?? 'f32'));
      const twins = floats.filter((name) => sameShape(sample.shapes[name], sample.shapes[floats[0]]));
      return twins.length > 1 ? [[op, sample, twins] as const] : [];
    }),
  );
  it('gives the bits that equal tensors give', async () => {
    expect(several.length).toBeGreaterThan(40);
    const gpu = await Device.open();
    for (const [op, sample, twins] of several) {
      const run = async (copies: boolean) => {
        const made = scope(() => {
          const inputs = sampleInputs(gpu, sample);
          for (const name of twins) inputs[name] = copies ? copy(inputs[twins[0]]) : inputs[twins[0]];
          return Object.values(op.many(inputs, sample.attrs));
        });
        return Promise.all(made.map((t) => t.data()));
      };
      expect(await run(false), op.spec.name).toEqual(await run(true));
    }
  });
});

describe('long runs', () => {
  it('hold as much after 1,000 steps as after 100', async () => {
    const gpu = await Device.open();
    const { step } = training(gpu);
    const at: Record<number, object> = {};
    const losses: number[] = [];
    for (let i = 1; i <= 1000; i++) {
      const loss = step();
      if (i % 100 === 0) {
        losses.push(await loss.item());
        await gpu.settle();
      }
      loss.dispose();
      if (i === 100 || i === 1000) {
        const { tensors, bytes, peak, pooled } = gpu.memory();
        const { pipelines, buffers } = gpu.counters();
        at[i] = { tensors, bytes, peak, pooled, pipelines, buffers, plans: planCount(gpu) };
      }
    }
    expect(at[1000]).toEqual(at[100]);
    expect(losses.at(-1)).toBeLessThan(losses[0]);
  });

  it('repeat to the bit, however the work is submitted', async () => {
    const seen = new Set<string>();
    for (const dispatchesPerSubmit of [1, 16, 128]) {
      const gpu = await Device.open({ dispatchesPerSubmit });
      for (let run = 0; run < 20; run++) {
        const { step, params } = training(gpu);
        for (let i = 0; i < 3; i++) step().dispose();
        const weights = await Promise.all([...params.values()].map((w) => w.data()));
        seen.add(weights.map((w) => Buffer.from(w.buffer).toString('base64')).join());
        for (const w of params.values()) w.dispose();
      }
      gpu.destroy();
    }
    expect(seen.size).toBe(1);
  });
});

describe('more than 65,535 workgroups', () => {
  /** Devices whose kernels are those of CPUs and those of GPUs. */
  const both = () =>
    Promise.all(
      [true, false].map(async (software) => {
        const gpu = await Device.open();
        Object.assign(gpu.webgpu!.adapter, { software });
        return gpu;
      }),
    );
  const ramp = (gpu: Device, shape: number[], period: number) =>
    tensor(
      gpu,
      Float32Array.from({ length: shape.reduce((a, b) => a * b) }, (_, i) => i % period),
      shape,
    );
  // Against rounding, whole numbers; against memory, narrow rows: 2^16 rows of workgroups of 8 (CPUs) or 64 rows
  // (GPUs), and one more. Whole numbers, and narrow rows, which make many workgroups out of little memory.
  it.each([
    [600_000, 2, 20],
    [4_194_305, 1, 1],
    [3, 1, 4_194_305],
  ])('a product of %i × %i by %i columns', async (m, k, n) => {
    const gpu = await Device.open();
    const got = await matmul(ramp(gpu, [m, k], 7), ramp(gpu, [k, n], 5)).data();
    for (let probe = 0; probe < 1000; probe++) {
      const i = probe < 10 ? got.length - 1 - probe : Math.floor((got.length * probe) / 1000);
      const [row, column] = [Math.floor(i / n), i % n];
      let want = 0;
      for (let c = 0; c < k; c++) want += ((row * k + c) % 7) * ((c * n + column) % 5);
      if (got[i] !== want) expect.fail(`element ${i}: got ${got[i]}, want ${want}`);
    }
    gpu.destroy();
  });

  it('rows of softmax, layerNorm and sums', async () => {
    for (const gpu of await both()) {
      const x = ramp(gpu, [70_001, 3], 3);
      const [soft, norm, sums] = [await softmax(x).data(), await layerNorm(x).data(), await sum(x, 1).data()];
      for (let i = 3; i < soft.length; i++)
        if (soft[i] !== soft[i % 3] || norm[i] !== norm[i % 3]) expect.fail(`element ${i}: ${soft[i]}, ${norm[i]}`);
      expect(sums.every((value) => value === 3)).toBe(true);
      gpu.destroy();
    }
  });

  it('refuses a grid that cannot be folded', async () => {
    const gpu = await Device.open();
    const wide = defineOp({
      name: 'wide',
      inputs: ['x'],
      shape: ({ x }) => x.shape,
      samples: [],
      reference: () => {},
      kernel: () => ({
        code: wgsl`@compute @workgroup_size(1)\nfn main() { out[0] = x[0]; }`,
        workgroups: [1, 65_536, 1],
      }),
    });
    expect(() => wide({ x: full(gpu, [2], 1) })).toThrow(LimitError);
  });
});
