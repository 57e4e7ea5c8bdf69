/**
 * The engine by itself, on the GPU and on the reference backend: tensors, views, scopes, gradients, errors, capture,
 * modules.
 */
import { beforeAll, describe, expect, it, vi } from 'vitest';
import { grad, stopGradient, valueAndGrad, vjp } from '../engine/autograd.ts';
import { attend, capture } from '../engine/capture.ts';
import { cast } from '../engine/cast.ts';
import { Device } from '../engine/device.ts';
import type { SaccadeError } from '../engine/errors.ts';
import {
  DeviceLostError,
  DisposedError,
  DTypeError,
  LimitError,
  ScopeError,
  ShapeError,
  WeightsError,
} from '../engine/errors.ts';
import { Module } from '../engine/module.ts';
import { Recent } from '../engine/recent.ts';
import { scope } from '../engine/scope.ts';
import { noGrad } from '../engine/tape.ts';
import type { Tensor } from '../engine/tensor.ts';
import type { Variable } from '../engine/variable.ts';
import { full, ones, tensor, zeros } from '../engine/create.ts';
import { buffer, parameter } from '../engine/variable.ts';
import { add } from '../kernels/elementwise/add.ts';
import { matmul } from '../kernels/matmul/matmul.ts';
import { scaleAdd } from '../kernels/elementwise/scale-add.ts';
import { mul } from '../kernels/elementwise/mul.ts';
import { softmax } from '../kernels/reduce/softmax.ts';
import { mean } from '../kernels/reduce/mean.ts';
import { sum } from '../kernels/reduce/sum.ts';
import { crossEntropy } from '../kernels/loss/cross-entropy.ts';
import { BatchNorm, Dropout, Linear } from '../layers/index.ts';
import { Adam } from '../train/adam.ts';

const list = async (x: Tensor) => Array.from(await x.data());
const range = (n: number) => Float32Array.from({ length: n }, (_, i) => i);

