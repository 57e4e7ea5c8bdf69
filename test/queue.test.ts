/** Work that is held back until buffers are granted: it goes in order, with everything it wants still there. */
import { expect, it } from 'vitest';
import { Device } from '../engine/device.ts';
import { Pool } from '../engine/gpu/pool.ts';
import { Queue } from '../engine/gpu/queue.ts';

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
