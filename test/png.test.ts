import fc from 'fast-check';
import { crc32 as nodeCrc32, deflateSync } from 'node:zlib';
import { describe, expect, it } from 'vitest';
import { FormatError } from '../engine/errors.ts';
import { decodePng, encodePng } from '../engine/files/image-node.ts';
import { checkPng, crc32 } from '../engine/files/png.ts';

type Chunk = [type: string, body: ArrayLike<number>, crc?: number];

function png(...chunks: Chunk[]): Uint8Array {
  const parts = chunks.map(([type, body, crc]) => {
    const bytes = Buffer.alloc(12 + body.length);
    bytes.writeUInt32BE(body.length);
    bytes.write(type, 4, 'latin1');
    bytes.set(body, 8);
    bytes.writeUInt32BE(crc ?? crc32(bytes.subarray(4, 8 + body.length)), 8 + body.length);
    return bytes;
  });
  return Buffer.concat([Buffer.from([0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0a]), ...parts]);
}

interface Ihdr {
  width?: number;
  height?: number;
  depth?: number;
  color?: number;
  compression?: number;
  filter?: number;
  interlace?: number;
}

function ihdr({
  width = 2,
  height = 2,
  depth = 8,
  color = 0,
  compression = 0,
  filter = 0,
  interlace = 0,
}: Ihdr = {}): Chunk {
  const body = Buffer.alloc(13);
  body.writeUInt32BE(width);
  body.writeUInt32BE(height, 4);
  body.set([depth, color, compression, filter, interlace], 8);
  return ['IHDR', body];
}
const idat = (...raw: number[]): Chunk => ['IDAT', deflateSync(Uint8Array.from(raw))];
const iend: Chunk = ['IEND', []];
/** Two rows of two gray pixels. */
const rows = [0, 10, 20, 0, 30, 40];
const gray = (...levels: number[]): number[] => levels.flatMap((level) => [level, level, level, 255]);

describe('png: decoding', () => {
  it('decodes gray, colour, palette with transparency, and 16 bits', () => {
    expect([...decodePng(png(ihdr(), idat(...rows), iend)).data]).toEqual(gray(10, 20, 30, 40));
    expect([...decodePng(png(ihdr({ width: 1, height: 1, color: 6 }), idat(0, 1, 2, 3, 4), iend)).data]).toEqual([
      1, 2, 3, 4,
    ]);
    expect([
      ...decodePng(
        png(
          ihdr({ height: 1, depth: 1, color: 3 }),
          ['PLTE', [9, 8, 7, 6, 5, 4]],
          ['tRNS', [128]],
          idat(0, 0x40),
          iend,
        ),
      ).data,
    ]).toEqual([9, 8, 7, 128, 6, 5, 4, 255]);
    expect([...decodePng(png(ihdr({ height: 1, depth: 16 }), idat(0, 0xff, 0xff, 0x80, 0), iend)).data]).toEqual(
      gray(255, 128),
    );
  });

  it('takes IDAT in pieces, damaged comments, and bytes after IEND', () => {
    const stream = idat(...rows)[1] as Uint8Array;
    const pieces = Array.from(stream, (byte): Chunk => ['IDAT', [byte]]);
    const bytes = png(ihdr(), ['tEXt', [65, 0, 66], 1234], ['IDAT', []], ...pieces, iend);
    expect([...decodePng(Buffer.concat([bytes, Buffer.from('after the end')])).data]).toEqual(gray(10, 20, 30, 40));
  });

  it('decodes Adam7 pictures of every small size', () => {
    const starts = [
      [0, 0, 8, 8],
      [4, 0, 8, 8],
      [0, 4, 4, 8],
      [2, 0, 4, 4],
      [0, 2, 2, 4],
      [1, 0, 2, 2],
      [0, 1, 1, 2],
    ];
    for (let width = 1; width <= 9; width++) {
      for (let height = 1; height <= 9; height++) {
        const raw: number[] = [];
        for (const [x0, y0, dx, dy] of starts) {
          for (let y = y0; y < height; y += dy) {
            if (x0 < width) raw.push(0);
            for (let x = x0; x < width; x += dx) raw.push(16 * y + x);
          }
        }
        const bytes = png(ihdr({ width, height, interlace: 1 }), idat(...raw), iend);
        expect(checkPng(bytes).inflatedSize).toBe(raw.length);
        expect([...decodePng(bytes).data]).toEqual(
          gray(...Array.from({ length: width * height }, (_, i) => 16 * Math.floor(i / width) + (i % width))),
        );
      }
    }
  });

  it('gives back what it encodes', () => {
    const data = Uint8ClampedArray.from({ length: 5 * 3 * 4 }, (_, i) => (i * 37) % 256);
    expect(decodePng(encodePng({ width: 5, height: 3, data }))).toEqual({ width: 5, height: 3, data });
    expect(() => encodePng({ width: 5, height: 4, data })).toThrow('60 bytes do not fill the picture');
  });

  it('tells the size of the data without decoding', () => {
    expect(checkPng(png(ihdr({ width: 9, height: 3, depth: 1 }), idat(), iend))).toMatchObject({
      width: 9,
      height: 3,
      bitDepth: 1,
      colorType: 0,
      interlace: 0,
      inflatedSize: 3 * 3,
    });
    expect(checkPng(png(ihdr({ width: 8000, height: 8000, depth: 16, color: 6 }), idat(), iend)).inflatedSize).toBe(
      8000 * 64_001,
    );
    expect(checkPng(png(ihdr({ width: 16384, height: 1 }), idat(), iend)).inflatedSize).toBe(16_385);
  });

  it('has the CRC of zlib', () => {
    const bytes = Uint8Array.from({ length: 1000 }, (_, i) => (i * i) % 251);
    expect(crc32(bytes)).toBe(nodeCrc32(bytes));
    expect(crc32(Buffer.from('123456789'))).toBe(0xcbf43926);
  });
});

