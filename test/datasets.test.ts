import { describe, expect, it } from 'vitest';
import { FormatError } from '../engine/errors.ts';
import { parseCifar10 } from '../train/data/cifar10.ts';
import { parseStl10Images, parseStl10Labels } from '../train/data/stl10.ts';

describe('CIFAR-10', () => {
  const records = (...labels: number[]): Uint8Array =>
    Uint8Array.from(labels.flatMap((label, i) => [label, ...Array.from({ length: 3072 }, (_, k) => (i + k) % 256)]));

  it('separates labels from planes', () => {
    const { images, labels } = parseCifar10(records(3, 9, 0));
    expect([...labels]).toEqual([3, 9, 0]);
    expect(images.length).toBe(3 * 3072);
    // The first green pixel of the second picture, and the last blue one of the third.
    expect([images[3072 + 1024], images[3 * 3072 - 1]]).toEqual([1025 % 256, 3073 % 256]);
  });

  it('names the record that is wrong', () => {
    expect(() => parseCifar10(records(1, 10))).toThrow('cifar10: label of record 1 must be 0 to 9, got 10');
    expect(() => parseCifar10(records(1, 2).subarray(0, 4000))).toThrow('record 1 must have 3073 bytes, got 927');
    expect(() => parseCifar10(new Uint8Array())).toThrow(FormatError);
  });
});

describe('STL-10', () => {
  it('turns columns into rows, plane by plane', () => {
    const file = new Uint8Array(2 * 3 * 96 * 96);
    // x = 5, y = 70 of the green plane of the second picture, where the file keeps it.
    file[4 * 9216 + 5 * 96 + 70] = 200;
    const images = parseStl10Images(file);
    expect(images.indexOf(200)).toBe(4 * 9216 + 70 * 96 + 5);
    expect(images.reduce((a, b) => a + b, 0)).toBe(200);
  });

  it('counts labels from 0 and names the record that is wrong', () => {
    expect([...parseStl10Labels(Uint8Array.of(1, 10))]).toEqual([0, 9]);
    expect(() => parseStl10Labels(Uint8Array.of(1, 0))).toThrow('stl10: label of record 1 must be 1 to 10, got 0');
    expect(() => parseStl10Labels(Uint8Array.of(11))).toThrow('label of record 0');
    expect(() => parseStl10Labels(new Uint8Array())).toThrow(FormatError);
    expect(() => parseStl10Images(new Uint8Array(30_000))).toThrow('record 1 must have 27648 bytes, got 2352');
    expect(() => parseStl10Images(new Uint8Array())).toThrow(FormatError);
  });
});
