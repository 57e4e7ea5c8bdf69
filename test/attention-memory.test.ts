/** Attention over large maps, forward and backward: what it keeps in memory, and that it is right there. */
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { vjp } from '../engine/autograd.ts';
import { Device } from '../engine/device.ts';
import { Random } from '../engine/random.ts';
import type { Shape } from '../engine/shape.ts';
import { size } from '../engine/shape.ts';
import type { Tensor } from '../engine/tensor.ts';
import { tensor, zeros } from '../engine/create.ts';
import { crissCrossAttention, imageAttention, positionalAttention } from '../kernels/index.ts';

const MiB = 2 ** 20;

let gpu: Device;
beforeAll(async () => {
  gpu = await Device.open();
});
afterAll(() => gpu.destroy());

function random(shape: Shape, seed: number): Float32Array<ArrayBuffer> {
  const stream = new Random(seed);
  return Float32Array.from({ length: size(shape) }, () => stream.uniform(-1, 1));
}

/**
 * Runs attention forward and backward; gives results, gradients, and the most bytes that were alive beside these and
 * the inputs.
 */
async function run(shapes: readonly Shape[], attention: (q: Tensor, k: Tensor, v: Tensor) => Tensor) {
  const device = await gpu.reopen(); // whose peak is this run's own
  const arrays = shapes.map((shape, i) => random(shape, i + 1));
  const [q, k, v, dy] = arrays.map((data, i) => tensor(device, data, shapes[i]));
  const { value, grads } = vjp(() => attention(q, k, v), [q, k, v], dy);
  const out = (await value.data()) as Float32Array;
  const gradients = (await Promise.all(grads.map((gradient) => gradient.data()))) as Float32Array[];
  const { peak } = device.memory();
  const own = 4 * [q, k, v, dy, value, ...grads].reduce((sum, x) => sum + x.size, 0);
  device.destroy();
  return { arrays, out, gradients, beyond: peak - own };
}

/** One position of [B, C, N] in channels `from` to `to`. */
const column = (x: Float32Array, n: number, at: number, from: number, to: number): Float64Array =>
  Float64Array.from({ length: to - from }, (_, c) => x[(from + c) * n + at]);
const dot = (a: ArrayLike<number>, b: ArrayLike<number>): number =>
  Array.from(a).reduce((sum, value, i) => sum + value * b[i], 0);

function softmax(scores: readonly number[]): number[] {
  const top = scores.reduce((a, b) => Math.max(a, b), -Infinity);
  const raised = scores.map((score) => Math.exp(score - top));
  const total = raised.reduce((a, b) => a + b, 0);
  return raised.map((value) => value / total);
}

/** The result and dq of one query that sees `keys`, by plain loops in float64. */
function oneQuery(
  [q, k, v, dy]: readonly Float32Array[],
  n: number,
  query: number,
  keys: readonly number[],
  [qFrom, qTo]: readonly [number, number],
  [vFrom, vTo]: readonly [number, number],
) {
  const own = column(q, n, query, qFrom, qTo);
  const weights = softmax(keys.map((key) => dot(own, column(k, n, key, qFrom, qTo))));
  const values = keys.map((key) => column(v, n, key, vFrom, vTo));
  const out = Array.from({ length: vTo - vFrom }, (_, c) => weights.reduce((sum, w, i) => sum + w * values[i][c], 0));
  const slope = column(dy, n, query, vFrom, vTo);
  const delta = dot(slope, out);
  const changes = weights.map((w, i) => w * (dot(slope, values[i]) - delta));
  const dq = Array.from({ length: qTo - qFrom }, (_, c) =>
    changes.reduce((sum, change, i) => sum + change * k[(qFrom + c) * n + keys[i]], 0),
  );
  return { out, dq };
}

function expectAt(got: Float32Array, n: number, at: number, from: number, want: readonly number[]) {
  want.forEach((value, c) =>
    expect(Math.abs(got[(from + c) * n + at] - value), `channel ${from + c} at ${at}`).toBeLessThan(2e-5),
  );
}

