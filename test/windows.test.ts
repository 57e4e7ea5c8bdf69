/** Windows: who sees whom agrees from both sides, and one query's map is its row of the whole map. */
import { beforeAll, describe, expect, it } from 'vitest';
import { vjp } from '../engine/autograd.ts';
import { capture } from '../engine/capture.ts';
import { copy } from '../engine/cast.ts';
import { Device } from '../engine/device.ts';
import { Random } from '../engine/random.ts';
import { size } from '../engine/shape.ts';
import type { Tensor } from '../engine/tensor.ts';
import { tensor } from '../engine/create.ts';
import type { LocalAttentionOptions } from '../kernels/attention/local.ts';
import { localAttention } from '../kernels/attention/local.ts';
import type { Axis } from '../kernels/attention/walk/window.ts';
import { positionAt, viewersOf, windowOf } from '../kernels/attention/walk/window.ts';
import { dilatedAxialAttention, mul, scaledDotProductAttention, slidingAttention, sum } from '../kernels/index.ts';
import { NeighborhoodAttention2d } from '../layers/attention/neighborhood-attention.ts';
import { SasaArticle } from '../layers/attention/sasa-article.ts';
import { SasaConv } from '../layers/attention/sasa-conv.ts';
import { StandAloneSelfAttention } from '../layers/attention/stand-alone-self-attention.ts';
import { SwinWindowAttention } from '../layers/attention/swin.ts';

const plain = { dilation: 1, stride: 1, pad: 0, roll: 0, causal: false };
const axes: Axis[] = [
  { ...plain, form: 'zero', keys: 9, queries: 9, kernel: 5, pad: 2 },
  { ...plain, form: 'mask', keys: 10, queries: 4, kernel: 3, stride: 3, dilation: 2, pad: 2 },
  { ...plain, form: 'mask', keys: 10, queries: 7, kernel: 4 },
  { ...plain, form: 'shift', keys: 7, queries: 7, kernel: 7 },
  { ...plain, form: 'shift', keys: 12, queries: 12, kernel: 5 },
  { ...plain, form: 'shift', keys: 17, queries: 17, kernel: 3, dilation: 4 },
  { ...plain, form: 'shift', keys: 15, queries: 15, kernel: 3, dilation: 2 },
  { ...plain, form: 'block', keys: 12, queries: 12, kernel: 4, roll: 1 },
  { ...plain, form: 'block', keys: 6, queries: 6, kernel: 6 },
  { ...plain, form: 'shift', keys: 11, queries: 11, kernel: 4 },
  { ...plain, form: 'shift', keys: 11, queries: 11, kernel: 4, stride: 3 },
  { ...plain, form: 'shift', keys: 23, queries: 23, kernel: 5, stride: 2, dilation: 3 },
  { ...plain, form: 'shift', keys: 6, queries: 6, kernel: 6, stride: 6 },
  { ...plain, form: 'shift', keys: 9, queries: 9, kernel: 4, causal: true },
  { ...plain, form: 'shift', keys: 13, queries: 13, kernel: 5, stride: 3, causal: true },
  { ...plain, form: 'shift', keys: 14, queries: 14, kernel: 4, stride: 4, dilation: 2, causal: true },
  { ...plain, form: 'grid', keys: 11, queries: 11, kernel: 4, dilation: 3 },
];

describe('an axis', () => {
  it.each(axes)('%o: a key knows exactly the queries that see it, at the same relative places', (axis) => {
    const seen: string[] = [];
    for (let i = 0; i < axis.queries; i++) {
      const span = windowOf(axis, i);
      for (let t = 0; t < span.count; t++) {
        const j = positionAt(axis, span, t);
        if (j >= 0 && j < axis.keys) seen.push(`${i} sees ${j} at ${span.offset + t * span.turn}`);
      }
    }
    const told: string[] = [];
    for (let j = 0; j < axis.keys; j++) {
      const span = viewersOf(axis, j);
      for (let t = 0; t < span.count; t++) {
        const i = positionAt(axis, span, t) / (axis.form === 'shift' ? 1 : axis.stride);
        if (Number.isInteger(i) && i >= 0 && i < axis.queries)
          told.push(`${i} sees ${j} at ${span.offset + t * span.turn}`);
      }
    }
    expect(told.sort()).toEqual(seen.sort());
  });
});

let gpu: Device;
beforeAll(async () => {
  gpu = await Device.open();
});
const draw = (shape: readonly number[], seed = 5): Float32Array<ArrayBuffer> => {
  const random = new Random(seed);
  return Float32Array.from({ length: size(shape) }, () => random.uniform(-1, 1));
};
const input = (...shape: number[]) => tensor(gpu, draw(shape), shape);

