/**
 * Damaged files by the thousand: every reader takes one or refuses it with a FormatError of one line, in time. A few
 * runs here; `npm run fuzz` makes FUZZ_RUNS of each, from a seed of the day (SACCADE_SEED sets it). What it finds
 * belongs into test/corpus, whose files are read first.
 */
import { readdirSync, readFileSync } from 'node:fs';
import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { FormatError } from '../engine/errors.ts';
import { decodePng, encodePng } from '../engine/files/image-node.ts';
import type { Pixels } from '../engine/files/pixels.ts';
import { checkJpeg } from '../engine/files/jpeg.ts';
import { parseNpy, writeNpy } from '../engine/files/npy.ts';
import { readOrientation } from '../engine/files/orientation.ts';
import { decodePicture } from '../engine/files/picture-node.ts';
import { crc32 } from '../engine/files/png.ts';
import { parseSafetensors, writeSafetensors } from '../engine/files/safetensors.ts';
import { checkWebp } from '../engine/files/webp.ts';
import { parseCheckpoint } from '../train/checkpoint.ts';
import { parseCifar10 } from '../train/data/cifar10.ts';
import { parseIdx } from '../train/data/idx.ts';
import { parseStl10Images, parseStl10Labels } from '../train/data/stl10.ts';
import { seed } from './seed.ts';

const runs = Number(process.env.FUZZ_RUNS ?? 400);

const sample = (name: string): Uint8Array => readFileSync(new URL(`pictures/${name}`, import.meta.url));
const levels = (length: number) => Uint8Array.from({ length }, (_, i) => (i * 37) % 251);
const pixels: Pixels = { width: 7, height: 5, data: Uint8ClampedArray.from(levels(140)) };

interface Reader {
  read: (bytes: Uint8Array) => unknown;
  /** Whole files to damage. */
  files: Uint8Array[];
  /** What an accepted file must hold. */
  holds?: (result: never) => void;
  /** Makes sums and lengths right again, so that damage goes deeper. */
  mend?: (bytes: Uint8Array) => Uint8Array;
}

const readers: Record<string, Reader> = {
  safetensors: {
    read: parseSafetensors,
    files: [
      writeSafetensors(
        [
          ['a.weight', { dtype: 'f32', shape: [2, 3], data: Float32Array.of(1, -2, NaN, Infinity, 3, 0) }],
          ['b', { dtype: 'i32', shape: [], data: Int32Array.of(7) }],
          ['c', { dtype: 'f16', shape: [0, 4], data: new Float32Array() }],
        ],
        [['note', 'two words']],
      ),
      writeSafetensors([]),
    ],
    holds: ({ tensors }: ReturnType<typeof parseSafetensors>) => {
      for (const { shape, data } of tensors.values()) expect(data.length).toBe(shape.reduce((a, b) => a * b, 1));
    },
    mend: mendHeader,
  },
  checkpoint: {
    read: parseCheckpoint,
    files: [
      writeSafetensors(
        [
          ['w', { dtype: 'f32', shape: [2], data: Float32Array.of(1, -2) }],
          ['optimizer.w.exp_avg', { dtype: 'f32', shape: [2], data: Float32Array.of(0, NaN) }],
          ['optimizer.w.step', { dtype: 'i32', shape: [], data: Int32Array.of(7) }],
        ],
        [
          ['format', 'saccade checkpoint 1'],
          ['step', '7'],
          ['dropout_calls', '{"drop":7}'],
        ],
      ),
    ],
    holds: ({ step, tensors, dropoutCalls }: ReturnType<typeof parseCheckpoint>) => {
      for (const count of [step, ...Object.values(dropoutCalls)])
        expect(count >= 0 && Number.isSafeInteger(count)).toBe(true);
      for (const { shape, data } of tensors.values()) expect(data.length).toBe(shape.reduce((a, b) => a * b, 1));
    },
    mend: mendHeader,
  },
  idx: {
    read: parseIdx,
    files: [Uint8Array.of(0, 0, 8, 2, 0, 0, 0, 2, 0, 0, 0, 3, 9, 8, 7, 6, 5, 4), Uint8Array.of(0, 0, 8, 1, 0, 0, 0, 0)],
    holds: ({ shape, data }: ReturnType<typeof parseIdx>) => expect(data.length).toBe(shape.reduce((a, b) => a * b, 1)),
  },
  npy: {
    read: parseNpy,
    files: [
      writeNpy([2, 3], 'f32', Float32Array.of(1, 2, 3, 4, 5, 6)),
      writeNpy([], 'i32', Int32Array.of(1)),
      writeNpy([3], 'bool', Uint8Array.of(0, 1, 1) as never),
    ],
    holds: ({ shape, data }: ReturnType<typeof parseNpy>) => expect(data.length).toBe(shape.reduce((a, b) => a * b, 1)),
  },
  png: { read: decodePng, files: [encodePng(pixels)], holds: whole, mend: mendPng },
  jpeg: { read: checkJpeg, files: [sample('corners.jpg')] },
  webp: { read: checkWebp, files: [sample('corners-turned.webp')] },
  orientation: {
    read: readOrientation,
    files: [sample('corners-turned.webp').subarray(-26)],
    holds: (orientation: number) => expect([1, 2, 3, 4, 5, 6, 7, 8]).toContain(orientation),
  },
  cifar10: {
    read: parseCifar10,
    files: [levels(2 * 3073).map((level, i) => (i % 3073 ? level : 9))],
    holds: ({ images, labels }: ReturnType<typeof parseCifar10>) => {
      expect(images.length).toBe(3072 * labels.length);
      expect(Math.max(...labels)).toBeLessThan(10);
    },
  },
  'stl10-images': { read: parseStl10Images, files: [levels(27_648)] },
  'stl10-labels': {
    read: parseStl10Labels,
    files: [Uint8Array.of(1, 10, 5, 5, 3)],
    holds: (labels: Uint8Array) => expect(Math.max(...labels)).toBeLessThan(10),
  },
};

