import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { FormatError } from '../engine/errors.ts';
import { parseNpy, writeNpy } from '../engine/files/npy.ts';

/** A file with this header text, whatever it says. */
function file(header: string, data: ArrayLike<number> = [], version = 1): Uint8Array {
  const start = version === 1 ? 10 : 12;
  const bytes = new Uint8Array(start + header.length + data.length);
  bytes.set([0x93, ...Buffer.from('NUMPY'), version, 0]);
  const view = new DataView(bytes.buffer);
  if (version === 1) view.setUint16(8, header.length, true);
  else view.setUint32(8, header.length, true);
  bytes.set(Buffer.from(header, 'latin1'), start);
  bytes.set(data, start + header.length);
  return bytes;
}

const dict = (descr: string, shape: string, fortran = 'False'): string =>
  `{'descr': '${descr}', 'fortran_order': ${fortran}, 'shape': ${shape}, }\n`;

/** 1, 2 and 300 (or 3, in a byte) as NumPy's `tobytes` writes them. */
const samples: [string, number[], string, string][] = [
  ['<f2', [0x00, 0x3c, 0x00, 0x40, 0xb0, 0x5c], 'f16', 'F16'],
  ['<f4', [0, 0, 0x80, 0x3f, 0, 0, 0, 0x40, 0, 0, 0x96, 0x43], 'f32', 'F32'],
  ['<f8', [0, 0, 0, 0, 0, 0, 0xf0, 0x3f, 0, 0, 0, 0, 0, 0, 0, 0x40, 0, 0, 0, 0, 0, 0xc0, 0x72, 0x40], 'f32', 'F64'],
  ['<i2', [1, 0, 2, 0, 0x2c, 1], 'i32', 'I16'],
  ['<i4', [1, 0, 0, 0, 2, 0, 0, 0, 0x2c, 1, 0, 0], 'i32', 'I32'],
  ['<i8', [1, 0, 0, 0, 0, 0, 0, 0, 2, 0, 0, 0, 0, 0, 0, 0, 0x2c, 1, 0, 0, 0, 0, 0, 0], 'i32', 'I64'],
  ['<u2', [1, 0, 2, 0, 0x2c, 1], 'u32', 'U16'],
  ['<u4', [1, 0, 0, 0, 2, 0, 0, 0, 0x2c, 1, 0, 0], 'u32', 'U32'],
  ['<u8', [1, 0, 0, 0, 0, 0, 0, 0, 2, 0, 0, 0, 0, 0, 0, 0, 0x2c, 1, 0, 0, 0, 0, 0, 0], 'u32', 'U64'],
];

describe('npy: reading', () => {
  it.each(samples)('%s, and its big-endian twin', (descr, bytes, dtype, fileDtype) => {
    const width = Number(descr[2]);
    const swapped = bytes.map((_, i) => bytes[i - (i % width) + width - 1 - (i % width)]);
    for (const read of [
      parseNpy(file(dict(descr, '(3,)'), bytes)),
      parseNpy(file(dict(descr.replace('<', '>'), '(3,)'), swapped)),
    ]) {
      expect(read).toMatchObject({ dtype, fileDtype, shape: [3] });
      expect([...read.data]).toEqual([1, 2, 300]);
    }
  });

  it('reads single bytes and truth values', () => {
    expect(parseNpy(file(dict('|i1', '(2,)'), [1, 255]))).toMatchObject({
      dtype: 'i32',
      data: new Int32Array([1, -1]),
    });
    expect(parseNpy(file(dict('|u1', '(2,)'), [1, 255]))).toMatchObject({
      dtype: 'u32',
      data: new Uint32Array([1, 255]),
    });
    expect(parseNpy(file(dict('|b1', '(2,)'), [1, 0]))).toMatchObject({ dtype: 'bool', data: new Uint8Array([1, 0]) });
  });

  it('transposes Fortran order', () => {
    // numpy.asfortranarray(numpy.arange(24).reshape(2, 3, 4)) as it lies in memory
    const columns = [0, 12, 4, 16, 8, 20, 1, 13, 5, 17, 9, 21, 2, 14, 6, 18, 10, 22, 3, 15, 7, 19, 11, 23];
    const { shape, data } = parseNpy(file(dict('|u1', '(2, 3, 4)', 'True'), columns));
    expect(shape).toEqual([2, 3, 4]);
    expect([...data]).toEqual(columns.map((_, i) => i));
  });

  it('reads all three versions, keys in any order, double quotes, Python 2 longs, scalars, nothing', () => {
    for (const version of [1, 2, 3])
      expect(parseNpy(file(dict('|u1', '()'), [9], version))).toMatchObject({ shape: [], data: new Uint32Array([9]) });
    expect(parseNpy(file(`{"shape":(2L,), 'fortran_order' :False,'descr': "|u1"}`, [1, 2]))).toMatchObject({
      shape: [2],
    });
    expect(parseNpy(file(dict('<f4', '(0, 3)')))).toMatchObject({ shape: [0, 3], data: new Float32Array() });
  });
});

