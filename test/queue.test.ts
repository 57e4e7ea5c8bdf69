/** Work that is held back until buffers are granted: it goes in order, with everything it wants still there. */
import { expect, it } from 'vitest';
import { full, tensor } from '../engine/create.ts';
import { Device } from '../engine/device.ts';
import { KernelError, LimitError, OutOfMemoryError } from '../engine/errors.ts';
import { each } from '../engine/gpu/kernel.ts';
import { Pool } from '../engine/gpu/pool.ts';
import { Queue } from '../engine/gpu/queue.ts';
import { gpuTime } from '../engine/gpu/stopwatch.ts';
import { wgsl, f32 } from '../engine/gpu/wgsl.ts';
import { defineOp } from '../engine/op.ts';
import { Replay } from '../engine/replay/replay.ts';
import { Storage } from '../engine/storage.ts';
import { buffer, parameter } from '../engine/variable.ts';
import { add, concat, mul, softmax } from '../kernels/index.ts';
import { refuse } from './refuse.ts';

it('destroys nothing that held-back work still wants, however often it submits', async () => {
  const gpu = await Device.open();
  const { device } = gpu.webgpu!;
  const errors: string[] = [];
  device.onuncapturederror = ({ error }) => void errors.push(error.message);
  const queue: Queue = new Queue(device, 1, () => pool.trim(0));
  const pool = new Pool(device, queue.gate, ({ message }) => new Error(message));
  const [first, middle, last] = [16, 16, 16].map((bytes) => pool.take(bytes));
  expect(queue.gate.closed).toBe(true);
  const move = (from: typeof first, to: typeof first) => queue.copy({ from, start: 0, to, at: 0, bytes: 16 });
  queue.write(first, Uint32Array.of(1, 2, 3, 4));
  move(first, middle);
  // A write submits what came before it, and a submit trims the pool.
  queue.write(first, Uint32Array.of(5, 6, 7, 8));
  move(middle, last);
  pool.give(middle);
  expect([...new Uint32Array(await queue.read(last, 0, 16))]).toEqual([1, 2, 3, 4]);
  expect(errors).toEqual([]);
  expect(pool.created).toBe(3);
  expect(pool.trim(0)).toBe(1);
  gpu.destroy();
});

/** A device whose uncaptured errors are collected. */
async function watched(): Promise<{ gpu: Device; errors: string[] }> {
  const gpu = await Device.open();
  const errors: string[] = [];
  gpu.webgpu!.device.onuncapturederror = ({ error }) => void errors.push(error.message);
  await gpu.settle();
  return { gpu, errors };
}
const large = (gpu: Device, value: number) => tensor(gpu, new Float32Array(1 << 18).fill(value));

it('hands out no buffer again that was given back before it was refused', async () => {
  const { gpu, errors } = await watched();
  refuse(gpu, 2, 1 << 20);
  large(gpu, 1).dispose();
  await expect(gpu.settle()).rejects.toThrow(OutOfMemoryError);
  expect((await add(large(gpu, 2), 1).data())[5]).toBe(3);
  expect(errors).toEqual([]);
});

it('takes a copy into memory for what it is, whatever was lost there before', async () => {
  const { gpu } = await watched();
  const kept = Storage.create(gpu, 'f32', 64, true);
  const { queue } = gpu.webgpu!;
  queue.write(kept.buffer!, new Float32Array(64).fill(7));
  await gpu.settle();
  refuse(gpu, 2, 1 << 20);
  const lost = large(gpu, 1);
  // Lost with its input, given back, and taken for the copy, all before anybody knows.
  add(lost.slice(0, 0, 64), 1).dispose();
  const given = kept.split();
  await expect(gpu.settle()).rejects.toThrow(OutOfMemoryError);
  expect(new Float32Array(await queue.read(kept.buffer!, 0, 8))).toEqual(Float32Array.of(7, 7));
  given.release();
});

it('loses the whole of what several dispatches write when one of them is left out', async () => {
  const { gpu, errors } = await watched();
  const parts = Array.from({ length: 9 }, (_, i) => tensor(gpu, [i, i]));
  await gpu.settle();
  const end = refuse(gpu, Infinity, 1 << 20);
  const wide = concat([mul(large(gpu, 1), 2).slice(0, 0, 2), ...parts], 0);
  await expect(gpu.settle()).rejects.toThrow(OutOfMemoryError);
  end();
  expect(wide.lost).toBe(true);
  await expect(wide.data()).rejects.toThrow(OutOfMemoryError);
  expect([...(await concat(parts, 0).data())]).toEqual(parts.flatMap((_, i) => [i, i]));
  expect(errors).toEqual([]);
});

it('records a step anew whose own memory was refused', async () => {
  const { gpu } = await watched();
  const x = buffer(full(gpu, [1 << 10], 1));
  const step = new Replay(gpu, () => mul(add(x, 1), 3));
  for (let i = 0; i < 3; i++) step.run();
  await gpu.settle();
  const end = refuse(gpu, Infinity, 1 << 12);
  const { pool } = gpu.webgpu!;
  const clear = pool.clear.bind(pool);
  pool.clear = (arena) => {
    clear(arena);
    pool.trim(0);
  };
  step.run(); // the fourth is called, and recorded in new memory
  await expect(gpu.settle()).rejects.toThrow(OutOfMemoryError);
  end();
  for (let i = 0; i < 3; i++) expect((await step.run().data())[9]).toBe(6);
});

it('submits what notes its times before they have nowhere to go', async () => {
  const { gpu, errors } = await watched();
  const x = tensor(gpu, [1, 2]);
  add(x, 5).dispose();
  await gpu.settle();
  let y = x;
  const record = () => {
    y = add(x, 5);
    throw new RangeError('of the user');
  };
  await expect(gpuTime(gpu, record)).rejects.toThrow(RangeError);
  expect([...(await y.data())]).toEqual([6, 7]);
  expect(errors).toEqual([]);
});

