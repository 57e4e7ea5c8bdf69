/** What tensors make of numbers on the host: no value changes on the way without a word. */
import { beforeAll, describe, expect, it } from 'vitest';
import { full, ones, tensor, zeros } from '../engine/create.ts';
import { Device } from '../engine/device.ts';
import type { DType } from '../engine/dtype.ts';
import { DTypeError } from '../engine/errors.ts';

describe.each(['webgpu', 'reference'] as const)('on %s', (backend) => {
  let gpu: Device;
  beforeAll(async () => {
    gpu = await Device.open({ backend });
  });

  it.each([
    [new Uint8Array([0, 128, 255]), 'u32', [0, 128, 255]],
    [new Uint8ClampedArray([0, 128, 255]), 'u32', [0, 128, 255]],
    [new Uint16Array([0, 65535]), 'u32', [0, 65535]],
    [new Uint32Array([0, 4294967295]), 'u32', [0, 4294967295]],
    [new Int8Array([-128, 127]), 'i32', [-128, 127]],
    [new Int16Array([-32768]), 'i32', [-32768]],
    [new Int32Array([-2147483648]), 'i32', [-2147483648]],
    [BigInt64Array.of(1n, -2n), 'i32', [1, -2]],
    [BigUint64Array.of(7n), 'u32', [7]],
    [new Float32Array([0.5]), 'f32', [0.5]],
    [new Float64Array([0.5]), 'f32', [0.5]],
    [[1n, 2n], 'i32', [1, 2]],
    [[true, false], 'bool', [1, 0]],
    [[true, 2], 'f32', [1, 2]],
    [[Int8Array.of(1, 2), Int8Array.of(3, 4)], 'f32', [1, 2, 3, 4]],
    [[], 'f32', []],
    [true, 'bool', [1]],
  ] as const)('%s is %s', async (values, dtype, want) => {
    const x = tensor(gpu, values);
    expect(x.dtype).toBe(dtype);
    expect([...(await x.data())]).toEqual(want);
  });

  it('a given type holds what fits', async () => {
    expect(await tensor(gpu, new Uint8Array([0, 3]), [2], 'bool').data()).toEqual(Uint8Array.of(0, 1));
    expect(await tensor(gpu, new Float32Array([-3, 2 ** 30]), [2], 'i32').data()).toEqual(Int32Array.of(-3, 2 ** 30));
    expect(await tensor(gpu, BigInt64Array.of(5n), [1], 'f32').data()).toEqual(Float32Array.of(5));
    expect(tensor(gpu, Float32Array.of(4), [1], 'i32').bounds).toEqual([4, 4]);
    expect((await full(gpu, [2], 7, 'u32').data())[1]).toBe(7);
  });
});

describe('refusals', () => {
  let gpu: Device;
  beforeAll(async () => {
    gpu = await Device.open({ backend: 'reference' });
  });

  const wrong: [unknown, DType | undefined][] = [
    ...([3e9, NaN, 1.5, -(2 ** 31) - 1, Infinity, 2n ** 40n] as const).map((value): [unknown, DType] => [value, 'i32']),
    ...([-1, NaN, 0.5, 2 ** 32] as const).map((value): [unknown, DType] => [value, 'u32']),
    ...(['1', null, undefined, {}] as const).flatMap((value): [unknown, DType | undefined][] => [
      [value, undefined],
      [value, 'f32'],
      [value, 'i32'],
    ]),
  ];
  it.each(wrong)('%s is no %s', (value, dtype) => {
    const list = [0, value] as number[];
    for (const make of [() => tensor(gpu, list, [2], dtype), () => full(gpu, [2], value as number, dtype)]) {
      expect(make).toThrow(DTypeError);
      expect(make).toThrow(/\n {2}got: .*\n {2}fix: /);
    }
  });
  it('typed arrays of another type are looked through', () => {
    expect(() => tensor(gpu, Float32Array.of(1, 2.5), [2], 'i32')).toThrow(/element 1 cannot be i32/);
    expect(() => tensor(gpu, Int32Array.of(1, -2), [2], 'u32')).toThrow(/element 1 cannot be u32/);
    expect(() => tensor(gpu, Uint32Array.of(2 ** 31), [1], 'i32')).toThrow(DTypeError);
    expect(() => tensor(gpu, BigInt64Array.of(2n ** 40n))).toThrow(DTypeError);
  });
  it('shapes are lists, and the device comes first', () => {
    for (const make of [zeros, ones]) {
      expect(() => make(gpu, 3 as unknown as number[])).toThrow(/the shape is not a list/);
      expect(() => make([3] as unknown as Device, [3])).toThrow(/the first argument must be a device/);
    }
    expect(() => tensor(undefined as unknown as Device, [1])).toThrow(/the first argument must be a device/);
  });
});
