import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { FormatError } from '../engine/errors.ts';
import { parseSafetensors, writeSafetensors } from '../engine/files/safetensors.ts';

/** A file with this header text, whatever it says, and these bytes of data. */
function file(header: string, data: ArrayLike<number> | ArrayBufferLike = []): Uint8Array {
  const json = new TextEncoder().encode(header);
  const body = new Uint8Array(data as ArrayBuffer);
  const bytes = new Uint8Array(8 + json.length + body.length);
  new DataView(bytes.buffer).setUint32(0, json.length, true);
  bytes.set(json, 8);
  bytes.set(body, 8 + json.length);
  return bytes;
}

/** A file with one tensor `a` whose fields are given as JSON text. */
const entry = (
  fields: { dtype?: string; shape?: string; data_offsets?: string },
  data: ArrayLike<number> | ArrayBufferLike = [0, 0, 0, 0],
): Uint8Array => {
  const { dtype = '"F32"', shape = '[1]', data_offsets = '[0,4]' } = fields;
  return file(`{"a":{"dtype":${dtype},"shape":${shape},"data_offsets":${data_offsets}}}`, data);
};
const one = (dtype: string, array: ArrayBufferView) =>
  parseSafetensors(
    entry(
      { dtype: `"${dtype}"`, shape: `[${array.byteLength / widths[dtype]}]`, data_offsets: `[0,${array.byteLength}]` },
      array.buffer,
    ),
  ).tensors.get('a')!;
const widths: Record<string, number> = {
  F32: 4,
  F16: 2,
  BF16: 2,
  F64: 8,
  I64: 8,
  U64: 8,
  I32: 4,
  U32: 4,
  I16: 2,
  U16: 2,
  I8: 1,
  U8: 1,
  BOOL: 1,
};

describe('safetensors: reading', () => {
  it('reads every type', () => {
    expect(one('F32', new Float32Array([1.5, -2]))).toEqual({
      dtype: 'f32',
      fileDtype: 'F32',
      shape: [2],
      data: new Float32Array([1.5, -2]),
    });
    expect(one('F16', new Uint16Array([0x3c00, 0xfc00, 1]))).toMatchObject({
      dtype: 'f16',
      data: new Float32Array([1, -Infinity, 2 ** -24]),
    });
    expect(one('BF16', new Uint16Array([0x3f80, 0xff80]))).toMatchObject({
      dtype: 'f32',
      data: new Float32Array([1, -Infinity]),
    });
    expect(one('F64', new Float64Array([0.1, NaN, -Infinity]))).toMatchObject({
      dtype: 'f32',
      data: new Float32Array([0.1, NaN, -Infinity]),
      note: 'F64 narrowed to f32',
    });
    expect(one('I64', new BigInt64Array([-1n, -(2n ** 31n), 2n ** 31n - 1n]))).toMatchObject({
      dtype: 'i32',
      data: new Int32Array([-1, -(2 ** 31), 2 ** 31 - 1]),
      note: 'I64 narrowed to i32',
    });
    expect(one('U64', new BigUint64Array([2n ** 32n - 1n]))).toMatchObject({
      dtype: 'u32',
      data: new Uint32Array([2 ** 32 - 1]),
      note: 'U64 narrowed to u32',
    });
    expect(one('I32', new Int32Array([-7]))).toMatchObject({ dtype: 'i32', data: new Int32Array([-7]) });
    expect(one('U32', new Uint32Array([2 ** 32 - 1]))).toMatchObject({
      dtype: 'u32',
      data: new Uint32Array([2 ** 32 - 1]),
    });
    expect(one('I16', new Int16Array([-300]))).toMatchObject({ dtype: 'i32', data: new Int32Array([-300]) });
    expect(one('U16', new Uint16Array([65535]))).toMatchObject({ dtype: 'u32', data: new Uint32Array([65535]) });
    expect(one('I8', new Int8Array([-128]))).toMatchObject({ dtype: 'i32', data: new Int32Array([-128]) });
    expect(one('U8', new Uint8Array([255]))).toMatchObject({ dtype: 'u32', data: new Uint32Array([255]) });
    expect(one('BOOL', new Uint8Array([0, 1]))).toMatchObject({ dtype: 'bool', data: new Uint8Array([0, 1]) });
  });

  it('refuses values that the narrower type cannot hold', () => {
    expect(() => one('I64', new BigInt64Array([0n, 2n ** 31n]))).toThrow(
      'tensor "a": element 1 of I64 does not fit i32, got 2147483648',
    );
    expect(() => one('I64', new BigInt64Array([-(2n ** 31n) - 1n]))).toThrow('does not fit i32, got -2147483649');
    expect(() => one('U64', new BigUint64Array([2n ** 32n]))).toThrow('does not fit u32');
    expect(() => one('F64', new Float64Array([1e300]))).toThrow('does not fit f32');
    expect(() => one('BOOL', new Uint8Array([2]))).toThrow('does not fit bool');
  });

  it('keeps NaN payloads and the sign of zero', () => {
    const bits = new Uint32Array([0x7fc12345, 0x80000000]);
    expect(new Uint32Array(one('F32', bits).data.buffer)).toEqual(bits);
  });

  it('reads data at any byte offset, from a view and from a Node Buffer', () => {
    for (let pad = 0; pad < 8; pad++) {
      const bytes = file(
        `{"a":{"dtype":"F32","shape":[1],"data_offsets":[0,4]}}${' '.repeat(pad)}`,
        new Float32Array([3]).buffer,
      );
      const inside = new Uint8Array(bytes.length + 11);
      inside.set(bytes, 5);
      for (const view of [bytes, inside.subarray(5, 5 + bytes.length), Buffer.from(bytes)]) {
        const { data } = parseSafetensors(view).tensors.get('a')!;
        expect(data).toEqual(new Float32Array([3]));
        expect(data.buffer).not.toBe(view.buffer);
      }
    }
  });

  it('takes any name for a name', () => {
    const names = ['__proto__', 'constructor', 'toString', '', 'a.b/../c', '\u{1f441}', '<img onerror=x>', 'a\nb"\\'];
    const tensors = names.map(
      (name, i) => [name, { dtype: 'i32' as const, shape: [], data: new Int32Array([i]) }] as const,
    );
    const read = parseSafetensors(writeSafetensors(tensors, [['__proto__', 'x']]));
    expect([...read.tensors.keys()].sort()).toEqual([...names].sort());
    expect(names.map((name) => read.tensors.get(name)!.data[0])).toEqual(names.map((_, i) => i));
    expect([...read.metadata]).toEqual([['__proto__', 'x']]);
    expect(({} as Record<string, unknown>).dtype).toBeUndefined();
  });

  it('reads 20,000 tensors in less than 2 s', () => {
    const tensors = Array.from(
      { length: 20_000 },
      (_, i) => [`layer.${i}.weight`, { dtype: 'f32' as const, shape: [1], data: new Float32Array([i]) }] as const,
    );
    const bytes = writeSafetensors(tensors);
    const started = performance.now();
    expect(parseSafetensors(bytes).tensors.get('layer.19999.weight')!.data[0]).toBe(19_999);
    expect(performance.now() - started).toBeLessThan(2000);
  });
});

