/**
 * The functions of kernels/math against float64: at most 4 ULP over the whole range of f32, special values by their
 * bits, and one digest of all results, which has to be the same on lavapipe and SwiftShader (run once with
 * SACCADE_ADAPTER=lavapipe, once with swiftshader).
 */
import { createHash } from 'node:crypto';
import { beforeAll, describe, expect, it } from 'vitest';
import { findGpu } from '../engine/host.ts';
import { definitionsOf, f32, wgsl, type Snippet } from '../engine/gpu/wgsl.ts';
import { m_acos } from '../kernels/math/acos.ts';
import { m_acosh } from '../kernels/math/acosh.ts';
import { m_asin } from '../kernels/math/asin.ts';
import { m_asinh } from '../kernels/math/asinh.ts';
import { m_atan } from '../kernels/math/atan.ts';
import { m_atan2 } from '../kernels/math/atan2.ts';
import { m_atanh } from '../kernels/math/atanh.ts';
import { m_inf, m_is_finite, m_is_inf, m_is_nan, m_nan } from '../kernels/math/bits.ts';
import { m_cos } from '../kernels/math/cos.ts';
import { m_cosh } from '../kernels/math/cosh.ts';
import { m_erf } from '../kernels/math/erf.ts';
import { m_erfc } from '../kernels/math/erfc.ts';
import { m_exp } from '../kernels/math/exp.ts';
import { m_exp2 } from '../kernels/math/exp2.ts';
import { m_expm1 } from '../kernels/math/expm1.ts';
import { m_fmod, m_remainder } from '../kernels/math/fmod.ts';
import { m_log } from '../kernels/math/log.ts';
import { m_log10 } from '../kernels/math/log10.ts';
import { m_log1p } from '../kernels/math/log1p.ts';
import { m_log2 } from '../kernels/math/log2.ts';
import { m_pow } from '../kernels/math/pow.ts';
import { m_sigmoid } from '../kernels/math/sigmoid.ts';
import { m_sin } from '../kernels/math/sin.ts';
import { m_sinh } from '../kernels/math/sinh.ts';
import { m_rsqrt, m_sqrt } from '../kernels/math/sqrt.ts';
import { m_tan } from '../kernels/math/tan.ts';
import { m_tanh } from '../kernels/math/tanh.ts';

const view = new DataView(new ArrayBuffer(4));
const fromBits = (bits: number) => (view.setUint32(0, bits), view.getFloat32(0));
const toBits = (value: number) => (view.setFloat32(0, value), view.getUint32(0));

/** The distance of `got` from the true value in units of f32's last place there (2^-149 below 2^-126). */
function ulps(got: number, want: number): number {
  const exponent = Math.max(-126, Math.floor(Math.log2(Math.abs(want))));
  return Math.abs(got - want) / 2 ** (exponent - 23);
}

/** Whether a result is right, and how far off it is: NaN, infinities, and the sign of zeros must be exact. */
function error(gotBits: number, want: number): number {
  const got = fromBits(gotBits);
  const rounded = Math.fround(want);
  if (Number.isNaN(rounded)) return Number.isNaN(got) ? 0 : Infinity;
  if (!Number.isFinite(rounded) || want === 0) return Object.is(got, rounded) ? 0 : Infinity;
  return Number.isFinite(got) && gotBits >>> 31 === toBits(rounded) >>> 31 ? ulps(got, want) : Infinity;
}

/** erf by its Taylor series to 2 and erfc by its continued fraction beyond, both to about 1e-14. */
function erfSeries(x: number): number {
  let term = x;
  let sum = x;
  for (let n = 1; n < 60; n++) {
    term *= (-x * x) / n;
    sum += term / (2 * n + 1);
  }
  return (2 / Math.sqrt(Math.PI)) * sum;
}
function erfcFraction(x: number): number {
  let tail = 0;
  for (let n = 80; n > 0; n--) tail = n / 2 / (x + tail);
  return Math.exp(-x * x) / Math.sqrt(Math.PI) / (x + tail);
}
const erf = (x: number): number =>
  x === 0 ? x : Math.abs(x) < 2 ? erfSeries(x) : Math.sign(x) * (1 - erfcFraction(Math.abs(x)));
const erfc = (x: number): number => (Number.isNaN(x) ? x : x < 2 ? 1 - erf(x) : erfcFraction(x));
const sigmoid = (x: number): number => 1 / (1 + Math.exp(-x));
/** C's pow: JavaScript's gives NaN for 1^NaN and (±1)^±Infinity. */
const pow = (x: number, y: number): number => (x === 1 || (x === -1 && Math.abs(y) === Infinity) ? 1 : x ** y);
/** Python's %; x % y takes the sign of x. */
function remainder(x: number, y: number): number {
  const rest = x % y;
  if (rest === 0) return y < 0 || Object.is(y, -0) ? -0 : 0;
  return rest < 0 === y < 0 || Number.isNaN(rest) ? rest : Number.isFinite(y) ? Math.fround(rest + y) : y;
}

