import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { brotliCompressSync, gzipSync } from 'node:zlib';
import { PNG } from 'pngjs';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { FormatError, ShapeError } from '../engine/errors.ts';
import { writeNpy } from '../engine/files/npy.ts';
import { Random } from '../engine/random.ts';
import { augment, noClass } from '../train/data/augment.ts';
import { Batches } from '../train/data/batches.ts';
import { parseIdx } from '../train/data/idx.ts';
import { openDataset } from '../train/data/open-node.ts';
import type { Pictures } from '../train/data/pictures.ts';
import { first, pictureOf, select } from '../train/data/pictures.ts';
import { resized } from '../train/data/resized.ts';
import { drawScenes, sceneClasses } from '../train/data/scenes.ts';
import { whitePatches } from '../train/data/white-patch.ts';

let folder = '';
beforeAll(() => (folder = mkdtempSync(join(tmpdir(), 'saccade-data-'))));
afterAll(() => rmSync(folder, { recursive: true, force: true }));

const write = (path: string, bytes: Uint8Array) => {
  const file = join(folder, path);
  mkdirSync(join(file, '..'), { recursive: true });
  writeFileSync(file, bytes);
};
const byteNpy = (shape: readonly number[], data: Uint8Array): Uint8Array => {
  const sizes = shape.length === 1 ? `${shape[0]},` : shape.join(', ');
  const header = `{'descr': '|u1', 'fortran_order': False, 'shape': (${sizes}), }`;
  const padded = header.padEnd(117, ' ') + '\n';
  return Uint8Array.from([0x93, ...Buffer.from('NUMPY'), 1, 0, padded.length, 0, ...Buffer.from(padded), ...data]);
};
const idx = (shape: readonly number[], data: readonly number[]): Uint8Array =>
  Uint8Array.from([0, 0, 8, shape.length, ...shape.flatMap((n) => [0, 0, n >> 8, n & 255]), ...data]);