const deep = '['.repeat(200_000) + ']'.repeat(200_000);
const a = '{"dtype":"F32","shape":[1],"data_offsets":[0,4]}';
const at = (begin: number, end: number): string =>
  `{"dtype":"U8","shape":[${end - begin}],"data_offsets":[${begin},${end}]}`;
const refused: [string, Uint8Array, string][] = [
  ['nothing', new Uint8Array(), 'too small'],
  ['a web page', new TextEncoder().encode('<!DOCTYPE html><title>404</title>'), 'web page'],
  ['a Git LFS pointer', new TextEncoder().encode('version https://git-lfs.github.com/spec/v1\n'), 'Git LFS pointer'],
  ['a header length of 2^64 - 1', new Uint8Array(100).fill(255), 'header length 18446744073709551615 exceeds'],
  ['a header longer than the file', file('{}').subarray(0, 9), 'header length 2 runs past the end'],
  ['a header of white space', file('  '), 'object'],
  ['bytes that are not UTF-8', file('{}').fill(0xff, 9), 'UTF-8'],
  ['a byte-order mark', file('\ufeff{}'), 'object'],
  ['a comma too many', file(`{"a":${a},}`, [0, 0, 0, 0]), 'JSON'],
  ['a NUL as padding', file(`{}\0`), 'JSON'],
  ['a control character in a name', file(`{"\n":${a}}`, [0, 0, 0, 0]), 'JSON'],
  ['half a surrogate pair', file(`{"\\ud800":${a}}`, [0, 0, 0, 0]), 'JSON'],
  ['an unknown escape', file(`{"\\x":${a}}`, [0, 0, 0, 0]), 'JSON'],
  ['a name twice', file(`{"a":${a},"a":${a}}`, [0, 0, 0, 0]), 'duplicate key "a"'],
  ['a name twice, once escaped', file(`{"a":${a},"\\u0061":${a}}`, [0, 0, 0, 0]), 'duplicate key "a"'],
  [
    'a field twice',
    file('{"a":{"dtype":"F32","shape":[1],"shape":[1],"data_offsets":[0,4]}}', [0, 0, 0, 0]),
    'duplicate key "shape"',
  ],
  ['__metadata__ twice', file('{"__metadata__":{},"__metadata__":{}}'), 'duplicate'],
  ['deep nesting as an entry', file(`{"a":${deep}}`), 'JSON'],
  ['deep nesting as the header', file(deep), 'object'],
  ['deep nesting in an unknown field', file(`{"a":{"x":${deep}}}`), 'JSON: expected at most 64 levels'],
  ['deep nesting as a shape', entry({ shape: deep }), 'shape'],
  ['metadata that is null', file('{"__metadata__":null}'), 'metadata'],
  ['an unknown type', entry({ dtype: '"F8_E5M2"' }), 'dtype "F8_E5M2" is unknown'],
  ['a type named like a method', entry({ dtype: '"toString"' }), 'dtype "toString" is unknown'],
  ['a missing type', file('{"a":{"shape":[1],"data_offsets":[0,4]}}', [0, 0, 0, 0]), 'dtype'],
  ['a missing shape', file('{"a":{"dtype":"F32","data_offsets":[0,4]}}', [0, 0, 0, 0]), 'shape'],
  ...[
    '["1"]',
    '[1.0]',
    '[1e0]',
    '[1e400]',
    '[-1]',
    '[-0]',
    '[true]',
    '[null]',
    '[[1]]',
    '"1"',
    '1',
    '{"0":1,"length":1}',
    '[9007199254740993]',
    `[${'9'.repeat(1000)}]`,
  ].map((shape): [string, Uint8Array, string] => [
    `the shape ${shape.slice(0, 24)}`,
    entry({ shape }),
    'whole numbers',
  ]),
  ['a size of 2^32 beside a 0', entry({ shape: '[4294967296,0]', data_offsets: '[0,0]' }, []), 'whole numbers'],
  [
    'a product that wraps to the right size',
    entry({ shape: '[4294967295,4294967295,4294967295,4294967295]' }),
    'shape',
  ],
  [
    'a product that wraps to 0 in 64 bits',
    entry({ shape: '[2147483648,2147483648,4]', data_offsets: '[0,0]' }, []),
    'shape',
  ],
  ['rank 9', entry({ shape: '[1,1,1,1,1,1,1,1,1]' }), 'rank 9'],
  ['rank 100,000', entry({ shape: `[${'1,'.repeat(99_999)}1]` }), 'rank 100000'],
  ...['[0]', '[0,4,4]', '[4,0]', '[-4,0]', '["0","4"]', '[0,4.0]', '[0,9007199254740993]', 'null', '{}'].map(
    (data_offsets): [string, Uint8Array, string] => [
      `the offsets ${data_offsets}`,
      entry({ data_offsets }),
      'data_offsets',
    ],
  ),
  ['offsets past the end', entry({ shape: '[2]', data_offsets: '[0,8]' }), 'end of the file'],
  ['a hole at the beginning', file(`{"a":${at(1, 3)}}`, [0, 0, 0]), 'hole'],
  ['a hole between', file(`{"b":${at(2, 3)},"a":${at(0, 1)}}`, [0, 0, 0]), 'hole'],
  ['an overlap', file(`{"b":${at(1, 3)},"a":${at(0, 2)}}`, [0, 0, 0]), 'overlap'],
  ['two tensors on the same bytes', file(`{"b":${at(0, 3)},"a":${at(0, 3)}}`, [0, 0, 0]), 'overlap'],
  ['an empty tensor inside another', file(`{"b":${at(1, 1)},"a":${at(0, 3)}}`, [0, 0, 0]), 'overlap'],
  ['bytes after the last tensor', file(`{"a":${at(0, 2)}}`, [0, 0, 0]), '1 bytes after the last tensor'],
];