describe('memory beside inputs, result and gradients', () => {
  it(
    'of attention over 128×128 positions stays under 64 MiB, where one map would take 1 GiB',
    { timeout: 600_000 },
    async () => {
      // A software adapter takes minutes for 128⁴ pairs: as few heads and channels as show a second head.
      const [heads, width] = gpu.info.software ? [2, 8] : [8, 32];
      const n = 128 * 128;
      const shape = [1, heads * width, n];
      const { arrays, out, gradients, beyond } = await run([shape, shape, shape, shape], (q, k, v) =>
        imageAttention(q, k, v, { heads }),
      );
      expect(beyond / MiB).toBeLessThan(64);
      const keys = Array.from({ length: n }, (_, i) => i);
      for (const query of [0, 7777, n - 1]) {
        const want = oneQuery(arrays, n, query, keys, [width, 2 * width], [width, 2 * width]);
        expectAt(out, n, query, width, want.out);
        expectAt(gradients[0], n, query, width, want.dq);
      }
    },
  );

  it(
    'of criss-cross attention over 97×97 positions with 512 channels stays under 64 MiB',
    { timeout: 600_000 },
    async () => {
      const [side, n] = [97, 97 * 97];
      const [narrow, wide] = [
        [1, 64, side, side],
        [1, 512, side, side],
      ];
      const { arrays, out, gradients, beyond } = await run([narrow, narrow, wide, wide], (q, k, v) =>
        crissCrossAttention(q, k, v),
      );
      expect(beyond / MiB).toBeLessThan(64);
      for (const query of [0, 4000, n - 1]) {
        const [y, x] = [Math.floor(query / side), query % side];
        const keys = Array.from({ length: n }, (_, i) => i).filter((i) => Math.floor(i / side) === y || i % side === x);
        const want = oneQuery(arrays, n, query, keys, [0, 64], [0, 512]);
        expectAt(out, n, query, 0, want.out);
        expectAt(gradients[0], n, query, 0, want.dq);
      }
    },
  );

  it(
    'of attention along rows with learnt positions, 128×128, stays under one map of 16 MiB',
    { timeout: 600_000 },
    async () => {
      const [side, n] = [128, 128 * 128];
      const [narrow, wide, both] = [
        [1, 2, 8, side, side],
        [1, 2, 16, side, side],
        [1, 2, 16, 2, side, side],
      ];
      // Positions that add nothing, so that plain attention along a row is the answer.
      const { arrays, out, gradients, beyond } = await run([narrow, narrow, wide, both], (q, k, v) =>
        positionalAttention(q, k, v, zeros(q.device, [32, 255]), tensor(q.device, [1, 1, 1, 1, 1, 1], [3, 2]), {
          rows: true,
        }),
      );
      expect(beyond / MiB).toBeLessThan(16);
      // The gradient of the values' mean only: the other half of dy meets vectors that are 0.
      const dy = Float32Array.from({ length: 32 * n }, (_, i) => arrays[3][Math.floor(i / n) * 2 * n + (i % n)]);
      const means = Float32Array.from({ length: 32 * n }, (_, i) => out[Math.floor(i / n) * 2 * n + (i % n)]);
      for (const query of [0, 7777, n - 1]) {
        const keys = Array.from({ length: side }, (_, i) => Math.floor(query / side) * side + i);
        const want = oneQuery([...arrays.slice(0, 3), dy], n, query, keys, [8, 16], [16, 32]);
        expectAt(means, n, query, 16, want.out);
        expectAt(gradients[0], n, query, 8, want.dq);
      }
    },
  );
});

it(
  '128 maps of 24×24 with 256 channels and 8 heads need no binding over 128 MiB, where one map would take 1.36 GB',
  { timeout: 600_000 },
  async () => {
    const adapter = gpu.webgpu!.adapter as { limits: GPUSupportedLimits };
    const { limits } = adapter;
    adapter.limits = new Proxy(limits, {
      get: (all, key: keyof GPUSupportedLimits) => (key === 'maxStorageBufferBindingSize' ? 128 * MiB : all[key]),
    });
    try {
      const shape = [128, 256, 576];
      const x = tensor(gpu, random(shape, 5), shape);
      const y = imageAttention(x, x, x, { heads: 8, scale: 1 / Math.sqrt(32) });
      const image = (await y.slice(0, 127, 128).data()) as Float32Array;
      const own = random(shape, 5).subarray(127 * 256 * 576);
      const scaled = own.map((value) => value / Math.sqrt(32));
      const want = oneQuery(
        [scaled, own, own, own],
        576,
        575,
        Array.from({ length: 576 }, (_, i) => i),
        [224, 256],
        [224, 256],
      );
      expectAt(image, 576, 575, 224, want.out);
    } finally {
      adapter.limits = limits;
    }
  },
);