describe('sets of pictures by path', () => {
  it('CIFAR-10, batches in order, packed or not', async () => {
    const record = (label: number) => Uint8Array.from({ length: 3073 }, (_, i) => (i ? label * 10 : label));
    write('cifar/data_batch_1.bin.br', brotliCompressSync(record(3)));
    write('cifar/data_batch_2.bin', record(9));
    write('cifar/test_batch.bin.gz', gzipSync(record(0)));
    write('cifar/batches.meta.txt', Buffer.from('plane\ncar\n'));
    const { train, test } = await openDataset(join(folder, 'cifar'));
    expect([...train.labels!]).toEqual([3, 9]);
    expect([train.count, test!.count, train.classes![1]]).toEqual([2, 1, 'car']);
    expect(pictureOf(train, 1)[3071]).toBe(90);
  });

  it('STL-10 must have as many labels as pictures', async () => {
    write('stl/train_X.bin', new Uint8Array(2 * 3 * 96 * 96));
    write('stl/train_y.bin', Uint8Array.of(1, 10));
    expect([...(await openDataset(join(folder, 'stl'))).train.labels!]).toEqual([0, 9]);
    write('stl/train_y.bin', Uint8Array.of(1, 10, 2));
    await expect(openDataset(join(folder, 'stl'))).rejects.toThrow(/a label for each picture, got 3 for 2/);
  });

  it('MNIST, and IDX files that are none', async () => {
    write('mnist/t10k-images-idx3-ubyte', idx([2, 2, 3], [...Array(12).keys()]));
    write('mnist/t10k-labels-idx1-ubyte', idx([2], [7, 1]));
    const { test } = await openDataset(join(folder, 'mnist'));
    expect([test!.shape, [...test!.labels!], pictureOf(test!, 1)[0]]).toEqual([[1, 2, 3], [7, 1], 6]);
    expect(() => parseIdx(idx([3], [1, 2]))).toThrow(FormatError);
    expect(() => parseIdx(Uint8Array.of(0, 0, 0x0d, 1, 0, 0, 0, 0))).toThrow(/unsigned bytes, got type 0xd/);
    expect(() => parseIdx(Uint8Array.of(0, 0, 8, 3, 0))).toThrow(/1 to 4 sizes/);
    expect(() => parseIdx(new Uint8Array())).toThrow(FormatError);
  });

  it('npy pictures with masks, as bytes', async () => {
    write('npy/train_images.npy', byteNpy([2, 3, 2, 2], new Uint8Array(24).fill(5)));
    write('npy/train_labels.npy', byteNpy([2, 2, 2], Uint8Array.of(0, 1, 2, 3, 4, 5, 6, 7)));
    const { train } = await openDataset(join(folder, 'npy'));
    expect([train.count, train.masks![7], train.images.BYTES_PER_ELEMENT]).toEqual([2, 7, 1]);
    write('npy/train_labels.npy', byteNpy([2, 2], Uint8Array.of(0, 1, 2, 3)));
    await expect(openDataset(join(folder, 'npy'))).rejects.toThrow(/must be 2 × 2 × 2, got 2 × 2/);
    write('npy/train_images.npy', writeNpy([1, 1, 1, 1], 'f32', Float32Array.of(1)));
    await expect(openDataset(join(folder, 'npy'))).rejects.toThrow(/uint8 in C order/);
  });

  it('folders of pictures by class, and pictures with masks', async () => {
    const png = (red: number) => {
      const image = new PNG({ width: 6, height: 4 });
      for (let i = 0; i < image.data.length; i += 4) image.data.set([red, 9, 9, 255], i);
      return PNG.sync.write(image);
    };
    write('own/cat/a.png', png(10));
    write('own/dog/b.png', png(20));
    const { train } = await openDataset(join(folder, 'own'), { size: 8 });
    expect([train.classes, [...train.labels!], train.shape]).toEqual([
      ['cat', 'dog'],
      [0, 1],
      [3, 8, 8],
    ]);
    expect([pictureOf(train, 1)[0], pictureOf(train, 1)[64]]).toEqual([20, 9]);
    write('pairs/images/a.png', png(10));
    write('pairs/masks/a.png', png(3));
    expect([...(await openDataset(join(folder, 'pairs'), { size: 2 })).train.masks!]).toEqual([3, 3, 3, 3]);
    await expect(openDataset(join(folder, 'pairs', 'none'))).rejects.toThrow(/is not there/);
    mkdirSync(join(folder, 'empty'));
    await expect(openDataset(join(folder, 'empty'))).rejects.toThrow(/holds no set of pictures, got nothing/);
  });
});

const numbered = (count: number): Pictures => ({
  count,
  shape: [1, 2, 2],
  images: Uint8Array.from({ length: 4 * count }, (_, i) => i >> 2),
  labels: Uint8Array.from({ length: count }, (_, i) => i),
});

describe('batches', () => {
  it('go through every picture once an epoch, in another order each epoch, the same for a seed', () => {
    const batches = new Batches(numbered(10), { batch: 3, seed: 5 });
    const epoch = (from: number) => [0, 1, 2].flatMap((step) => [...batches.at(from + step).labels]);
    expect(batches.perEpoch).toBe(3);
    expect(new Set(epoch(0)).size).toBe(9);
    expect(epoch(3)).not.toEqual(epoch(0));
    expect(epoch(0)).toEqual(epoch(0));
    expect([...new Batches(numbered(10), { batch: 3, seed: 6 }).at(0).labels]).not.toEqual(epoch(0).slice(0, 3));
  });

  it('follow from the step alone, augmented or not', () => {
    const options = { batch: 4, seed: 1, augment: { flip: true, crop: 1, jitter: 0.2, cutout: 1 } };
    const there = new Batches(numbered(10), options);
    for (let step = 0; step < 7; step++) there.at(step);
    expect(there.at(7)).toEqual(new Batches(numbered(10), options).at(7));
  });

  it('normalise, and refuse what does not fit', () => {
    const { images } = new Batches(numbered(2), { batch: 2, seed: 0, shuffle: false, mean: [0], deviation: [1] }).at(0);
    expect([...images]).toEqual([0, 0, 0, 0, 1, 1, 1, 1].map((byte) => Math.fround(byte / 255)));
    for (const wrong of [
      { batch: 3 },
      { batch: 0 },
      { batch: 1.5 },
      { batch: 1, mean: [0, 0] },
      { batch: 1, augment: { jitter: 2 } },
    ])
      expect(() => new Batches(numbered(2), { seed: 0, ...wrong })).toThrow(ShapeError);
  });
});