describe('safetensors: refusing', () => {
  it.each(refused)('%s', (_, bytes, mention) => {
    let error: unknown;
    try {
      parseSafetensors(bytes);
    } catch (thrown) {
      error = thrown;
    }
    expect(error).toBeInstanceOf(FormatError);
    expect((error as FormatError).message).toMatch(/^safetensors: [^\n]{1,400}$/);
    expect((error as FormatError).message).toContain(mention);
  });

  it('refuses 50 million digits and a list of 20 million sizes without running out of anything', () => {
    expect(() => parseSafetensors(entry({ shape: `[${'9'.repeat(50_000_000)}]` }))).toThrow('shape');
    expect(() => parseSafetensors(entry({ shape: `[${'1,'.repeat(19_999_999)}1]` }))).toThrow('rank 20000000');
  });
});

describe('safetensors: writing', () => {
  const tensors = [
    ['mask', { dtype: 'bool', shape: [3], data: new Uint8Array([0, 1, 5]) }],
    ['b', { dtype: 'f32', shape: [1, 2], data: new Float32Array([1, -0]) }],
    ['half', { dtype: 'f16', shape: [2], data: new Float32Array([0.1, 1e9]) }],
    ['a', { dtype: 'f32', shape: [], data: new Float32Array([7]) }],
    ['none', { dtype: 'u32', shape: [0, 4], data: new Uint32Array() }],
  ] as const;

  it('round trips, halves as halves', () => {
    const read = parseSafetensors(writeSafetensors(tensors, [['format', 'pt']]));
    expect(read.tensors.get('mask')).toMatchObject({ dtype: 'bool', data: new Uint8Array([0, 1, 1]) });
    expect(read.tensors.get('b')).toEqual({
      dtype: 'f32',
      fileDtype: 'F32',
      shape: [1, 2],
      data: new Float32Array([1, -0]),
    });
    expect(read.tensors.get('half')).toMatchObject({
      fileDtype: 'F16',
      data: new Float32Array([0.0999755859375, Infinity]),
    });
    expect(read.tensors.get('none')).toMatchObject({ shape: [0, 4], data: new Uint32Array() });
    expect([...read.metadata]).toEqual([['format', 'pt']]);
  });

  it('gives the same bytes in whatever order tensors come, data 8-aligned', () => {
    const bytes = writeSafetensors(tensors);
    expect(writeSafetensors([...tensors].reverse())).toEqual(bytes);
    expect(new DataView(bytes.buffer).getUint32(0, true) % 8).toBe(0);
    expect([...parseSafetensors(bytes).tensors.keys()]).toEqual(['a', 'b', 'none', 'half', 'mask']);
    expect(writeSafetensors([])).toEqual(file('{}      '));
  });

  it('refuses what it could not read back', () => {
    const data = new Float32Array(1);
    expect(() => writeSafetensors([['a', { dtype: 'f32', shape: [2], data }]])).toThrow(
      '1 elements do not fill the shape',
    );
    expect(() => writeSafetensors([['a', { dtype: 'i32', shape: [1], data }]])).toThrow(
      'i32 elements come as Int32Array',
    );
    expect(() =>
      writeSafetensors([
        ['a', { dtype: 'f32', shape: [1], data }],
        ['a', { dtype: 'i32', shape: [1], data: new Int32Array(1) }],
      ]),
    ).toThrow('two tensors are named "a"');
    expect(() => writeSafetensors([['__metadata__', { dtype: 'f32', shape: [1], data }]])).toThrow('cannot be named');
    expect(() => writeSafetensors([['\ud800', { dtype: 'f32', shape: [1], data }]])).toThrow('cannot be named');
  });
});

