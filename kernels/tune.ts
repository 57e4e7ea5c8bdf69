/**
 * Measures once which of several kernels suits this adapter best, and keeps the answer for the next time. No one size
 * is right everywhere: on average the best one for all GPUs reaches 80% of each GPU's own best, at worst 44%
 * (llama.cpp, pull request 22241).
 *
 *     const gpu = await Device.open();
 *     await tune(gpu);   // a second or so; later calls of Device.open, in later runs too, find the answer
 */
import { checkDevice } from '../engine/arguments.ts';
import { saveChoices } from '../engine/gpu/choices.ts';
import type { Device } from '../engine/device.ts';
import { Random } from '../engine/random.ts';
import { gpuTime } from '../engine/gpu/stopwatch.ts';
import type { Tensor } from '../engine/tensor.ts';
import { tensor } from '../engine/create.ts';
import { matmul } from './matmul/matmul.ts';
import { contests } from './matmul/choice.ts';

export interface Tuned {
  /** The kind of work, and the kernel that does it from now on. */
  work: string;
  choice: string;
  /** Milliseconds of each candidate at a product that stands for the work. */
  ms: Readonly<Record<string, number>>;
}

/** Browsers round timestamps to 0.1 ms: what takes this long, in ms, is known to 2%. */
const longEnough = 5;
const rounds = 3;
const mostRuns = 64;

/**
 * Times every candidate for every kind of work, takes the fastest, and keeps it where `Device.open` looks. A candidate
 * whose answer differs in a bit from that of what ships is left out: choices never change results. Nothing to choose on
 * the reference backend.
 * @throws what reading from the GPU does.
 */
export async function tune(gpu: Device): Promise<Tuned[]> {
  checkDevice('tune', gpu);
  if (!gpu.webgpu) return [];
  const found = new Map<string, string>();
  const report: Tuned[] = [];
  for (const {
    bucket: {
      name,
      sample: [m, k, n],
      shipped,
    },
    candidates,
  } of contests(gpu.webgpu.adapter)) {
    const [a, b] = [drawn(gpu, [m, k]), drawn(gpu, [k, n])];
    const as = (choice: string) => gpu.choose(new Map([...found, [name, choice]]));
    const times = new Map<string, number>();
    const answer = async (choice: string) => {
      as(choice);
      const out = matmul(a, b);
      return out.data().finally(() => out.dispose());
    };
    const want = await answer(shipped);
    for (const choice of candidates)
      if (choice === shipped || (await answer(choice)).every((value, i) => Object.is(value, want[i])))
        times.set(choice, Infinity);
    // In turns, so that a clock that changes its pace does it to all.
    for (let round = 0; round < rounds; round++) {
      for (const [choice, best] of times) {
        as(choice);
        times.set(choice, Math.min(best, await timeOf(gpu, () => matmul(a, b).dispose())));
      }
    }
    const [choice] = [...times].reduce((best, next) => (next[1] < best[1] ? next : best));
    found.set(name, choice);
    report.push({ work: name, choice, ms: Object.fromEntries(times) });
    for (const x of [a, b]) x.dispose();
  }
  gpu.choose(found);
  await saveChoices(gpu.info, found);
  return report;
}

function drawn(gpu: Device, shape: readonly [number, number]): Tensor {
  const random = new Random(1);
  return tensor(
    gpu,
    Float32Array.from({ length: shape[0] * shape[1] }, () => random.uniform(-1, 1)),
    shape,
  );
}

/** Milliseconds of one run, of as many as take long enough to be timed. */
async function timeOf(gpu: Device, run: () => void): Promise<number> {
  for (let runs = 1; ; runs *= 2) {
    const ms = await gpuTime(gpu, () => {
      for (let i = 0; i < runs; i++) run();
    });
    if (ms >= longEnough || runs >= mostRuns) return ms / runs;
  }
}