const palette = ihdr({ color: 3 });
const refused: [string, Uint8Array, string][] = [
  ['a JPEG', Buffer.from([0xff, 0xd8, 0xff, 0xe0, 0, 0, 0, 0, 0]), 'signature'],
  ['nothing after the signature', png(), 'ends without'],
  ['a chunk header cut', Buffer.concat([png(ihdr()), Buffer.from([0, 0])]), 'ends within the chunk header'],
  ['a chunk before IHDR', png(['gAMA', [0, 0, 0, 1]], ihdr(), idat(...rows), iend), 'IHDR must be the first chunk'],
  ['IEND at once', png(iend), 'IHDR must be the first chunk'],
  ['IHDR of 12 bytes', png(['IHDR', Buffer.alloc(12)], idat(...rows), iend), 'IHDR must have 13 bytes'],
  ['a second IHDR', png(ihdr(), ihdr({ width: 40 }), idat(...rows), iend), 'second IHDR'],
  ['width 0', png(ihdr({ width: 0 }), idat(), iend), 'size'],
  ['width 16,385', png(ihdr({ width: 16_385, height: 1 }), idat(), iend), 'size'],
  ['2^31 - 1 squared', png(ihdr({ width: 2 ** 31 - 1, height: 2 ** 31 - 1 }), idat(), iend), 'size'],
  ['65 megapixels', png(ihdr({ width: 8125, height: 8000 }), idat(), iend), 'size'],
  ['a bit depth of 3', png(ihdr({ depth: 3 }), idat(...rows), iend), 'bit depth 3'],
  ['colour in 4 bits', png(ihdr({ depth: 4, color: 2 }), idat(...rows), iend), 'color type 2 has no bit depth 4'],
  ['a palette of 16 bits', png(ihdr({ depth: 16, color: 3 }), idat(...rows), iend), 'color type 3 has no bit depth 16'],
  ['color type 5', png(ihdr({ color: 5 }), idat(...rows), iend), 'color type'],
  ['compression 1', png(ihdr({ compression: 1 }), idat(...rows), iend), 'compression method'],
  ['filter method 1', png(ihdr({ filter: 1 }), idat(...rows), iend), 'filter method'],
  ['interlace 2', png(ihdr({ interlace: 2 }), idat(...rows), iend), 'interlace'],
  ['a palette image without PLTE', png(palette, idat(...rows), iend), 'PLTE'],
  ['PLTE after IDAT', png(ihdr({ color: 2 }), idat(...rows), ['PLTE', [0, 0, 0]], iend), 'PLTE'],
  ['two PLTE', png(palette, ['PLTE', [0, 0, 0]], ['PLTE', [0, 0, 0]], idat(...rows), iend), 'PLTE'],
  ['PLTE of 4 bytes', png(palette, ['PLTE', [0, 0, 0, 0]], idat(...rows), iend), 'PLTE'],
  ['an empty PLTE', png(palette, ['PLTE', []], idat(...rows), iend), 'PLTE'],
  ['PLTE of 257 colours', png(palette, ['PLTE', Buffer.alloc(771)], idat(...rows), iend), 'PLTE'],
  ['3 colours for 1 bit', png(ihdr({ depth: 1, color: 3 }), ['PLTE', Buffer.alloc(9)], idat(...rows), iend), 'PLTE'],
  ['PLTE in a gray image', png(ihdr(), ['PLTE', [0, 0, 0]], idat(...rows), iend), 'PLTE'],
  ['tRNS longer than the palette', png(palette, ['PLTE', [0, 0, 0]], ['tRNS', [1, 2]], idat(...rows), iend), 'tRNS'],
  ['tRNS before the palette', png(palette, ['tRNS', [1]], ['PLTE', [0, 0, 0]], idat(...rows), iend), 'tRNS'],
  ['tRNS beside alpha', png(ihdr({ color: 4 }), ['tRNS', [1, 2]], idat(...rows), iend), 'tRNS'],
  ['tRNS of 3 bytes for gray', png(ihdr(), ['tRNS', [1, 2, 3]], idat(...rows), iend), 'tRNS'],
  ['an index outside the palette', png(palette, ['PLTE', [0, 0, 0]], idat(...rows), iend), 'data'],
  [
    'IDAT in two places',
    png(ihdr(), idat(...rows), ['tEXt', []], idat(...rows), iend),
    'IDAT chunks must follow one another',
  ],
  ['no IDAT', png(ihdr(), iend), 'IDAT'],
  ['an empty IDAT', png(ihdr(), ['IDAT', []], iend), 'data'],
  ['no IEND', png(ihdr(), idat(...rows)), 'ends without an IEND'],
  ['IEND with a body', png(ihdr(), idat(...rows), ['IEND', [0]]), 'IEND'],
  ['an unknown critical chunk', png(ihdr(), ['ABCD', []], idat(...rows), iend), 'critical'],
  ['a type that is no letters', png(ihdr(), ['ab\n!', []], idat(...rows), iend), 'four letters'],
  ['a wrong CRC in PLTE', png(palette, ['PLTE', [0, 0, 0], 5], idat(...rows), iend), 'CRC'],
  ['a wrong CRC in tRNS', png(ihdr(), ['tRNS', [0, 1], 5], idat(...rows), iend), 'CRC'],
  [
    'a chunk of 2^32 - 1 bytes',
    Buffer.concat([png(ihdr()), Buffer.from([255, 255, 255, 255]), Buffer.from('IDAT')]),
    'runs past the end',
  ],
  ['a row missing', png(ihdr(), idat(0, 10, 20), iend), 'data must have 6 bytes'],
  ['a row too many', png(ihdr(), idat(...rows, 0, 50, 60), iend), 'data exceed the 6 bytes'],
  ['a bomb', png(ihdr(), ['IDAT', deflateSync(Buffer.alloc(50_000_000))], iend), 'data exceed the 6 bytes'],
  ['filter 5 in the second row', png(ihdr(), idat(0, 10, 20, 5, 30, 40), iend), 'row 1 has an unknown filter, got 5'],
];