it('counts only what it has given: not what is over the limit, nor the memory of calls that throw', async () => {
  const { gpu } = await watched();
  const { pool } = gpu.webgpu!;
  const { bytes, peak } = gpu.memory();
  expect(() => pool.take(gpu.webgpu!.device.limits.maxBufferSize + 1)).toThrow(LimitError);
  expect(gpu.memory()).toMatchObject({ bytes, peak });
  pool.give(pool.take(1 << 16));
  expect(gpu.memory()).toMatchObject({ bytes, peak: bytes + (1 << 16) });
  const broken = add(full(gpu, [4], 1), 1);
  const before = gpu.memory();
  gpu.webgpu!.pipelines.get = () => {
    throw new KernelError('add', 'the shader does not compile');
  };
  expect(() => add(broken, mul(broken, 3))).toThrow(KernelError);
  expect(gpu.memory()).toMatchObject({ tensors: before.tensors, bytes: before.bytes });
});

it('begins another ring of constants where one is full, in the midst of a submit', async () => {
  const gpu = await Device.open({ dispatchesPerSubmit: 10_000 });
  let x = tensor(gpu, [0]);
  const count = 5000; // 32 bytes each at least, in a ring of 128 KiB
  for (let i = 0; i < count; i++) x = add(x, i % 7);
  expect(await x.item()).toBe(Array.from({ length: count }, (_, i) => i % 7).reduce((a, b) => a + b));
  gpu.destroy();
});

it('copies the last of an odd number of halves', async () => {
  const gpu = await Device.open();
  const w = parameter(tensor(gpu, [1, 2, 3], [3], 'f16'));
  const step = new Replay(gpu, () => w.assign(mul(w, 2)));
  for (let i = 0; i < 5; i++) step.run();
  expect([...(await w.data())]).toEqual([32, 64, 96]);
  gpu.destroy();
});

it('binds the part of memory that a view shows, not another view of it', async () => {
  const gpu = await Device.open();
  const value = (i: number) => (i % 64 === 9 ? 50 * Math.floor(i / 64) : 0);
  const rows = tensor(
    gpu,
    Float32Array.from({ length: 3 * 64 }, (_, i) => value(i)),
    [3, 64],
  );
  const tops: number[] = [];
  for (const row of [0, 1, 2]) {
    const top = softmax(rows.slice(0, row, row + 1));
    tops.push(Math.round((await top.data())[9]));
    top.dispose(); // the next is made where this one was
  }
  expect(tops).toEqual([0, 1, 1]);
  gpu.destroy();
});

it('writes into memory that is used again once recorded work has read it', async () => {
  const gpu = await Device.open();
  const y = add(tensor(gpu, [1, 2]), 1);
  await gpu.settle();
  const x = tensor(gpu, [3, 4]);
  const z = add(x, y);
  const { buffer: before } = x.storage('test');
  x.dispose();
  const next = tensor(gpu, [50, 60]);
  expect(next.storage('test').buffer).toBe(before);
  expect([...(await z.data())]).toEqual([5, 7]);
  gpu.destroy();
});

it('loses with a value the copies of it', async () => {
  const { gpu, errors } = await watched();
  const [target, end] = [Storage.create(gpu, 'f32', 64, true), refuse(gpu, Infinity, 1 << 20)];
  const lost = Storage.create(gpu, 'f32', 1 << 18, true);
  gpu.webgpu!.queue.copy({ from: lost.buffer!, start: 0, to: target.buffer!, at: 0, bytes: 256 });
  await expect(gpu.settle()).rejects.toThrow(OutOfMemoryError);
  end();
  expect(target.lost).toBeInstanceOf(OutOfMemoryError);
  expect(errors).toEqual([]);
});

it('destroys nothing that held-back work wants when memory runs short', async () => {
  const { gpu, errors } = await watched();
  const x = tensor(gpu, [1, 2]);
  await gpu.settle();
  refuse(gpu, 1, 1 << 20);
  const large = Storage.create(gpu, 'f32', 1 << 18, true);
  const y = add(x, 1);
  const z = add(y, 1);
  y.dispose(); // idle by now, and what waits for reuse is given back before the large one is asked for again
  expect([...(await z.data())]).toEqual([3, 4]);
  expect(errors).toEqual([]);
  large.release();
});

it('leaves what waited for reuse before a recording to all after it', async () => {
  const gpu = await Device.open();
  const x = buffer(tensor(gpu, [1, 2]));
  tensor(gpu, new Float32Array(777)).dispose();
  const step = new Replay(gpu, () => mul(x, 2));
  for (let i = 0; i < 3; i++) step.run();
  await gpu.settle();
  const { buffers } = gpu.counters();
  tensor(gpu, new Float32Array(777)).dispose();
  expect(gpu.counters().buffers).toBe(buffers);
  gpu.destroy();
});

it('keeps the plans of 0 and of -0 apart', async () => {
  const gpu = await Device.open();
  const signed = defineOp({
    name: 'sign_of_zero',
    inputs: ['x'],
    attrs: {} as { by: number },
    shape: ({ x }) => x.shape,
    samples: [],
    reference: () => {},
    kernel: (_, { by }) => each(1, wgsl`out[i] = x[i] * ${f32(Object.is(by, -0) ? -1 : 1)};`),
  });
  const x = tensor(gpu, [3]);
  const signs = [];
  for (const by of [0, -0, 0]) signs.push(await signed({ x }, { by }).item());
  expect(signs).toEqual([3, -3, 3]);
  gpu.destroy();
});
