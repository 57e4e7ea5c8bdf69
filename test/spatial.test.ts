/** Convolutions, pools and resampling where a formula, another op or a published value says what must come out. */
import { beforeAll, describe, expect, it } from 'vitest';
import { vjp } from '../engine/autograd.ts';
import { Device } from '../engine/device.ts';
import { ShapeError } from '../engine/errors.ts';
import { Random } from '../engine/random.ts';
import type { Shape } from '../engine/shape.ts';
import { size } from '../engine/shape.ts';
import type { Tensor } from '../engine/tensor.ts';
import { ones, tensor, zeros } from '../engine/create.ts';
import { conv1d } from '../kernels/conv/conv1d.ts';
import { conv2d } from '../kernels/conv/conv2d.ts';
import { conv3d } from '../kernels/conv/conv3d.ts';
import { convTranspose2d } from '../kernels/conv/conv-transpose2d.ts';
import { depthToSpace } from '../kernels/shape/depth-to-space.ts';
import { pixelShuffle } from '../kernels/shape/pixel-shuffle.ts';
import { pixelUnshuffle } from '../kernels/shape/pixel-unshuffle.ts';
import { spaceToDepth } from '../kernels/shape/space-to-depth.ts';
import { fold } from '../kernels/shape/fold.ts';
import { unfold } from '../kernels/shape/unfold.ts';
import { matmul } from '../kernels/matmul/matmul.ts';
import { lpPool2d } from '../kernels/pool/lp.ts';
import { relu } from '../kernels/elementwise/relu.ts';
import {
  adaptiveAvgPool2d,
  adaptiveMaxPool2dWithIndices,
  avgPool2d,
  maxPool1d,
  maxPool2d,
  maxPool2dWithIndices,
  maxPool3d,
} from '../kernels/pool/pool.ts';
import { gridSample2d } from '../kernels/resample/grid-sample.ts';
import { interpolate } from '../kernels/resample/interpolate.ts';
import { resize } from '../kernels/resample/resize.ts';
import { Conv2d } from '../layers/basic/conv.ts';

const random = (gpu: Device, shape: Shape, seed = 1): Tensor => {
  const stream = new Random(seed);
  return tensor(
    gpu,
    Float32Array.from({ length: size(shape) }, () => stream.uniform(-1, 1)),
    shape,
  );
};
const list = async (x: Tensor) => [...(await x.data())];
const expectList = async (got: Tensor, want: readonly number[], digits = 5) => {
  const values = await list(got);
  expect(values.length).toBe(want.length);
  values.forEach((value, i) => expect(value, `element ${i}`).toBeCloseTo(want[i], digits));
};