describe.each(['webgpu', 'reference'] as const)('on %s', (backend) => {
  let gpu: Device;
  beforeAll(async () => {
    gpu = await Device.open({ backend });
  });

  it('keeps every dtype through a round trip', async () => {
    for (const [dtype, values] of [
      ['f32', [0.5, -1, Infinity]],
      ['f16', [0.5, -2, 65504]],
      ['i32', [-5, 2 ** 31 - 1, 0]],
      ['u32', [0, 2 ** 32 - 1, 7]],
      ['bool', [1, 0, 1]],
    ] as const) {
      expect(await list(tensor(gpu, Float64Array.from(values), [3], dtype)), dtype).toEqual([...values]);
    }
    expect(Number.isNaN((await tensor(gpu, [NaN]).data())[0])).toBe(true);
    expect(Object.is((await tensor(gpu, [-0]).data())[0], -0)).toBe(true);
  });

  it('shows views without copying: reshape, permute, slice, expand', async () => {
    const x = tensor(gpu, range(24), [2, 3, 4]);
    expect(await list(x.permute(2, 0, 1).slice(0, 1, 3))).toEqual([1, 5, 9, 13, 17, 21, 2, 6, 10, 14, 18, 22]);
    expect(await list(x.slice(2, 3, undefined, -2).reshape(-1))).toEqual([3, 1, 7, 5, 11, 9, 15, 13, 19, 17, 23, 21]);
    expect(await list(x.slice(1, 1, 2).expand(2, 3, 4).slice(0, 0, 1))).toEqual([4, 5, 6, 7, 4, 5, 6, 7, 4, 5, 6, 7]);
    expect(await list(x.transpose(0, 1).reshape(3, 8).slice(0, 2))).toEqual([8, 9, 10, 11, 20, 21, 22, 23]);
    expect(x.reshape(6, 4).storage('test')).toBe(x.storage('test'));
    expect(await list(full(gpu, [2, 2], 3))).toEqual([3, 3, 3, 3]);
  });

  it('converts as C does: truncating, saturating, NaN to 0', async () => {
    const x = tensor(gpu, [1.9, -1.9, NaN, 3e9, -3e9, 0]);
    expect(await list(cast(x, 'i32'))).toEqual([1, -1, 0, 2 ** 31 - 1, -(2 ** 31), 0]);
    expect(await list(cast(x, 'u32'))).toEqual([1, 0, 0, 3e9, 0, 0]);
    expect(await list(cast(x, 'bool'))).toEqual([1, 1, 1, 1, 1, 0]);
    expect(await list(cast(tensor(gpu, [1 / 3, 65520, 2 ** -25, 5 * 2 ** -25]), 'f16'))).toEqual([
      0.333251953125,
      Infinity,
      0,
      2 ** -23,
    ]);
  });

  it('computes in f32 on f16 storage', async () => {
    const x = tensor(gpu, [60000, 1, 2], [3], 'f16');
    const total = mean(add(x, x));
    expect(total.dtype).toBe('f16');
    expect(await total.item()).toBe(Infinity);
    expect(await list(mul(x, 0.5))).toEqual([30000, 0.5, 1]);
  });

  it("gives NumPy's answers for empty tensors", async () => {
    const x = zeros(gpu, [0, 3]);
    expect((await list(add(x, 1))).length).toBe(0);
    expect(await list(sum(x, 0))).toEqual([0, 0, 0]);
    expect(await list(matmul(zeros(gpu, [2, 0]), zeros(gpu, [0, 2])))).toEqual([0, 0, 0, 0]);
    expect(await mean(x).item()).toBeNaN();
  });

  it('adds long sums exactly enough', async () => {
    const n = 1_000_000;
    const x = Float32Array.from({ length: n }, (_, i) => 0.1 + (i % 7) * 1e-3);
    const truth = x.reduce((total, value) => total + value, 0);
    expect(Math.abs((await sum(tensor(gpu, x)).item()) - truth)).toBeLessThan(1e-6 * truth);
  });

  it('frees what a scope does not return, even when it throws', async () => {
    // a device of its own: the collector may free what earlier tests dropped
    const gpu = await Device.open({ backend });
    const x = tensor(gpu, range(6));
    const before = gpu.memory().tensors;
    const { kept } = scope(() => ({ kept: add(mul(x, 2), 1) }));
    expect(gpu.memory().tensors).toBe(before + 1);
    expect(await list(kept)).toEqual([1, 3, 5, 7, 9, 11]);
    expect(() =>
      scope(() => {
        mul(x, 3);
        throw new Error('stop');
      }),
    ).toThrow('stop');
    expect(gpu.memory().tensors).toBe(before + 1);
    expect(() => scope((async () => 1) as never)).toThrow(ScopeError);
  });

  it('differentiates, shares, broadcasts and leaves no tensor behind', async () => {
    const gpu = await Device.open({ backend });
    const w = parameter(tensor(gpu, [1, 2, 3]));
    const x = tensor(gpu, range(6), [2, 3]);
    const before = gpu.memory().tensors;
    const { value, grads } = valueAndGrad(() => sum(mul(mul(x, w), add(x, w))), [w, x]);
    expect(await value.item()).toBe(2 * 3 + 6 * 5 + 3 * 4 + 8 * 6 + 15 * 8);
    expect(await list(grads[0])).toEqual([9 + 2 * 3, 17 + 5 * 4, 29 + 7 * 6]);
    expect(await list(grads[1])).toEqual([1, 8, 21, 7, 20, 39]);
    for (const t of [value, ...grads]) t.dispose();
    expect(gpu.memory().tensors).toBe(before);
  });

  it('sends gradients through views and gradients of gradients through gradients', async () => {
    const x = tensor(gpu, [1, 2, 3, 4], [2, 2]);
    const weights = tensor(gpu, [1, 10, 100, 1000, 1, 1], [3, 2]);
    const views = grad(() => sum(mul(x.transpose().slice(0, 1, undefined, 1).expand(3, 2), weights)), x);
    expect(await list(views)).toEqual([0, 102, 0, 1011]);
    const second = grad(() => sum(grad(() => sum(mul(mul(x, x), x)), x)), x);
    expect(await list(second)).toEqual([6, 12, 18, 24]);
    const constant = grad(() => sum(mul(x, stopGradient(x))), x);
    expect(await list(constant)).toEqual([1, 2, 3, 4]);
    expect(await list(grad(() => sum(noGrad(() => mul(x, x))), x))).toEqual([0, 0, 0, 0]);
    const { grads } = vjp(() => [mul(x, 2), mul(x, 3)], x, [ones(gpu, [2, 2]), undefined]);
    expect(await list(grads)).toEqual([2, 2, 2, 2]);
  });

  it('lets a scope inside a recording free nothing the gradient needs', async () => {
    const x = tensor(gpu, [2, 3]);
    const g = grad(
      () =>
        scope(() =>
          sum(
            mul(
              scope(() => mul(x, x)),
              x,
            ),
          ),
        ),
      x,
    );
    expect(await list(g)).toEqual([12, 27]);
  });

  it('refuses wrong calls with three lines, before any GPU work', () => {
    const dispatches = gpu.counters().dispatches;
    const x = tensor(gpu, range(6), [2, 3]);
    expect(() => matmul(x, x)).toThrow(
      new ShapeError(
        'matmul',
        'inner dimensions differ',
        'a [2, 3], b [2, 3]',
        'pass { transposeB: true }, or permute b',
      ),
    );
    expect(() => matmul(x, x)).toThrow(
      'matmul: inner dimensions differ\n  got: a [2, 3], b [2, 3]\n  fix: pass { transposeB: true }, or permute b',
    );
    expect(() => add(x, tensor(gpu, range(4)))).toThrow(ShapeError);
    expect(() => add(x, tensor(gpu, new Int32Array(3)))).toThrow(DTypeError);
    expect(() => matmul(cast(x, 'i32'), cast(x, 'i32'))).toThrow(DTypeError);
    expect(() => matmul(x, x, { transposeB: true, scale: ones(gpu, [3]) })).toThrow(
      'matmul: the scale must have one value, or 2\n  got: [3]',
    );
    expect(() => matmul(x, x, { transposeB: true, residual: ones(gpu, [2]) })).toThrow(
      'matmul: the residual must be [2, 2]\n  got: [2]',
    );
    expect(() => scaleAdd(x, ones(gpu, [3]), ones(gpu, []))).toThrow(
      'scaleAdd: the shapes differ\n  got: x [2, 3], y [3]',
    );
    expect(() => x.reshape(4, 2)).toThrow(ShapeError);
    expect(() => x.permute(0, 0)).toThrow(ShapeError);
    expect(() => x.expand(70000, 70000)).toThrow(ShapeError);
    expect(() => full(gpu, [1], 1).expand(70000, 70000)).toThrow('4900000000 elements exceed 4294967295');
    expect(() => tensor(gpu, [[1, 2], [3]])).toThrow(ShapeError);
    expect(() => valueAndGrad(() => x, [x])).toThrow(ShapeError);
    expect(() => valueAndGrad((async () => x) as never, [x])).toThrow(ScopeError);
    const gone = mul(x, 2);
    gone.dispose();
    gone.dispose();
    expect(() => add(x, gone)).toThrow(DisposedError);
    expect(gpu.counters().dispatches - dispatches).toBeLessThanOrEqual(backend === 'webgpu' ? 3 : 0);
  });

  class Gate extends Module {
    weight: Variable;
    running: Variable;
    constructor(device: Device) {
      super(device);
      this.weight = parameter(ones(device, [2]));
      this.running = buffer(zeros(device, [2]));
    }
    forward(x: Tensor): Tensor {
      const y = mul(x, this.weight);
      attend(() => ({
        name: 'gate',
        kind: 'channel',
        grid: [1, 2],
        keep: { y },
        row: (kept) => kept.y.slice(0, 0, 1).reshape(2),
        full: (kept) => mul(kept.y, 1),
      }));
      return y;
    }
  }
  class Net extends Module {
    first: Gate;
    mlp: Record<number, Gate>;
    constructor(device: Device) {
      super(device);
      this.first = new Gate(device);
      this.mlp = { 3: new Gate(device) };
    }
    forward(x: Tensor): Tensor {
      return this.mlp[3].forward(this.first.forward(x));
    }
  }

  it('names state as PyTorch does, and loads it strictly or not at all', async () => {
    const net = new Net(gpu);
    expect([...net.state().keys()]).toEqual(['first.weight', 'first.running', 'mlp.3.weight', 'mlp.3.running']);
    expect([...net.params().keys()]).toEqual(['first.weight', 'mlp.3.weight']);
    expect(net.train().mlp[3].training).toBe(true);
    const state = new Map([
      ['first.weight', tensor(gpu, [5, 6])],
      ['mlp.3.weight', zeros(gpu, [3])],
      ['other', zeros(gpu, [1])],
    ]);
    expect(() => net.load(state)).toThrow(WeightsError);
    try {
      net.load(state);
    } catch (error) {
      for (const part of ['missing first.running', 'mlp.3.weight is [3], not [2]', 'unexpected other'])
        expect((error as SaccadeError).message).toContain(part);
    }
    expect(await list(net.first.weight)).toEqual([1, 1]);
    state.set('mlp.3.weight', tensor(gpu, [7, 8]));
    net.load(state, { strict: false });
    expect(await list(net.mlp[3].weight)).toEqual([7, 8]);
  });

  it('captures maps by dotted name, and keeps them through a scope', async () => {
    const net = new Net(gpu);
    const { maps } = scope(() => capture(() => net.forward(tensor(gpu, [[1, 2]]))));
    expect([...maps.keys()]).toEqual(['first.gate', 'mlp.3.gate']);
    expect(Array.from(await maps.get('first.gate')!.at())).toEqual([1, 2]);
    await expect(maps.get('first.gate')!.at(1)).rejects.toThrow(ShapeError);
    expect([...capture(() => net.first.forward(tensor(gpu, [[1, 2]]))).maps.keys()]).toEqual(['gate']);
  });
});