const unary: [name: string, call: Snippet, reference: (x: number) => number][] = [
  ['exp', wgsl`${m_exp}(x)`, Math.exp],
  ['exp2', wgsl`${m_exp2}(x)`, (x) => 2 ** x],
  ['expm1', wgsl`${m_expm1}(x)`, Math.expm1],
  ['log', wgsl`${m_log}(x)`, Math.log],
  ['log2', wgsl`${m_log2}(x)`, Math.log2],
  ['log10', wgsl`${m_log10}(x)`, Math.log10],
  ['log1p', wgsl`${m_log1p}(x)`, Math.log1p],
  ['tanh', wgsl`${m_tanh}(x)`, Math.tanh],
  ['sigmoid', wgsl`${m_sigmoid}(x)`, sigmoid],
  ['erf', wgsl`${m_erf}(x)`, erf],
  ['erfc', wgsl`${m_erfc}(x)`, erfc],
  ['sin', wgsl`${m_sin}(x)`, Math.sin],
  ['cos', wgsl`${m_cos}(x)`, Math.cos],
  ['tan', wgsl`${m_tan}(x)`, Math.tan],
  ['asin', wgsl`${m_asin}(x)`, Math.asin],
  ['acos', wgsl`${m_acos}(x)`, Math.acos],
  ['atan', wgsl`${m_atan}(x)`, Math.atan],
  ['sinh', wgsl`${m_sinh}(x)`, Math.sinh],
  ['cosh', wgsl`${m_cosh}(x)`, Math.cosh],
  ['asinh', wgsl`${m_asinh}(x)`, Math.asinh],
  ['acosh', wgsl`${m_acosh}(x)`, Math.acosh],
  ['atanh', wgsl`${m_atanh}(x)`, Math.atanh],
  ['sqrt', wgsl`${m_sqrt}(x)`, Math.sqrt],
  ['rsqrt', wgsl`${m_rsqrt}(x)`, (x) => 1 / Math.sqrt(x)],
];
const binary: [name: string, call: Snippet, reference: (x: number, y: number) => number, limit: number][] = [
  ['pow', wgsl`${m_pow}(x, y)`, pow, 4],
  ['atan2', wgsl`${m_atan2}(x, y)`, Math.atan2, 4],
  ['fmod', wgsl`${m_fmod}(x, y)`, (x, y) => x % y, 0],
  ['remainder', wgsl`${m_remainder}(x, y)`, remainder, 0],
];

/**
 * Bits of f32 worth a test of their own, in either sign: zeros, subnormals, powers, odd and even integers, near
 * multiples of π/2, limits, NaN.
 */
const special = [
  0x00000000, 0x00000001, 0x00400000, 0x007fffff, 0x00800000, 0x33000000, 0x39000000, 0x3eaaaaab, 0x3f000000,
  0x3f3504f3, 0x3f490fdb, 0x3f7fffff, 0x3f800000, 0x3f800001, 0x3fc00000, 0x3fc90fdb, 0x40000000, 0x40400000,
  0x40490fdb, 0x41200000, 0x42aeac50, 0x42b17217, 0x42b17218, 0x42b2d4fc, 0x42b2d4fd, 0x42cff1b4, 0x42cff1b5,
  0x42ffffff, 0x43000000, 0x43160000, 0x437ce5f1, 0x43fce5f1, 0x4b7fffff, 0x4b800000, 0x4b800001, 0x501502f9,
  0x7149f2ca, 0x7f7fffff, 0x7f800000, 0x7fc00000,
].flatMap((bits) => [bits, (bits | 0x80000000) >>> 0]);

const points = Uint32Array.from({ length: 200_000 }, (_, i) =>
  i < special.length ? special[i] : (i * 2_654_435_761) >>> 0,
);

/** All pairs of special values, then pairs whose exponents differ by at most 16 and pairs whose power is finite. */
function somePairs(): Uint32Array<ArrayBuffer> {
  const pairs = new Uint32Array(200_000);
  let seed = 1;
  const random = () => (seed = (Math.imul(seed, 1_664_525) + 1_013_904_223) >>> 0);
  for (let i = 0; i < pairs.length / 2; i++) {
    const x = random() ^ (random() >>> 16);
    let y = random() ^ (random() >>> 16);
    if (i % 3 === 0) y = (y & 0x807fffff) | (Math.max(0, Math.min(254, ((x >>> 23) & 255) + (y & 31) - 16)) << 23);
    if (i % 3 === 1 && Number.isFinite(fromBits(x)) && x & 0x7fffffff)
      y = toBits(((y / 2 ** 31) * 151) / Math.log2(Math.abs(fromBits(x))));
    pairs.set(
      i < special.length ** 2 ? [special[i % special.length], special[Math.floor(i / special.length)]] : [x, y],
      2 * i,
    );
  }
  return pairs;
}
const pairs = somePairs();