describe.each(['webgpu', 'reference'] as const)('on %s', (backend) => {
  let gpu: Device;
  beforeAll(async () => {
    gpu = await Device.open({ backend });
  });
  const counting = (...shape: number[]) =>
    tensor(
      gpu,
      Float32Array.from({ length: size(shape) }, (_, i) => i + 1),
      shape,
    );

  describe('convolutions', () => {
    it('are the weight times the unfolded image', async () => {
      const [x, w, bias] = [random(gpu, [2, 3, 7, 6]), random(gpu, [4, 3, 3, 2], 2), random(gpu, [4], 3)];
      const options = { stride: [2, 1], padding: [1, 0, 2, 1], dilation: [1, 2] };
      const got = conv2d(x, w, bias, options);
      expect(got.shape).toEqual([2, 4, 4, 5]);
      const want = matmul(w.reshape(4, 18), unfold(x, [3, 2], options), { bias, biasAxis: 'row' });
      await expectList(got, await list(want));
    });
    it('take a single image, a line, and a volume', async () => {
      const w = random(gpu, [2, 3, 1, 1]);
      const x = random(gpu, [3, 4, 5], 2);
      const want = await list(conv2d(x.reshape(1, 3, 4, 5), w));
      expect(conv2d(x, w).shape).toEqual([2, 4, 5]);
      await expectList(conv2d(x, w), want);
      await expectList(conv1d(x.reshape(3, 20), w.reshape(2, 3, 1)), want);
      await expectList(conv3d(x.reshape(1, 3, 2, 2, 5), w.reshape(2, 3, 1, 1, 1)), want);
    });
    it('have gradients that have gradients', async () => {
      // f = Σ c · conv(x, w) is bilinear: the gradient by w of v · df/dx is the gradient by w of f at x = v.
      const [x, w, v, c] = [
        random(gpu, [1, 4, 6, 5]),
        random(gpu, [6, 2, 3, 3], 2),
        random(gpu, [1, 4, 6, 5], 3),
        random(gpu, [1, 6, 3, 5], 4),
      ];
      const run = (x: Tensor) => conv2d(x, w, undefined, { stride: [2, 1], padding: 1, groups: 2 });
      const { grads: second } = vjp(() => vjp(() => run(x), x, c).grads, w, v);
      const { grads: direct } = vjp(() => run(v), w, c);
      await expectList(second, await list(direct));
      expect((await list(direct)).some((value) => Math.abs(value) > 0.1)).toBe(true);
    });
    it('transpose to a given size', async () => {
      const y = convTranspose2d(ones(gpu, [1, 1, 2, 2]), ones(gpu, [1, 1, 2, 2]), tensor(gpu, [0.5]), {
        outputSize: [4, 2],
      });
      await expectList(y, [1.5, 2.5, 2.5, 4.5, 1.5, 2.5, 0.5, 0.5]);
    });
    it.each<[string, () => unknown]>([
      ['a window larger than the image', () => conv2d(zeros(gpu, [1, 1, 2, 2]), zeros(gpu, [1, 1, 3, 3]))],
      ['channels that do not fit', () => conv2d(zeros(gpu, [1, 3, 4, 4]), zeros(gpu, [2, 2, 3, 3]))],
      [
        'groups that do not divide',
        () => conv2d(zeros(gpu, [1, 4, 4, 4]), zeros(gpu, [3, 2, 3, 3]), undefined, { groups: 2 }),
      ],
      ['no groups', () => conv2d(zeros(gpu, [1, 4, 4, 4]), zeros(gpu, [3, 4, 3, 3]), undefined, { groups: 0 })],
      ['a bias of another length', () => conv2d(zeros(gpu, [1, 1, 4, 4]), zeros(gpu, [2, 1, 3, 3]), zeros(gpu, [3]))],
      [
        'a bias of another length, pointwise',
        () => conv2d(zeros(gpu, [1, 1, 4, 4]), zeros(gpu, [2, 1, 1, 1]), zeros(gpu, [3])),
      ],
      ['a stride of zero', () => conv2d(zeros(gpu, [1, 1, 4, 4]), zeros(gpu, [2, 1, 3, 3]), undefined, { stride: 0 })],
      [
        'negative padding',
        () => conv2d(zeros(gpu, [1, 1, 4, 4]), zeros(gpu, [2, 1, 3, 3]), undefined, { padding: -1 }),
      ],
      [
        'output padding as large as the stride',
        () =>
          convTranspose2d(zeros(gpu, [1, 1, 4, 4]), zeros(gpu, [1, 1, 3, 3]), undefined, {
            stride: 2,
            outputPadding: 2,
          }),
      ],
      ['a fold of too few columns', () => fold(zeros(gpu, [1, 9, 8]), [5, 5], 3)],
      ['a pool window in the padding', () => maxPool2d(zeros(gpu, [1, 1, 4, 4]), 2, { padding: 2 })],
      ['a pool over no channels', () => avgPool2d(zeros(gpu, [1, 0, 4, 4]), 2)],
      ['a pixel shuffle of odd channels', () => pixelShuffle(zeros(gpu, [1, 6, 2, 2]), 2)],
      ['an image resized to nothing', () => interpolate(zeros(gpu, [1, 1, 4, 4]), { scaleFactor: 0.2 })],
    ])('refuse %s', (_, run) => expect(run).toThrow(ShapeError));
  });

  describe('pools', () => {
    it('give NaN where a window holds one, and the first of equal maxima', async () => {
      const { out, indices } = maxPool2dWithIndices(tensor(gpu, [5, 5, NaN, -Infinity, 5, 1, 9, NaN], [1, 1, 2, 4]), 2);
      expect(await list(out)).toEqual([5, NaN]);
      expect(await list(indices)).toEqual([0, 2]);
    });
    it('rectify their maxima, as if the pixels had been', async () => {
      const x = tensor(gpu, [-1, -2, 3, 3, -3, NaN, -4, 2, -5, -6, 0, -1, -7, -8, -2, -3], [1, 1, 4, 4]);
      const dy = tensor(gpu, [1, 2, 3, 4], [1, 1, 2, 2]);
      const [fused, apart] = [() => maxPool2d(x, 2, { activation: 'relu' }), () => maxPool2d(relu(x), 2)].map((pool) =>
        vjp(pool, x, dy),
      );
      expect(await list(fused.value)).toEqual(await list(apart.value));
      expect(await list(fused.grads)).toEqual(await list(apart.grads));
      expect(() => maxPool2d(x, 2, { activation: 'gelu' as 'relu' })).toThrow(ShapeError);
      expect(() => maxPool2d(x, 2, { activation: 'sigmoid' as 'relu' })).toThrow(/fix: use relu$/);
    });
    it('send the gradient to the first maximum', async () => {
      const x = ones(gpu, [1, 1, 3, 3]);
      expect(await list(vjp(() => maxPool2d(x, 2, { stride: 1 }), x, ones(gpu, [1, 1, 2, 2])).grads)).toEqual([
        1, 1, 0, 1, 1, 0, 0, 0, 0,
      ]);
    });
    it('round their number up by ceilMode, but start inside', () => {
      const x = zeros(gpu, [1, 1, 5, 5]);
      expect(maxPool2d(x, 2).shape).toEqual([1, 1, 2, 2]);
      expect(maxPool2d(x, 2, { ceilMode: true }).shape).toEqual([1, 1, 3, 3]);
      expect(maxPool2d(x, 1, { stride: 3, ceilMode: true }).shape).toEqual([1, 1, 2, 2]);
    });
    it('pool lines and frames', async () => {
      await expectList(maxPool1d(counting(1, 2, 5), 2), [2, 4, 7, 9]);
      expect(maxPool3d(counting(1, 2, 3, 4, 4), [1, 2, 2]).shape).toEqual([1, 2, 3, 2, 2]);
    });
    it('fill overlapping bins, and more bins than pixels', async () => {
      await expectList(adaptiveAvgPool2d(counting(1, 1, 1, 5), [1, 3]), [1.5, 3, 4.5]);
      await expectList(adaptiveAvgPool2d(counting(1, 2, 3), [null, 6]), [1, 1, 2, 2, 3, 3, 4, 4, 5, 5, 6, 6]);
      expect(await list(adaptiveMaxPool2dWithIndices(counting(1, 1, 4, 4), 2).indices)).toEqual([5, 7, 13, 15]);
    });
    it('give zeros a norm and a gradient of 0', async () => {
      const x = tensor(gpu, [0, 0, 3, 4], [1, 1, 1, 4]);
      const { value, grads } = vjp(() => lpPool2d(x, 2, [1, 2]), x, ones(gpu, [1, 1, 1, 2]));
      await expectList(value, [0, 5]);
      await expectList(grads, [0, 0, 0.6, 0.8]);
    });
  });

  describe('rearranging', () => {
    it('folds what it unfolded, once for each window', async () => {
      await expectList(fold(unfold(ones(gpu, [1, 1, 3, 3]), 2), [3, 3], 2), [1, 2, 1, 2, 4, 2, 1, 2, 1]);
    });
    it('shuffles pixels as ONNX and PyTorch do, and back', async () => {
      const x = counting(1, 8, 1, 1);
      await expectList(depthToSpace(x, 2), [1, 3, 5, 7, 2, 4, 6, 8]);
      await expectList(pixelShuffle(x, 2), [1, 2, 3, 4, 5, 6, 7, 8]);
      await expectList(spaceToDepth(depthToSpace(x, 2), 2), [1, 2, 3, 4, 5, 6, 7, 8]);
      await expectList(pixelUnshuffle(pixelShuffle(x, 2), 2), [1, 2, 3, 4, 5, 6, 7, 8]);
    });
  });

  // The examples of the ONNX operator documentation.
  describe('resampling', () => {
    const upsampled: [string, Parameters<typeof resize>[2], number[]][] = [
      ['linear', { mode: 'linear' }, [1, 1.25, 1.75, 2, 1.5, 1.75, 2.25, 2.5, 2.5, 2.75, 3.25, 3.5, 3, 3.25, 3.75, 4]],
      [
        'linear, corners aligned',
        { mode: 'linear', coordinates: 'align_corners' },
        [1, 4 / 3, 5 / 3, 2, 5 / 3, 2, 7 / 3, 8 / 3, 7 / 3, 8 / 3, 3, 10 / 3, 3, 10 / 3, 11 / 3, 4],
      ],
      ['nearest', { mode: 'nearest' }, [1, 1, 2, 2, 1, 1, 2, 2, 3, 3, 4, 4, 3, 3, 4, 4]],
    ];
    it.each(upsampled)('doubles an image, %s', async (_, options, want) =>
      expectList(resize(counting(1, 1, 2, 2), [1, 1, 4, 4], options), want),
    );
    it('doubles an image, cubic', async () => {
      const row = resize(counting(1, 1, 4, 4), [1, 1, 8, 8], { mode: 'cubic' }).slice(2, 0, 1);
      await expectList(row, [0.47265625, 0.76953125, 1.24609375, 1.875, 2.28125, 2.91015625, 3.38671875, 3.68359375]);
    });
    it('shrinks by scales that do not divide', async () => {
      await expectList(
        resize(counting(1, 1, 4, 4), [1, 1, 3, 3], { mode: 'cubic', scales: [1, 1, 0.8, 0.8] }),
        [1.47119141, 2.78125, 4.08251953, 6.71142578, 8.02148438, 9.32275391, 11.91650391, 13.2265625, 14.52783203],
      );
      await expectList(
        resize(counting(1, 1, 2, 4), [1, 1, 1, 2], {
          mode: 'linear',
          scales: [1, 1, 0.6, 0.6],
          coordinates: 'align_corners',
        }),
        [1, 3.142857],
      );
      await expectList(
        resize(counting(1, 1, 4, 4), [1, 1, 3, 1], { mode: 'linear', coordinates: 'pytorch_half_pixel' }),
        [1.6666666, 7, 12.333333],
      );
      await expectList(
        resize(counting(1, 1, 2, 4), [1, 1, 1, 2], { mode: 'nearest', scales: [1, 1, 0.6, 0.6] }),
        [1, 3],
      );
    });
    it('antialiases as Pillow does: a kernel as wide as what a pixel covers, weights of sum one', async () => {
      // Along a line: from 7 pixels to 3, each gathers with Keys' kernel (a = -0.5) stretched by 7 / 3.
      const keys = (d: number) =>
        d < 1 ? (1.5 * d - 2.5) * d * d + 1 : d < 2 ? ((-0.5 * d + 2.5) * d - 4) * d + 2 : 0;
      const pixels = [3, -1, 4, 1, -5, 9, 2];
      const step = 7 / 3;
      const want = [0, 1, 2].map((o) => {
        const weights = pixels.map((_, j) => keys(Math.abs(j + 0.5 - step * (o + 0.5)) / step));
        const total = weights.reduce((a, b) => a + b);
        return weights.reduce((sum, weight, j) => sum + (weight / total) * pixels[j], 0);
      });
      const line = tensor(gpu, pixels, [1, 1, 1, 7]);
      await expectList(interpolate(line, { size: [1, 3], mode: 'bicubic', antialias: true }), want);
      // Without shrinking, linear antialiasing is linear interpolation.
      const grown = { size: [1, 11], mode: 'bilinear' } as const;
      await expectList(interpolate(line, { ...grown, antialias: true }), await list(interpolate(line, grown)));
      expect(() => interpolate(line, { size: 3, antialias: true })).toThrow(/antialiasing/);
    });

    it('keeps an infinite neighbour out of an exact pixel', async () => {
      expect(
        await list(interpolate(tensor(gpu, [1, Infinity], [1, 1, 2]), { size: 3, mode: 'linear', alignCorners: true })),
      ).toEqual([1, Infinity, Infinity]);
    });

    const image = () => tensor(gpu, [0, 1, 2, 3, 4, 5], [1, 1, 3, 2]);
    const near = () =>
      tensor(gpu, [-1, -1, -0.5, -0.5, -0.2, -0.2, 0, 0, 0, 0, -0.2, -0.2, 0.5, 0.5, 1, 1], [1, 2, 4, 2]);
    const far = () =>
      tensor(gpu, [-10, -10, -5, -5, -0.2, -0.2, 10, 10, 10, 10, -0.2, -0.2, 5, 5, 10, 10], [1, 2, 4, 2]);
    const sampled: [string, Parameters<typeof gridSample2d>[2], () => Tensor, number[]][] = [
      ['bilinear', { mode: 'bilinear' }, near, [0, 0.5, 1.7, 2.5, 2.5, 1.7, 4.5, 1.25]],
      ['bilinear, corners aligned', { mode: 'bilinear', alignCorners: true }, near, [0, 1.25, 2, 2.5, 2.5, 2, 3.75, 5]],
      ['nearest', { mode: 'nearest' }, near, [0, 0, 2, 2, 2, 2, 5, 0]],
      ['bicubic', { mode: 'bicubic' }, near, [-0.1406, 0.3828, 1.7556, 2.9688, 2.9688, 1.7556, 5.1445, 1.3906]],
      ['zeros outside', { padding: 'zeros' }, far, [0, 0, 1.7, 0, 0, 1.7, 0, 0]],
      ['the border outside', { padding: 'border' }, far, [0, 0, 1.7, 5, 5, 1.7, 5, 5]],
      ['a mirror outside', { padding: 'reflection' }, far, [2.5, 0, 1.7, 2.5, 2.5, 1.7, 5, 2.5]],
    ];
    it.each(sampled)('samples a grid, %s', async (_, options, grid, want) =>
      expectList(gridSample2d(image(), grid(), options), want, 4),
    );
    it('gives NaN for a place that is none', async () => {
      expect(await list(gridSample2d(image(), tensor(gpu, [NaN, 0, 0, 0], [1, 1, 2, 2]), { mode: 'nearest' }))).toEqual(
        [NaN, 2],
      );
    });
    it('differentiates twice by the grid', async () => {
      // Bilinear weights are products: ∂²/∂x∂y inside a cell is the mixed difference of its corners, times half the
      // sides.
      const grid = tensor(gpu, [0.1, 0.1], [1, 1, 1, 2]);
      const x = tensor(gpu, [0, 0, 0, 0, 0, 7, 0, 0, 0], [1, 1, 3, 3]);
      const along = (axis: number) => tensor(gpu, axis === 0 ? [1, 0] : [0, 1], [1, 1, 1, 2]);
      const { grads } = vjp(
        () => vjp(() => gridSample2d(x, grid, { alignCorners: true }), grid, ones(gpu, [1, 1, 1, 1])).grads,
        grid,
        along(0),
      );
      await expectList(grads, [0, -7]);
    });
  });
});

describe('initial values', () => {
  it('differ between layers, repeat on another device, and follow a seed', async () => {
    const [a, b] = [await Device.open({ backend: 'reference' }), await Device.open({ backend: 'reference' })];
    const weights = (gpu: Device, seed?: number) => list(new Conv2d(gpu, 4, 6, { kernel: 3, seed }).weight);
    const first = await weights(a);
    expect(await weights(a)).not.toEqual(first);
    expect(await weights(b)).toEqual(first);
    expect(await weights(a, 7)).toEqual(await weights(b, 7));
    expect(Math.max(...first.map(Math.abs))).toBeLessThanOrEqual(1 / 6);
    expect(Math.max(...first.map(Math.abs))).toBeGreaterThan(0.15);
  });
});