describe('safetensors: fuzzing', () => {
  const good = writeSafetensors(
    [
      ['w', { dtype: 'f32', shape: [2, 3], data: new Float32Array(6) }],
      ['n', { dtype: 'i32', shape: [1], data: new Int32Array(1) }],
    ],
    [['k', 'v']],
  );

  it('parses or refuses every damaged file', () => {
    const flips = fc.array(
      fc.tuple(
        fc.nat(good.length - 1),
        fc.oneof(fc.nat(255), fc.constantFrom(...Buffer.from('{}[],:"\\0123456789.eE+-tfn \0'))),
      ),
      { minLength: 1, maxLength: 6 },
    );
    fc.assert(
      fc.property(flips, fc.nat(good.length), (edits, cut) => {
        const bytes = good.slice(0, cut % 3 ? good.length : cut);
        for (const [index, byte] of edits) if (index < bytes.length) bytes[index] = byte;
        try {
          for (const { shape, data } of parseSafetensors(bytes).tensors.values())
            expect(data.length).toBe(shape.reduce((x, y) => x * y, 1));
        } catch (error) {
          if (!(error instanceof FormatError) || error.message.includes('\n')) throw error;
        }
      }),
      { numRuns: 5000 },
    );
  });

  it('skips any JSON in a field that it does not know', () => {
    fc.assert(
      fc.property(fc.json({ maxDepth: 4 }), (json) => {
        expect(() =>
          parseSafetensors(file(`{"a":{"x":${json},"dtype":"U8","shape":[0],"data_offsets":[0,0]}}`)),
        ).not.toThrow();
      }),
      { numRuns: 500 },
    );
  });
});