describe('png: refusing', () => {
  it.each(refused)('%s', (_, bytes, mention) => {
    let error: unknown;
    try {
      decodePng(bytes);
    } catch (thrown) {
      error = thrown;
    }
    expect(error).toBeInstanceOf(FormatError);
    expect((error as FormatError).message).toMatch(/^png: [^\n]{1,250}$/);
    expect((error as FormatError).message).toContain(mention);
  });
});

describe('png: fuzzing', () => {
  /** Chunks with right CRCs, so that damage gets past the first check. */
  const byte = fc.nat(255);
  const chunk = fc.oneof(
    fc
      .record({
        width: fc.integer({ min: 0, max: 9 }),
        height: fc.integer({ min: 0, max: 9 }),
        depth: fc.constantFrom(1, 2, 4, 8, 16),
        color: fc.constantFrom(0, 2, 3, 4, 6),
        interlace: fc.nat(2),
      })
      .map(ihdr),
    fc.array(byte, { maxLength: 60 }).map((raw) => idat(...raw)),
    fc.array(byte, { maxLength: 20 }).map((body): Chunk => ['IDAT', body]),
    fc.array(byte, { maxLength: 12 }).map((body): Chunk => ['PLTE', body]),
    fc.array(byte, { maxLength: 6 }).map((body): Chunk => ['tRNS', body]),
    fc.constantFrom<Chunk>(['gAMA', [0, 0, 0, 9]], ['tIME', []], iend),
  );
  const decodes = (bytes: Uint8Array): void => {
    try {
      const { width, height, data } = decodePng(bytes);
      expect(data.length).toBe(4 * width * height);
    } catch (error) {
      if (!(error instanceof FormatError) || error.message.includes('\n')) throw error;
    }
  };

  it('decodes or refuses any sequence of chunks', () => {
    fc.assert(
      fc.property(fc.array(chunk, { maxLength: 6 }), (chunks) => decodes(png(ihdr(), ...chunks, iend))),
      { numRuns: 2000 },
    );
  });

  it('decodes or refuses any image data', () => {
    const size = {
      width: fc.integer({ min: 1, max: 5 }),
      height: fc.integer({ min: 1, max: 5 }),
      depth: fc.constantFrom(1, 2, 4, 8, 16),
      color: fc.constantFrom(0, 2, 3, 4, 6),
      interlace: fc.nat(1),
    };
    fc.assert(
      fc.property(
        fc.record(size),
        fc.array(fc.nat(4), { minLength: 300, maxLength: 300 }),
        fc.array(byte, { maxLength: 9 }),
        (header, raw, tail) => {
          const start: Chunk[] = header.color === 3 ? [ihdr(header), ['PLTE', [1, 2, 3, 4, 5, 6]]] : [ihdr(header)];
          let inflated = 0;
          try {
            inflated = checkPng(png(...start, idat(), iend)).inflatedSize;
          } catch (error) {
            expect(error).toBeInstanceOf(FormatError);
          }
          // Bytes after the zlib stream must not upset the decoder either.
          decodes(
            png(
              ...start,
              ['IDAT', Buffer.concat([deflateSync(Uint8Array.from(raw.slice(0, inflated))), Buffer.from(tail)])],
              iend,
            ),
          );
        },
      ),
      { numRuns: 2000 },
    );
  });

  it('decodes or refuses every damaged file', () => {
    const good = png(ihdr({ color: 3 }), ['PLTE', [1, 2, 3, 4, 5, 6]], ['tRNS', [7]], idat(0, 0, 1, 0, 1, 0), iend);
    fc.assert(
      fc.property(fc.array(fc.tuple(fc.nat(good.length - 1), byte), { minLength: 1, maxLength: 3 }), (edits) => {
        const bytes = good.slice();
        for (const [index, value] of edits) bytes[index] = value;
        decodes(bytes);
      }),
      { numRuns: 2000 },
    );
  });
});