const refused: [string, Uint8Array, string][] = [
  ['nothing', new Uint8Array(), 'NUMPY'],
  ['a version to come', file(dict('|u1', '()'), [9], 4), 'version'],
  ['a cut header length', file('').subarray(0, 9), 'header length'],
  ['a header past the end', file(dict('|u1', '()')).subarray(0, 40), 'runs past the end'],
  ['a huge header', file(' '.repeat(70_000), [], 2), 'exceeds'],
  ['no dict', file('[1]'), 'dict'],
  [
    'code',
    file("{'descr': __import__('os').system('x'), 'fortran_order': False, 'shape': (1,)}"),
    'holds something else',
  ],
  ['a structured type', file("{'descr': [('a', '<f4')], 'fortran_order': False, 'shape': (1,)}"), 'structured'],
  ['pickled objects', file(dict('|O', '(1,)')), 'dtype "|O"'],
  ['strings', file(dict('<U4', '(1,)')), 'dtype "<U4"'],
  ['complex numbers', file(dict('<c8', '(1,)')), 'dtype "<c8"'],
  ['wide elements without a byte order', file(dict('|f4', '(1,)'), [0, 0, 0, 0]), 'dtype "|f4"'],
  [
    'a key twice',
    file("{'shape': (1,), 'shape': (1,), 'descr': '|u1', 'fortran_order': False}", [0]),
    'duplicate key "shape"',
  ],
  ['a key too many', file("{'shape': (1,), 'x': 'y', 'descr': '|u1', 'fortran_order': False}", [0]), 'alone'],
  ['no shape', file("{'descr': '|u1', 'fortran_order': False}"), 'descr, fortran_order and shape'],
  ['a shape without its comma', file(dict('|u1', '(3)'), [0, 0, 0]), 'tuple'],
  ['a shape without commas', file(dict('|u1', '(1 2,)'), new Uint8Array(12)), 'tuple'],
  ['a negative size', file(dict('|u1', '(-1,)')), 'something else'],
  ['rank 9', file(dict('|u1', '(1,1,1,1,1,1,1,1,1)'), [0]), 'rank 9'],
  ['a size of 2^64', file(dict('|u1', '(18446744073709551616, 0)')), 'exceeds'],
  ['a product that wraps', file(dict('|u1', '(4294967295, 4294967295)')), 'exceeds'],
  ['data cut short', file(dict('<f4', '(2,)'), [0, 0, 0, 0, 0, 0, 0]), '8 bytes of data, got 7'],
  ['a second array', file(dict('|u1', '(1,)'), [0, 0]), 'more than one array'],
  [
    'a value that does not fit',
    file(dict('<i8', '(1,)'), [0, 0, 0, 0, 1, 0, 0, 0]),
    'element 0 of I64 does not fit i32, got 4294967296',
  ],
];

describe('npy: refusing', () => {
  it.each(refused)('%s', (_, bytes, mention) => {
    expect(() => parseNpy(bytes)).toThrow(FormatError);
    expect(() => parseNpy(bytes)).toThrow(mention);
  });
});

describe('npy: writing', () => {
  it('writes what NumPy writes', () => {
    // numpy.save of numpy.array([[1, -2]], 'i4')
    const header = "{'descr': '<i4', 'fortran_order': False, 'shape': (1, 2), }".padEnd(117) + '\n';
    expect(writeNpy([1, 2], 'i32', new Int32Array([1, -2]))).toEqual(file(header, [1, 0, 0, 0, 254, 255, 255, 255]));
  });

  it('round trips every type and rank', () => {
    for (const shape of [[], [3], [2, 3], [1, 0, 2]]) {
      const length = shape.reduce((x, y) => x * y, 1);
      const ramp = Array.from({ length }, (_, i) => i);
      const bits = Uint8Array.from(ramp, (i) => i & 1);
      expect(parseNpy(writeNpy(shape, 'f32', Float32Array.from(ramp)))).toEqual({
        dtype: 'f32',
        fileDtype: 'F32',
        shape,
        data: Float32Array.from(ramp),
      });
      expect(parseNpy(writeNpy(shape, 'f16', Float32Array.from(ramp)))).toMatchObject({
        dtype: 'f16',
        fileDtype: 'F16',
        data: Float32Array.from(ramp),
      });
      expect(parseNpy(writeNpy(shape, 'u32', Uint32Array.from(ramp)))).toMatchObject({
        dtype: 'u32',
        data: Uint32Array.from(ramp),
      });
      expect(parseNpy(writeNpy(shape, 'bool', bits))).toMatchObject({ dtype: 'bool', data: bits });
    }
    expect(() => writeNpy([2], 'f32', new Float32Array(3))).toThrow('3 elements do not fill the shape');
    expect(() => writeNpy([3], 'f32', new Int32Array(3))).toThrow('f32 elements come as Float32Array');
  });
});

describe('npy: fuzzing', () => {
  it('parses or refuses every damaged file', () => {
    const good = writeNpy([2, 3], 'f32', new Float32Array(6));
    const flips = fc.array(
      fc.tuple(fc.nat(90), fc.oneof(fc.nat(255), fc.constantFrom(...Buffer.from('{}(),:\'"L0123456789<>|fiub \n')))),
      { minLength: 1, maxLength: 6 },
    );
    fc.assert(
      fc.property(flips, fc.nat(good.length), (edits, cut) => {
        const bytes = good.slice(0, cut % 3 ? good.length : cut);
        for (const [index, byte] of edits) if (index < bytes.length) bytes[index] = byte;
        try {
          const { shape, data } = parseNpy(bytes);
          expect(data.length).toBe(shape.reduce((x, y) => x * y, 1));
        } catch (error) {
          if (!(error instanceof FormatError) || error.message.includes('\n')) throw error;
        }
      }),
      { numRuns: 5000 },
    );
  });
});