describe('one query of a map', () => {
  it('stands where its window lies: centred, with a stride', async () => {
    const { maps } = capture(() =>
      new StandAloneSelfAttention(gpu, 4, 8, { kernel: 3, heads: 2, stride: 2, border: 'mask' }).forward(
        input(2, 4, 5, 6),
      ),
    );
    const map = maps.get('attention')!;
    const whole = await map.full().data();
    const row = await map.at([1, 2], 1, 1);
    const mine = Array.from(whole.slice((((1 * 2 + 1) * 3 + 1) * 3 + 2) * 9).slice(0, 9));
    const grid = new Array<number>(30).fill(0);
    for (let t = 0; t < 9; t++) grid[(1 + Math.floor(t / 3)) * 6 + 3 + (t % 3)] = mine[t];
    row.forEach((weight, i) => expect(weight).toBeCloseTo(grid[i], 6));
  });

  it('leaves out what is padded, and sums to 1 without padding', async () => {
    const { maps } = capture(() => new SasaConv(gpu, 3, 4).forward(input(1, 3, 4, 4)));
    const map = maps.get('attention')!;
    const sum = async (query: number) => (await map.at(query, 3)).reduce((a, b) => a + b, 0);
    expect(await sum(5)).toBeCloseTo(1, 5);
    expect(await sum(0)).toBeLessThan(0.999);
  });

  it('moves inward at borders', async () => {
    const { maps } = capture(() =>
      new NeighborhoodAttention2d(gpu, 4, { heads: 2, kernel: 3, dilation: 2 }).forward(input(1, 6, 7, 4)),
    );
    const row = await maps.get('attention')!.at([5, 0], 1);
    const cells = Array.from(row.keys())
      .filter((i) => row[i] > 0)
      .map((i) => [Math.floor(i / 7), i % 7]);
    expect(cells).toEqual([1, 3, 5].flatMap((r) => [0, 2, 4].map((c) => [r, c])));
  });

  it('wraps around a shifted image, and hardly crosses its regions', async () => {
    const attention = new SwinWindowAttention(gpu, 4, { heads: 2, window: 2 });
    const { maps } = capture(() => attention.forward(input(1, 16, 4), undefined, { grid: [4, 4], shift: 1 }));
    const map = maps.get('attention')!;
    // The last block of the rolled image: rows 3 and 0, columns 3 and 0, each a region of its own.
    const row = await map.at([3, 3]);
    expect(row[15]).toBeCloseTo(1, 6);
    const inner = await map.at([1, 2]);
    expect(Array.from(inner.keys()).filter((i) => inner[i] > 0)).toEqual([5, 6, 9, 10]);
    expect(map.full().shape).toEqual([4, 2, 4, 4]);
  });

  it('covers the whole image where the window does', async () => {
    const { maps } = capture(() =>
      new SasaArticle(gpu, 3, 3, { heads: 2, width: 2, positions: 6 }).forward(input(1, 3, 4, 4)),
    );
    const map = maps.get('attention')!;
    const whole = await map.full().data();
    expect(Array.from(await map.at(7, 1))).toEqual(Array.from(whole.slice((16 + 7) * 16, (16 + 8) * 16)));
  });
});