let device: GPUDevice;
let sameBits = false;
beforeAll(async () => {
  const adapter = (await (await findGpu())!.requestAdapter())!;
  sameBits = /llvmpipe|SwiftShader/.test(`${adapter.info.device} ${adapter.info.description}`);
  device = await adapter.requestDevice();
});

/** Runs `call`, an expression in x (and y, the second of a pair), on every input; gives the bits of the results. */
async function evaluate(call: Snippet, input: Uint32Array<ArrayBuffer>, arity: 1 | 2): Promise<Uint32Array> {
  const count = input.length / arity;
  const text = wgsl`
    @group(0) @binding(0) var<storage, read> source: array<u32>;
    @group(0) @binding(1) var<storage, read_write> result: array<u32>;
    ${definitionsOf(call)}
    @compute @workgroup_size(64) fn main(@builtin(global_invocation_id) id: vec3u) {
      let i = id.x;
      if (i >= ${count}u) { return; }
      let x = bitcast<f32>(source[i * ${arity}u]);
      let y = bitcast<f32>(source[i * ${arity}u + ${arity - 1}u]); // the second of a pair
      result[i] = bitcast<u32>(${call});
    }`.code;
  const buffer = (size: number, usage: number) => device.createBuffer({ size, usage });
  const source = buffer(input.byteLength, GPUBufferUsage.STORAGE | GPUBufferUsage.COPY_DST);
  const result = buffer(count * 4, GPUBufferUsage.STORAGE | GPUBufferUsage.COPY_SRC);
  const read = buffer(count * 4, GPUBufferUsage.MAP_READ | GPUBufferUsage.COPY_DST);
  device.queue.writeBuffer(source, 0, input);
  const pipeline = await device.createComputePipelineAsync({
    layout: 'auto',
    compute: { module: device.createShaderModule({ code: text }) },
  });
  const encoder = device.createCommandEncoder();
  const pass = encoder.beginComputePass();
  pass.setPipeline(pipeline);
  const entries = [source, result].map((resource, binding) => ({ binding, resource: { buffer: resource } }));
  pass.setBindGroup(0, device.createBindGroup({ layout: pipeline.getBindGroupLayout(0), entries }));
  pass.dispatchWorkgroups(Math.ceil(count / 64));
  pass.end();
  encoder.copyBufferToBuffer(result, 0, read, 0, count * 4);
  device.queue.submit([encoder.finish()]);
  await read.mapAsync(GPUMapMode.READ);
  const bits = new Uint32Array(read.getMappedRange().slice(0));
  for (const each of [source, result, read]) each.destroy();
  return bits;
}

/** Results by function, so that the digest needs no second run. */
const digests = new Map<string, string>();
function record(name: string, bits: Uint32Array): void {
  const canonical = bits.map((each) => ((each & 0x7fffffff) > 0x7f800000 ? 0x7fc00000 : each));
  digests.set(name, createHash('sha256').update(canonical).digest('hex').slice(0, 16));
}

function worstOf(
  bits: Uint32Array,
  want: (i: number) => number,
  describe: (i: number) => string,
): { worst: number; at: string } {
  let [worst, at] = [0, ''];
  bits.forEach((got, i) => {
    const off = error(got, want(i));
    if (off > worst) [worst, at] = [off, `${describe(i)} gave ${fromBits(got)}, want ${want(i)}`];
  });
  return { worst, at };
}

describe('at most 4 ULP everywhere', () => {
  it.each(unary)('%s', async (name, call, reference) => {
    const bits = await evaluate(call, points, 1);
    record(name, bits);
    const { worst, at } = worstOf(
      bits,
      (i) => reference(fromBits(points[i])),
      (i) => `${name}(${fromBits(points[i])})`,
    );
    expect(worst, at).toBeLessThanOrEqual(4);
  });
  it.each(binary)('%s', async (name, call, reference, limit) => {
    const bits = await evaluate(call, pairs, 2);
    record(name, bits);
    const inputs = (i: number) => [fromBits(pairs[2 * i]), fromBits(pairs[2 * i + 1])] as const;
    const { worst, at } = worstOf(
      bits,
      (i) => reference(...inputs(i)),
      (i) => `${name}(${inputs(i).join(', ')})`,
    );
    expect(worst, at).toBeLessThanOrEqual(limit);
  });
});