describe('augmentation', () => {
  it('moves a mask with its picture', () => {
    for (let seed = 0; seed < 20; seed++) {
      const picture = Float32Array.from({ length: 12 }, (_, i) => i + 1);
      const mask = Uint8Array.from(picture);
      augment(picture, mask, [1, 3, 4], new Random(seed), { flip: true, crop: 2 });
      expect([...mask].map((value) => (value === noClass ? 0 : value))).toEqual([...picture]);
    }
  });
});

describe('white patches', () => {
  it('half of the pictures have one, of the right size, where the mask says', () => {
    const blank: Pictures = { count: 10, shape: [3, 12, 18], images: new Uint8Array(10 * 3 * 12 * 18) };
    const { labels, masks, images } = whitePatches(blank, { seed: 3 });
    expect(labels!.reduce((a, b) => a + b, 0)).toBe(5);
    for (let i = 0; i < 10; i++) {
      const mask = masks!.subarray(i * 216, (i + 1) * 216);
      expect(mask.reduce((a, b) => a + b, 0)).toBe(labels![i] * 4);
      for (let c = 0; c < 3; c++)
        expect([...images.subarray((i * 3 + c) * 216, (i * 3 + c + 1) * 216)]).toEqual([...mask].map((on) => on * 255));
    }
    expect(() => whitePatches(blank, { seed: 0, share: 1 })).toThrow(ShapeError);
  });
});

describe('scenes', () => {
  it('are the same for a seed, and every pixel has a class', () => {
    const scenes = drawScenes({ count: 3, seed: 1, size: [32, 48] });
    expect(scenes.images).toEqual(drawScenes({ count: 3, seed: 1, size: [32, 48] }).images);
    expect(scenes.masks!.every((kind) => kind < sceneClasses.length)).toBe(true);
    expect(new Set(scenes.masks).size).toBe(sceneClasses.length);
    expect(pictureOf(scenes, 2)).not.toEqual(pictureOf(drawScenes({ count: 3, seed: 2, size: [32, 48] }), 2));
  });
});

describe('parts of a set', () => {
  it('are chosen by index, or from the front', () => {
    expect([...select(numbered(5), [4, 0]).labels!]).toEqual([4, 0]);
    expect([...first(numbered(5), 2).images]).toEqual([0, 0, 0, 0, 1, 1, 1, 1]);
    expect(() => select(numbered(5), [5])).toThrow(ShapeError);
  });

  it('are made smaller by what each pixel covers, masks by the class in its middle', () => {
    const set: Pictures = {
      count: 1,
      shape: [1, 2, 3],
      images: Uint8Array.of(0, 90, 30, 60, 150, 90),
      masks: Uint8Array.of(0, 1, 2, 3, 4, 5),
    };
    const small = resized(set, [1, 2]);
    // Each half of the width is one pixel and half of the middle one: (0 + 60 + (90 + 150) / 2) / 3.
    expect([small.shape, [...small.images], [...small.masks!]]).toEqual([
      [1, 1, 2],
      [60, 80],
      [3, 5],
    ]);
    expect(resized(set, [2, 3])).toEqual(set);
    expect(() => resized(set, [3, 3])).toThrow(ShapeError);
  });
});