function whole({ width, height, data }: Pixels): void {
  expect(data.length).toBe(4 * width * height);
}

/** Writes the length of a safetensors header anew. */
function mendHeader(bytes: Uint8Array): Uint8Array {
  const end = bytes.lastIndexOf('}'.charCodeAt(0)) + 1;
  if (end > 8) new DataView(bytes.buffer, bytes.byteOffset).setBigUint64(0, BigInt(end - 8), true);
  return bytes;
}

/** Writes the CRC of every chunk anew. */
function mendPng(bytes: Uint8Array): Uint8Array {
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.length);
  for (let at = 8; at + 12 <= bytes.length;) {
    const end = at + 8 + view.getUint32(at);
    if (end + 4 > bytes.length) break;
    view.setUint32(end, crc32(bytes.subarray(at + 4, end)));
    at = end + 4;
  }
  return bytes;
}

type Damage = (bytes: Uint8Array) => Uint8Array;

const join = (...parts: Uint8Array[]): Uint8Array => new Uint8Array(Buffer.concat(parts));
/** At a place that is a share of the file, evenly; near its start more often, for headers stand there. */
const share = fc.noBias(fc.integer({ min: 0, max: 9999 })).map((many) => many / 1e4);
const place = fc.oneof(
  share,
  share.map((all) => all / 10),
);
const extremes = [0, 1, 0x7f, 0x80, 0xff].map((byte) => Uint8Array.of(byte));
const words = ['00000000', 'ffffffff', '7fffffff', '80000000', '00010000', '0000000000000080', 'ffffffffffffffff'];
const texts = [
  '{',
  '}',
  '[',
  ']',
  '"',
  ',',
  ':',
  '\\u0000',
  '1e400',
  '-1',
  '9007199254740993',
  'null',
  "'",
  '(',
  'True',
];
const inserted = fc.oneof(
  fc.constantFrom(...extremes, ...words.map((hex) => Uint8Array.from(Buffer.from(hex, 'hex')))),
  fc.constantFrom(...texts).map((text) => new TextEncoder().encode(text)),
  fc.uint8Array({ maxLength: 8 }),
);
const at = (bytes: Uint8Array, part: number) => Math.floor(part * bytes.length);

const damage: fc.Arbitrary<Damage> = fc.oneof(
  fc.tuple(place, fc.nat(7)).map(
    ([part, bit]): Damage =>
      (bytes) =>
        bytes.map((byte, i) => (i === at(bytes, part) ? byte ^ (1 << bit) : byte)),
  ),
  fc.tuple(place, inserted).map(
    ([part, bytes]): Damage =>
      (file) =>
        join(file.subarray(0, at(file, part)), bytes, file.subarray(at(file, part) + bytes.length)),
  ),
  fc.tuple(place, inserted).map(
    ([part, bytes]): Damage =>
      (file) =>
        join(file.subarray(0, at(file, part)), bytes, file.subarray(at(file, part))),
  ),
  place.map(
    (part): Damage =>
      (file) =>
        file.slice(0, at(file, part)),
  ),
  fc.tuple(place, place).map(
    ([a, b]): Damage =>
      (file) =>
        join(file.subarray(0, at(file, Math.max(a, b))), file.subarray(at(file, Math.min(a, b)))),
  ),
);

/** Takes it or refuses it, as a reader must. */
function judge({ read, holds }: Reader, bytes: Uint8Array): void {
  const started = performance.now();
  try {
    const result = read(bytes);
    (holds as ((result: unknown) => void) | undefined)?.(result);
  } catch (error) {
    if (!(error instanceof FormatError)) throw error;
    expect(error.message).not.toMatch(/[\r\n]/);
    expect(error.message.length).toBeLessThan(400);
  }
  expect(performance.now() - started).toBeLessThan(2000);
}

const damaged = ({ files, mend }: Pick<Reader, 'files' | 'mend'>): fc.Arbitrary<Uint8Array> =>
  fc
    .tuple(fc.nat(files.length - 1), fc.array(damage, { minLength: 1, maxLength: 4 }), fc.boolean())
    .map(([which, damages, mended]) => {
      const bytes = damages.reduce<Uint8Array>((before, each) => each(before), Uint8Array.from(files[which]));
      return mended && mend ? mend(bytes) : bytes;
    });

describe.each(Object.entries(readers))('%s', (name, reader) => {
  test('whole files are taken', () => {
    for (const file of reader.files) reader.read(file);
  });

  test('damaged ones are taken or refused', () => {
    fc.assert(
      fc.property(damaged(reader), (bytes) => judge(reader, bytes)),
      { numRuns: name === 'stl10-images' ? Math.ceil(runs / 10) : runs, seed },
    );
  });
});

test('JPEG and WebP with their decoders: pixels of the size told, or a refusal', async () => {
  const files = [...readers.jpeg.files, ...readers.webp.files];
  await fc.assert(
    fc.asyncProperty(damaged({ files }), async (bytes) => {
      try {
        whole(await decodePicture(bytes));
      } catch (error) {
        if (!(error instanceof FormatError)) throw error;
        expect(error.message).not.toMatch(/[\r\n]/);
      }
    }),
    { numRuns: Math.ceil(runs / 10), seed },
  );
});

const corpus = new URL('corpus/', import.meta.url);
test.each(readdirSync(corpus).filter((file) => file !== 'README.md'))('corpus: %s', (file) => {
  judge(readers[file.replace(/.*\./, '')], readFileSync(new URL(file, corpus)));
});