it('gives the same bits on lavapipe and SwiftShader', ({ skip }) => {
  skip(digests.size < unary.length + binary.length, 'needs all the tests above');
  skip(!sameBits, 'a GPU whose driver fuses a·b + c has other last bits');
  expect(Object.fromEntries(digests)).toMatchInlineSnapshot(`
    {
      "acos": "b691921d9b504e8a",
      "acosh": "c54784ecf96c637e",
      "asin": "e6ab529df687539a",
      "asinh": "f9b768bc1ac2a977",
      "atan": "1cbcfd76fd7ee177",
      "atan2": "a0b2e6da90f24628",
      "atanh": "658f0f4877e83903",
      "cos": "2ca62c575793731c",
      "cosh": "3b71312eb9170bbb",
      "erf": "89dabb53dd9ed11e",
      "erfc": "0ece4a11f47b3c67",
      "exp": "c207e2f0c770ce50",
      "exp2": "b6777991cd870957",
      "expm1": "5d16d4fa9ea94269",
      "fmod": "a893ab2512ed3d4e",
      "log": "3c10b5d2f745ca7f",
      "log10": "2aeb7c304cce587e",
      "log1p": "28d29651e73411e3",
      "log2": "7be5c6403a48d3b3",
      "pow": "138656e238e30762",
      "remainder": "773c822854d84a2c",
      "rsqrt": "39dcdcb38be023e4",
      "sigmoid": "293697045c9b0ed6",
      "sin": "6f8e966944960572",
      "sinh": "a4121a8d2a04e0a0",
      "sqrt": "94f9f1a129d1b99c",
      "tan": "13ea94fcf0121eb1",
      "tanh": "fa45e7defd2f0c23",
    }
  `);
});

it('fits into one shader, all together', async () => {
  const calls = [...unary, ...binary].map(([, call]) => call);
  const tests = [m_is_nan, m_is_inf, m_is_finite, m_nan, m_inf].map((test) => wgsl`${test}`);
  const code = wgsl`${definitionsOf(wgsl`${[...calls, ...tests]}`)}`.code;
  const info = await device.createShaderModule({ code }).getCompilationInfo();
  expect(info.messages.filter((message) => message.type === 'error')).toEqual([]);
});

describe('what WGSL leaves open, as measured on software adapters', () => {
  const x = [0x7fc00000, 0xffc00001, 0x7f800001, 0x7f800000, 0xff800000, 0, 0x80000000, 1, 0x3f800000];
  it.each<[string, Snippet, number[]]>([
    ['is_nan', wgsl`f32(${m_is_nan}(x))`, [1, 1, 1, 0, 0, 0, 0, 0, 0]],
    ['is_inf', wgsl`f32(${m_is_inf}(x))`, [0, 0, 0, 1, 1, 0, 0, 0, 0]],
    ['is_finite', wgsl`f32(${m_is_finite}(x))`, [0, 0, 0, 0, 0, 1, 1, 1, 1]],
  ])('%s', async (_, call, want) => {
    expect([...(await evaluate(call, Uint32Array.from(x), 1))].map(fromBits)).toEqual(want);
  });
  it('literals of NaN, infinity and -0', async () => {
    const one = Uint32Array.of(0);
    expect([...(await evaluate(wgsl`${m_nan}()`, one, 1))]).toEqual([0x7fc00000]);
    expect([...(await evaluate(wgsl`${m_inf}()`, one, 1))]).toEqual([0x7f800000]);
    expect([...(await evaluate(f32(NaN), one, 1))]).toEqual([0x7fc00000]);
    expect([...(await evaluate(f32(-Infinity), one, 1))]).toEqual([0xff800000]);
    expect([...(await evaluate(f32(-0), one, 1))]).toEqual([0x80000000]);
  });
  it('round takes halves to even and keeps -0 and NaN', async () => {
    const halves = [0.5, 1.5, 2.5, -0.5, -1.5, 0.49999997, 8388607.5, -0, Infinity];
    const got = await evaluate(wgsl`round(x)`, Uint32Array.from([...halves, NaN], toBits), 1);
    expect([...got].map(fromBits)).toEqual([0, 2, 2, -0, -2, 0, 8388608, -0, Infinity, NaN]);
  });
  it('/ is correctly rounded where nothing is subnormal', async () => {
    const got = await evaluate(wgsl`x / y`, pairs, 2);
    if (!sameBits) return;
    const normal = (value: number) => Math.abs(value) >= 2 ** -126;
    got.forEach((bits, i) => {
      const [a, b] = [fromBits(pairs[2 * i]), fromBits(pairs[2 * i + 1])];
      const want = Math.fround(a / b);
      if (normal(a) && normal(b) && normal(want)) expect(fromBits(bits), `${a} / ${b}`).toBe(want);
    });
  });
});
