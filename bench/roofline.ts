/**
 * The roofline of this adapter, measured: how fast it multiplies and adds, and how fast it moves memory (Williams et
 * al., CACM 52(4), 2009).
 */
import type { Device } from '../engine/device.ts';
import { each } from '../engine/gpu/kernel.ts';
import type { Op } from '../engine/op.ts';
import { defineOp } from '../engine/op.ts';
import { scope } from '../engine/scope.ts';
import type { Tensor } from '../engine/tensor.ts';
import { tensor } from '../engine/create.ts';
import { repeat, wgsl } from '../engine/gpu/wgsl.ts';
import type { BenchCase } from './case.ts';

export interface Roofline {
  /** Highest rate of a chain of multiplications and additions, in GFLOP/s. */
  gflops: number;
  /** Highest rate of a[i] = b[i] + s·c[i] (STREAM's triad), in GB/s. */
  gbps: number;
}

const triadOp: Op<object, ['b', 'c']> = defineOp({
  name: 'triad',
  inputs: ['b', 'c'],
  shape: ({ b }) => b.shape,
  reference: ({ b, c, out }) => out.data.forEach((_, i) => (out.data[i] = b.data[i] + 0.5 * c.data[i])),
  kernel: ({ out }) => ({
    ...each(out.shape[0] / 4, wgsl`out[i] = b[i] + 0.5 * c[i];`),
    types: { b: wgsl`vec4<f32>`, c: wgsl`vec4<f32>`, out: wgsl`vec4<f32>` },
  }),
  samples: [[256]],
});

/** Independent chains of vec4 a thread, so that no multiplication waits for the one before. */
const chains = 4;
const links = 64;
const fmaFlops = 2 * 4 * chains * links;

const fmaOp: Op<{ rounds: number }, ['x']> = defineOp({
  name: 'fma_chains',
  inputs: ['x'],
  attrs: {} as { rounds: number },
  shape: ({ x }) => x.shape,
  reference: ({ x, out }, { rounds }) =>
    out.data.forEach((_, i) => {
      let total = 0;
      for (let chain = 0; chain < chains; chain++) {
        for (let lane = 0; lane < 4; lane++) {
          let value = x.data[i] + chain + lane;
          for (let link = 0; link < links * rounds; link++) value = value * 0.5 + x.data[i];
          total += value;
        }
      }
      out.data[i] = total;
    }),
  kernel: ({ out }, { rounds }) =>
    each(
      out.shape[0],
      wgsl`let s = x[i];
  ${repeat(chains, (c) => wgsl`var v${c} = s + ${c}.0 + vec4<f32>(0.0, 1.0, 2.0, 3.0);`)}
  for (var round = 0u; round < p.rounds; round++) {
${repeat(links, () => wgsl`${repeat(chains, (c) => wgsl`v${c} = fma(v${c}, vec4<f32>(0.5), vec4<f32>(s));`)}`)}
  }
  let all = ${wgsl`v0${repeat(chains - 1, (c) => wgsl` + v${c + 1}`)}`};
  out[i] = dot(all, vec4<f32>(1.0));`,
      { params: { rounds } },
    ),
  samples: [{ shapes: { x: [70] }, attrs: { rounds: 2 } }],
});

/** Long enough that starting and waiting do not count. */
const longEnough = 40;
const attempts = 6;

/** Both peaks: the best of a few samples each. Takes about a second. */
export async function measureRoofline(gpu: Device, signal?: AbortSignal): Promise<Roofline> {
  const { software } = gpu.info;
  const inputs: Tensor[] = [];
  const input = (count: number): Tensor => {
    inputs.push(tensor(gpu, new Float32Array(count).fill(0.5)));
    return inputs.at(-1)!;
  };
  /** The most units a second, in billions. */
  const peak = async (units: number, step: () => Tensor): Promise<number> => {
    let best = 0;
    for (let steps = 1, tried = 0; tried < attempts;) {
      signal?.throwIfAborted();
      const start = performance.now();
      for (let i = 0; i < steps; i++) scope(() => void step());
      await gpu.settle();
      const ms = performance.now() - start;
      if (ms < longEnough) steps = Math.ceil(steps * Math.min(10, (1.3 * longEnough) / ms));
      else tried++;
      best = Math.max(best, (units * steps) / ms / 1e6);
    }
    return best;
  };
  try {
    const length = software ? 2 ** 23 : 2 ** 25;
    const [b, c] = [input(length), input(length)];
    const gbps = await peak(12 * length, () => triadOp({ b, c }));
    const [threads, rounds] = software ? [2 ** 14, 4] : [2 ** 20, 8];
    const x = input(threads);
    return { gbps, gflops: await peak(threads * rounds * fmaFlops, () => fmaOp({ x }, { rounds })) };
  } finally {
    for (const made of inputs) made.dispose();
  }
}
measureRoofline.ops = [triadOp, fmaOp] as const;

/**
 * What the roofline allows over what was measured: 1 is as fast as arithmetic or memory permits; more, where caches
 * hold the data.
 */
export const shareOfRoofline = (
  { flops, bytes }: Pick<BenchCase, 'flops' | 'bytes'>,
  ms: number,
  peaks: Roofline,
): number => Math.max(flops / peaks.gflops, bytes / peaks.gbps) / 1e6 / ms;