describe('local attention', () => {
  const shape = [1, 2, 6, 7];
  const borders: LocalAttentionOptions[] = [
    { kernel: 3, heads: 2 },
    { kernel: 3, heads: 2, dilation: 2 },
    { kernel: 5, border: 'mask' },
    { kernel: 3, dilation: 2, border: 'shift' },
    { kernel: 3, border: 'none' },
  ];
  /** The output and the gradients of its sum, with one element of q, k or v replaced. */
  const run = async (device: Device, options: LocalAttentionOptions, into: number, value: number) => {
    const tensors = [1, 2, 3].map((seed, i) => {
      const values = draw(i || options.border !== 'none' ? shape : [1, 2, 4, 5], seed);
      if (i === into) values[9] = value;
      return tensor(device, values, i || options.border !== 'none' ? shape : [1, 2, 4, 5]);
    });
    const { value: out, grads } = vjp(
      () => localAttention(tensors[0], tensors[1], tensors[2], options),
      tensors,
      (out) => tensor(device, draw(out.shape, 4), out.shape),
    );
    return Promise.all([out, ...grads].map((t) => t.data()));
  };
  const kind = (value: number) => (Number.isFinite(value) ? 'finite' : String(value));

  it.each(
    borders.flatMap((options) =>
      [0, 1, 2].flatMap((into) => [NaN, Infinity].map((value) => [options, 'qkv'[into], value, into] as const)),
    ),
  )('%o with a %s of %d: what is not finite stays where it belongs', async (options, _, value, into) => {
    const loops = await Device.open({ backend: 'reference' });
    const [got, want] = [await run(gpu, options, into, value), await run(loops, options, into, value)];
    expect(want[0].some((x) => !Number.isFinite(x))).toBe(true);
    got.forEach((values, i) =>
      expect(Array.from(values, kind), ['out', 'dq', 'dk', 'dv'][i]).toEqual(Array.from(want[i], kind)),
    );
  });

  it.each([true, false])(
    'reads channels that lie last where they are, and lays out gradients likewise (CPU adapter: %s)',
    async (software) => {
      const own = gpu.webgpu!.adapter;
      gpu.webgpu!.adapter = { ...own, software };
      try {
        for (const options of [
          { kernel: 5, relH: input(2, 3, 5), relW: input(2, 2, 5) },
          { kernel: 3, dilation: 2, border: 'mask', stride: 2 },
          { kernel: 3, border: 'shift', bias: input(2, 5, 5) },
          { kernel: [1, 3], border: 'none' },
        ] as const) {
          const all = input(2, 6, 7, 40);
          const run = async (lay: (x: Tensor) => Tensor) => {
            const { value, grads } = vjp(
              () => {
                const [q, k, v] = [
                  [0, 8],
                  [8, 16],
                  [16, 40],
                ].map(([from, to]) => lay(all.permute(0, 3, 1, 2).slice(1, from, to)));
                const { stride = 1, border = 'zero' } = { ...options } as LocalAttentionOptions;
                const queries =
                  border === 'none'
                    ? q.slice(3, 1, -1)
                    : q.slice(2, 0, undefined, Number(stride)).slice(3, 0, undefined, Number(stride));
                return localAttention(queries, k, v, { heads: 2, ...options });
              },
              [all],
              (out) => tensor(gpu, draw(out.shape, 4), out.shape),
            );
            return Promise.all([value, ...grads].map((t) => t.data()));
          };
          expect(await run((x) => x), JSON.stringify(options.kernel)).toEqual(await run(copy));
        }
      } finally {
        gpu.webgpu!.adapter = own;
      }
    },
  );

  it('takes logits in the thousands', async () => {
    const loops = await Device.open({ backend: 'reference' });
    const run = (device: Device) => {
      const [q, k, v] = [1, 2, 3].map((seed) =>
        tensor(
          device,
          draw(shape, seed).map((x) => (seed < 3 ? 60 * x : x)),
          shape,
        ),
      );
      return localAttention(q, k, v, { kernel: 5 }).data();
    };
    const [got, want] = [await run(gpu), await run(loops)];
    got.forEach((x, i) => expect(x).toBeCloseTo(want[i], 3));
  });

  it('repeats to the bit, forward and backward', async () => {
    const relH = input(2, 1, 3);
    const step = async () => {
      const [q, k, v] = [1, 2, 3].map((seed) => tensor(gpu, draw([2, 4, 20, 21], seed), [2, 4, 20, 21]));
      const { value, grads } = vjp(
        () => localAttention(q, k, v, { heads: 2, kernel: 3, relH }),
        [q, k, v, relH],
        (out) => out,
      );
      return Promise.all([value, ...grads].map((t) => t.data()));
    };
    expect(await step()).toEqual(await step());
  });

  it('has gradients of gradients', async () => {
    const exact = await Device.open({ backend: 'reference', exact: true });
    const shapes = [
      [1, 4, 3, 4],
      [1, 4, 3, 4],
      [1, 2, 3, 4],
      [2, 2, 3],
      [2, 1, 3],
    ];
    const at = (moved?: { input: number; element: number; by: number }) =>
      shapes.map((shape, input) => {
        const values = Float64Array.from(draw(shape, input + 1));
        if (moved?.input === input) values[moved.element] += moved.by;
        return tensor(exact, values, shape);
      });
    const weight = (x: Tensor, seed: number) => tensor(exact, Float64Array.from(draw(x.shape, seed)), x.shape);
    const first = ([q, k, v, relH, relW]: Tensor[]) =>
      vjp(
        () => localAttention(q, k, v, { heads: 2, kernel: 3, relH, relW, scale: 0.7 }),
        [q, k, v, relH, relW],
        (out) => weight(out, 9),
      ).grads;
    const given = at();
    const { grads } = vjp(
      () => first(given),
      given,
      (outs) => outs.map((out, i) => weight(out, 20 + i)),
    );
    const total = async (inputs: Tensor[]) =>
      (await Promise.all(first(inputs).map(async (x, i) => sum(mul(x, weight(x, 20 + i))).item()))).reduce(
        (a, b) => a + b,
      );
    for (const [input, grad] of grads.entries()) {
      const analytic = await grad.data();
      for (const element of [0, 5]) {
        const numeric =
          ((await total(at({ input, element, by: 1e-5 }))) - (await total(at({ input, element, by: -1e-5 })))) / 2e-5;
        expect(analytic[element], `input ${input}, element ${element}`).toBeCloseTo(numeric, 6);
      }
    }
  });

  it('needs no memory that grows with the window', async () => {
    const peak = async (kernel: number) => {
      const device = await Device.open();
      const [q, k, v] = [1, 2, 3].map((seed) => tensor(device, draw([1, 8, 32, 32], seed), [1, 8, 32, 32]));
      const before = device.memory().bytes;
      const { grads } = vjp(
        () => localAttention(q, k, v, { kernel }),
        [q, k, v],
        (out) => out,
      );
      await grads[0].data();
      const { peak } = device.memory();
      device.destroy();
      return peak - before;
    };
    expect(await peak(13)).toBe(await peak(3));
  });

  it('refuses what does not fit, and says why', () => {
    const x = input(1, 4, 6, 6);
    expect(() => localAttention(x, x, x, { kernel: 4 })).toThrow(/odd/);
    expect(() => localAttention(x, x, x, { kernel: 3, heads: 3 })).toThrow(/3 heads/);
    expect(() => localAttention(x, x, x, { kernel: 7, border: 'shift' })).toThrow(/does not fit/);
    expect(() => localAttention(x, x, x, { kernel: 3, stride: 2 })).toThrow(/stride/);
    expect(() => localAttention(x, x, x, { kernel: 3, relH: input(1, 5, 3) })).toThrow(/at most 4/);
    expect(() => localAttention(x, x, x, { kernel: 3, bias: input(1, 5, 5) })).toThrow(/bias/);
  });
});