describe('on webgpu alone', () => {
  it('reads a hundred tensors at once, each its own', async () => {
    const gpu = await Device.open();
    const reads = Array.from({ length: 100 }, (_, i) => add(full(gpu, [33], i), 1).data());
    (await Promise.all(reads)).forEach((data, i) =>
      expect(Array.from(data)).toEqual(Array.from({ length: 33 }, () => i + 1)),
    );
  });

  it('makes no new buffer and no new pipeline after the first step', async () => {
    const gpu = await Device.open();
    const w = parameter(tensor(gpu, range(64), [8, 8]));
    const x = tensor(gpu, range(32), [4, 8]);
    const step = () =>
      scope(() => {
        const { grads } = valueAndGrad(() => mean(mul(matmul(x, w), 0.5)), [w]);
        w.assign(add(w, mul(grads[0], -0.1)));
      });
    step();
    step();
    await gpu.settle();
    const { buffers, pipelines } = gpu.counters();
    const { bytes } = gpu.memory();
    for (let i = 0; i < 50; i++) step();
    await gpu.settle();
    expect(gpu.counters()).toMatchObject({ buffers, pipelines });
    expect(gpu.memory().bytes).toBe(bytes);
  });

  it('folds grids over 65,535 workgroups and stays exact at their edges', async () => {
    const gpu = await Device.open();
    for (const groups of [65_535, 65_536, 70_000]) {
      const n = groups * 64 - 3;
      const x = mul(full(gpu, [n], 1), 3);
      const data = await x.data();
      expect(data.length).toBe(n);
      expect(data.every((value) => value === 3)).toBe(true);
      x.dispose();
    }
  });

  it('runs elementwise ops in slices over tensors that exceed a binding, and refuses the rest', async () => {
    const gpu = await Device.open();
    // Where a binding holds as much as a buffer (SwiftShader: 1 GiB) nothing exceeds it: the engine is shown what all
    // adapters take.
    const { adapter } = gpu.webgpu!;
    const limit = Math.min(adapter.limits.maxStorageBufferBindingSize, 2 ** 27);
    const limits = new Proxy(adapter.limits, {
      get: (real, name) => (name === 'maxStorageBufferBindingSize' ? limit : Reflect.get(real, name)),
    });
    Object.assign(adapter, { limits });
    const n = limit / 4 + 1000;
    const one = full(gpu, [n], 1);
    const { dispatches } = gpu.counters();
    const x = add(one, 1);
    const y = mul(x, x);
    expect(gpu.counters().dispatches - dispatches).toBe(4);
    for (const [start, end] of [
      [0, 4],
      [n - 1004, n],
    ])
      expect((await y.slice(0, start, end).data()).every((value) => value === 4)).toBe(true);
    const whole = cast(y, 'i32');
    expect(Array.from(await whole.slice(0, n - 2, n).data())).toEqual([4, 4]);
    const halves = cast(y, 'f16');
    expect(Array.from(await halves.slice(0, n - 2, n).data())).toEqual([4, 4]);
    const before = gpu.memory().tensors;
    for (const refused of [
      () => softmax(y),
      () => sum(y),
      () => add(y.slice(0, 0, undefined, -1), 1),
      () => cast(y.slice(0, 1), 'i32'),
    ])
      expect(refused).toThrow(LimitError);
    expect(gpu.memory().tensors).toBe(before + 2); // the views
    expect(await list(add(full(gpu, [2], 1), 1))).toEqual([2, 2]);
    for (const t of [x, y, whole, halves]) t.dispose();
    gpu.destroy();
  });

  it('forgets what it compiled longest ago, and compiles it again', async () => {
    const recent = new Recent<number>(2);
    for (const key of ['a', 'b']) recent.set(key, 1);
    recent.get('a');
    recent.set('c', 3);
    expect([...recent.keys()]).toEqual(['a', 'c']);
    recent.set('a', 2);
    expect([recent.size, recent.get('a'), recent.get('b')]).toEqual([2, 2, undefined]);
  });

  it('compiles ahead in warmup, and reads nothing there', async () => {
    const gpu = await Device.open();
    const x = tensor(gpu, range(12), [3, 4]);
    await gpu.warmup(() => scope(() => matmul(x, x, { transposeB: true })));
    const { pipelines } = gpu.counters();
    expect(pipelines).toBeGreaterThan(0);
    expect(await matmul(x, x, { transposeB: true }).data()).toHaveLength(9);
    expect(gpu.counters().pipelines).toBe(pipelines);
    await expect(gpu.warmup((async () => x) as never)).rejects.toThrow(ScopeError);
  });

  it('compiles a whole training step ahead, and changes nothing by it', async () => {
    const make = async (ahead: boolean) => {
      const gpu = await Device.open();
      const layer = new Linear(gpu, 8, 3, { seed: 1 });
      const norm = new BatchNorm(gpu, 8).train();
      const drop = new Dropout(gpu, 0.5, 7).train();
      const optimizer = new Adam(layer.params(), { lr: 0.1 });
      const [x, label] = [tensor(gpu, range(32), [4, 8]), tensor(gpu, new Int32Array([0, 1, 2, 1]))];
      const step = () => {
        const { value, grads } = valueAndGrad(
          () => crossEntropy(layer.forward(drop.forward(norm.forward(x))), label),
          layer.params(),
        );
        optimizer.step(grads);
        return value;
      };
      const { tensors } = gpu.memory();
      const { dispatches } = gpu.counters();
      if (ahead) await gpu.warmup(step);
      expect([gpu.memory().tensors, gpu.counters().dispatches]).toEqual([tensors, dispatches]);
      const { pipelines } = gpu.counters();
      const losses = [await step().item(), await step().item()];
      if (ahead) expect(gpu.counters().pipelines).toBe(pipelines);
      return [...losses, ...(await list(layer.weight)), ...(await list(norm.running_mean!))];
    };
    expect(await make(true)).toEqual(await make(false));
  });

  it('throws a typed error on a lost device, for calls and for reads under way', async () => {
    const gpu = await Device.open();
    const x = tensor(gpu, [1, 2, 3]);
    const pending = add(x, x).data();
    gpu.destroy();
    await expect(pending).rejects.toThrow(DeviceLostError);
    expect(() => add(x, x)).toThrow(DeviceLostError);
    await expect(x.data()).rejects.toThrow(DeviceLostError);
    const again = await gpu.reopen();
    expect(await list(add(tensor(again, [1]), 1))).toEqual([2]);
  });
});

describe('powerPreference', () => {
  it.each([
    [{}, 'high-performance'],
    [{ powerPreference: 'low-power' }, 'low-power'],
  ] as const)('%o asks the host for the adapter that is %s', async (options, wanted) => {
    const asked: unknown[] = [];
    const requestAdapter = (how: unknown) => (asked.push(how), Promise.resolve(null));
    vi.stubGlobal('navigator', { gpu: { requestAdapter } });
    try {
      await expect(Device.open(options)).rejects.toThrow(/no WebGPU adapter/);
    } finally {
      vi.unstubAllGlobals();
    }
    expect(asked).toEqual([{ powerPreference: wanted }]);
  });
});