describe('attentions made of walks and terms equal dense attention with a mask', () => {
  /** [heads, positions, channels] of images, and the mask of what `sees`. */
  const dense = async (images: Tensor[], positions: number, sees: (query: number, key: number) => boolean) => {
    const [q, k, v] = images.map((x) => x.reshape(1, 2, x.shape[1] / 2, positions).transpose());
    const mask = tensor(
      gpu,
      Uint8Array.from({ length: positions ** 2 }, (_, i) => Number(sees(Math.floor(i / positions), i % positions))),
      [positions, positions],
      'bool',
    );
    return scaledDotProductAttention(q, k, v, { mask }).transpose().data();
  };
  const expectClose = (got: ArrayLike<number>, want: ArrayLike<number>) =>
    Array.from(got).forEach((x, i) => expect(x, `[${i}]`).toBeCloseTo(want[i], 5));

  it.each([
    [5, false],
    [4, true],
    [1, true],
  ] as const)('a sliding window of %i (causal: %s)', async (window, causal) => {
    const images = [1, 2, 3].map((seed) => tensor(gpu, draw([1, 6, 17], seed), [1, 6, 17]));
    const [q, k, v] = images.map((x) => x.reshape(1, 2, 3, 17).transpose());
    const far = causal ? window - 1 : (window - 1) / 2;
    const sees = (i: number, j: number) => i - j <= far && j - i <= (causal ? 0 : far);
    expectClose(await slidingAttention(q, k, v, { window, causal }).transpose().data(), await dense(images, 17, sees));
  });

  it.each([0, 1])('dilated axial attention along axis %i', async (axis) => {
    const images = [1, 2, 3].map((seed) => tensor(gpu, draw([1, 6, 5, 7], seed), [1, 6, 5, 7]));
    const sees = (i: number, j: number) => {
      const [a, b] = [i, j].map((at) => [Math.floor(at / 7), at % 7]);
      return a[1 - axis] === b[1 - axis] && (a[axis] - b[axis]) % 2 === 0;
    };
    const got = dilatedAxialAttention(images[0], images[1], images[2], { axis, dilation: 2, heads: 2 });
    expectClose(await got.data(), await dense(images, 35, sees));
  });
});
